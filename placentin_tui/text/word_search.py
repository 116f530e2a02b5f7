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
    from collections.abc import Iterable

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
        sought = [
            (number, words, prefix)
            for number, (words, prefix) in enumerate(self._phrases)
            if words and all(word in plain for word in words)
        ]
        if not sought:
            return []
        places = list(accumulate(len(_FOLDS[ord(sign)]) for sign in text))
        tokens = [(found[0], found.start(), found.end()) for found in _WORD.finditer(plain)]
        hits = [
            Found(bisect_right(places, tokens[at][1]), bisect_right(places, tokens[at + len(words) - 1][2] - 1) + 1, n)
            for n, words, prefix in sought
            for at in range(len(tokens) - len(words) + 1)
            if _stand_at([token[0] for token in tokens[at : at + len(words)]], words, prefix=prefix)
        ]
        return sorted(hits)


def _stand_at(here: list[str], words: list[str], *, prefix: bool) -> bool:
    if prefix:
        return here[-1].startswith(words[-1]) and here[:-1] == words[:-1]
    return here == words


class _Folds(dict[int, str]):
    """What each character is without case and accents, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        """Compute and store it."""
        self[code] = plain = "" if chr(code) == "\N{SOFT HYPHEN}" else folded(chr(code))
        return plain


_FOLDS = _Folds()
