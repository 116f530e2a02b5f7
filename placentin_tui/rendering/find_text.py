"""Finds words in a rendered page, ignoring accents, case, ligatures and line ends."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.prose.layout import Line, Run

_OURS = frozenset(("bar", "bullet", "frame", "continued", "hyphen", "thread", "initial"))
"""Roles of runs that the layout draws, which are not part of the paper's text."""
_NUMBERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LIGATURES = {"oe": "œ", "ae": "æ", "ss": "ß"}
_BETWEEN = "[\0\u00ad\u0300-\u036f]*+"
"""What may be between two letters of a word: drawn characters (NUL), soft hyphens and combining marks."""
_SPACE = r"(?=[\u00ad\u0300-\u036f]*+[\s\0])[\s\0\u00ad\u0300-\u036f]++"
"""What may be between two words: white space or drawn characters, soft hyphens and combining marks."""
_MARKS = "[\u0300-\u036f]*"
_LONGEST = 200


class Stretch(NamedTuple):
    """A part of a match on one line, as character offsets; the line's indent counts."""

    line: int
    start: int
    end: int


Hit = tuple[Stretch, ...]
"""A match; it has several parts when a line ends inside it."""


@dataclass(frozen=True)
class PageText:
    """A page's lines as one searchable text."""

    lines: Sequence[Line]

    def find(self, words: str) -> list[Hit]:
        """The matches of the words, in the page's order; none for blank words."""
        words = " ".join(words.split())[:_LONGEST]
        if not words:
            return []
        return [self._hit(found.start(), found.end()) for found in re.finditer(_pattern(words), self._text)]

    @cached_property
    def _text(self) -> str:
        """The page's text folded for comparison, with one character for each of the page's."""
        return "\n".join(map(_written, self.lines)).translate(_FOLD).replace("\1\n", "\0\0")

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each line in the text."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + line.indent + sum(len(run.text) for run in line.runs) + 1)
        return starts

    def _hit(self, start: int, end: int) -> Hit:
        """The match between two offsets of the text, split by lines, without leading spaces and drawn characters."""
        stretches = []
        line = bisect_right(self._starts, start) - 1
        while start < end:
            here = self._starts[line]
            stop = min(end, self._starts[line + 1] - 1)
            start += len(part := self._text[start:stop]) - len(part.lstrip("\0 "))
            if stop > start:
                stretches.append(Stretch(line, start - here, stop - here))
            line += 1
            start = self._starts[line]
        return tuple(stretches)


def is_link_number(run: Run) -> bool:
    """Whether a run is the small number after a link, which is ours."""
    return "small" in run.style.split() and bool(run.href) and not run.text.strip(_NUMBERS)


def _written(line: Line) -> str:
    """A line's text; drawn characters become NUL, the hyphen of a broken word U+0001."""
    return " " * line.indent + "".join(map(_run, line.runs))


def _run(run: Run) -> str:
    """A run's text, with drawn characters and hyphens replaced the same way."""
    roles = run.style.split()
    if "hyphen" in roles:
        return "\1" * len(run.text)
    return "\0" * len(run.text) if not _OURS.isdisjoint(roles) or is_link_number(run) else run.text


class _Fold(dict[int, int]):
    """A translation table that folds case and accents, one character to one, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        """Compute and store the folded character."""
        letter = unicodedata.normalize("NFKD", chr(code)).casefold()
        plain = letter[0] if letter and chr(code) not in "œŒæÆßẞ…" else chr(code).lower()[0]
        self[code] = folded = {"’": 0x27, "‘": 0x27, "ʼ": 0x27}.get(plain, ord(plain))
        return folded


_FOLD = _Fold()


def _pattern(words: str) -> str:
    """A pattern over folded text; ligatures match their letters, and any space matches any other."""
    plain = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    plain = "".join(sign for sign in plain.casefold() if not unicodedata.combining(sign)).translate(_FOLD)
    plain = " ".join(plain.split())
    parts: list[str] = []
    at = 0
    while at < len(plain):
        if (pair := plain[at : at + 2]) in _LIGATURES:
            parts.append(f"(?:{pair[0]}{_BETWEEN}{pair[1]}|{_LIGATURES[pair]})")
            at += 2
        elif plain[at].isspace():
            parts.append(" ")
            at += 1
        else:
            parts.append(re.escape(plain[at]))
            at += 1
    # An escaped character is never a bare space: `re.escape` puts a backslash before one.
    return _BETWEEN.join(parts).replace(f"{_BETWEEN} {_BETWEEN}", _SPACE) + _MARKS
