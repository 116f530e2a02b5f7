"""Finds words in texts as the full-text index does: whole words without case and accents, phrases whatever stands
between their words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")


class Phrase(NamedTuple):
    """Words that stand side by side."""

    words: str
    prefix: bool = False
    """The last word may be the beginning of one."""


class Found(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int
    phrase: int
    """Which of the phrases it is."""


class WordSearch:
    """Phrases to look for."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = [(_WORD.findall(phrase.words.translate(_FOLDS)), phrase.prefix) for phrase in phrases]

    def find(self, text: str) -> list[Found]:
        """Every place of a phrase in a text, in the text's order."""
        plain = text.translate(_FOLDS)
        hits = [
            Found(start, end, number)
            for number, (words, prefix) in enumerate(self._phrases)
            for start, end in _places(plain, words, prefix=prefix)
        ]
        if hits and not _IRREGULAR.isdisjoint(text):
            ends = list(accumulate(len(_FOLDS[ord(sign)]) for sign in text))
            hits = [
                Found(bisect_right(ends, hit.start), bisect_right(ends, hit.end - 1) + 1, hit.phrase) for hit in hits
            ]
        return sorted(hits)


def _places(plain: str, words: list[str], *, prefix: bool) -> Iterator[tuple[int, int]]:
    """Where words stand side by side in a text without case and accents; `prefix`: the last may go on."""
    at = plain.find(words[0]) if words else -1
    while at >= 0:
        if not (at and plain[at - 1].isalnum()) and (end := _end(plain, at, words, prefix=prefix)):
            yield at, end
        at = plain.find(words[0], at + 1)


def _end(plain: str, at: int, words: list[str], *, prefix: bool) -> int:
    """Where words that begin at a place end; 0 where they are others."""
    for number, word in enumerate(words):
        if not plain.startswith(word, at):
            return 0
        at += len(word)
        is_last = number == len(words) - 1
        while is_last and prefix and plain[at : at + 1].isalnum():
            at += 1
        if plain[at : at + 1].isalnum():
            return 0
        while not is_last and at < len(plain) and not plain[at].isalnum():
            at += 1
    return at


class _Folds(dict[int, str]):
    """What each character is without case and accents, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        """Compute and store it."""
        self[code] = plain = "" if chr(code) == "\N{SOFT HYPHEN}" else folded(chr(code))
        if len(plain) != 1:
            _IRREGULAR.add(chr(code))
        return plain


_FOLDS = _Folds()
_IRREGULAR: set[str] = set()
"""Characters met that become several, or none."""
