"""A face's measures: advance widths, kerning and vertical extents, in thousandths of the size.

They come from a table, so that the rows of a headline are known before a font is opened: for the face that is shipped,
`source-serif-4.json`, made by `python -m tools.lettering`.
"""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from pathlib import Path

import msgspec

UNITS = 1000
"""Units of all measures to the size of the letters."""
SHIPPED = Path(__file__).with_name("source-serif-4.json")
"""The table of the face that is shipped."""

_LIGATURES = (("fi", "\ufb01"), ("fl", "\ufb02"))
_STRAIGHT, _CURLY = "'", "\u2019"
_LEFT_OUT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Invisible characters: soft hyphens, and spaces without a width."""
_SPACES = {"\u00a0": " ", "\u202f": "\u2009"}
"""Spaces at which no line ends, and those as wide that every face has or may have."""


class Kerning(msgspec.Struct, frozen=True):
    """The distances between letters: letters that behave alike are one class."""

    left: tuple[str, ...] = ()
    """The letters of each class of a pair's first letter."""
    right: tuple[str, ...] = ()
    """The same, of the second letter."""
    values: tuple[tuple[int, ...], ...] = ()
    """By the class of the first letter, then of the second."""


class FaceMetrics(msgspec.Struct, frozen=True, dict=True):
    """The measures of one face."""

    letters: str
    """All letters the face has and we know how to set."""
    advances: tuple[int, ...]
    """By the order of `letters`, as the next two."""
    tops: tuple[int, ...]
    """How far each letter reaches above the baseline."""
    bottoms: tuple[int, ...]
    """How far it reaches below."""
    kerning: Kerning = Kerning()

    def width(self, text: str) -> int:
        """The width of letters as `substituted` gives them; each must be one of `letters`."""
        advances, first, second, values = self._advance_of, self._first, self._second, self.kerning.values
        width, before = 0, -1
        for letter in text:
            if before >= 0 and (after := second.get(letter, -1)) >= 0:
                width += values[before][after]
            width += advances[letter]
            before = first.get(letter, -1)
        return width

    def places(self, text: str) -> list[int]:
        """Where each letter of a line begins."""
        return [self.width(text[: n + 1]) - self._advance_of[letter] for n, letter in enumerate(text)]

    def top(self, text: str) -> int:
        """How far the letters reach above the baseline."""
        return max((self._top_of[letter] for letter in text), default=0)

    def bottom(self, text: str) -> int:
        """How far they reach below it."""
        return max((self._bottom_of[letter] for letter in text), default=0)

    def substituted(self, text: str) -> str | None:
        """A text in the letters it is set in: ligatures, curly apostrophes, no invisible signs; `None` when the face
        lacks one.
        """
        text = unicodedata.normalize("NFC", text).translate(_LEFT_OUT)
        for wide, plain in _SPACES.items():
            if wide not in self._advance_of:
                text = text.replace(wide, plain if plain in self._advance_of else " ")
        if _CURLY in self._advance_of:
            text = "".join(
                _CURLY
                if letter == _STRAIGHT and text[n - 1 : n].isalpha() and text[n + 1 : n + 2].isalnum()
                else letter
                for n, letter in enumerate(text)
            )
        for letters, ligature in _LIGATURES:
            if ligature in self._advance_of:
                text = text.replace(letters, ligature)
        return text if all(letter in self._advance_of for letter in text) else None

    @cached_property
    def _advance_of(self) -> dict[str, int]:
        return dict(zip(self.letters, self.advances, strict=True))

    @cached_property
    def _top_of(self) -> dict[str, int]:
        return dict(zip(self.letters, self.tops, strict=True))

    @cached_property
    def _bottom_of(self) -> dict[str, int]:
        return dict(zip(self.letters, self.bottoms, strict=True))

    @cached_property
    def _first(self) -> dict[str, int]:
        """The class of a pair's first letter."""
        return {letter: n for n, letters in enumerate(self.kerning.left) for letter in letters}

    @cached_property
    def _second(self) -> dict[str, int]:
        """The class of a pair's second letter."""
        return {letter: n for n, letters in enumerate(self.kerning.right) for letter in letters}


@cache
def shipped() -> FaceMetrics:
    """The measures of the face that is shipped."""
    return decoded(SHIPPED.read_bytes())


def decoded(table: bytes) -> FaceMetrics:
    """The measures in a table's file. Raises `msgspec.DecodeError` or `ValueError` when it is damaged."""
    metrics = msgspec.json.decode(table, type=FaceMetrics)
    if not len(metrics.letters) == len(metrics.advances) == len(metrics.tops) == len(metrics.bottoms):
        raise ValueError("as many measures as letters")
    return metrics


def encoded(metrics: FaceMetrics) -> bytes:
    """A table's file."""
    return msgspec.json.encode(metrics) + b"\n"


def classes(pairs: dict[tuple[str, str], int]) -> Kerning:
    """Kerning of pairs, with letters that behave alike put into classes."""
    firsts = dict.fromkeys(first for first, _second in pairs)
    seconds = dict.fromkeys(second for _first, second in pairs)
    left = _alike({first: tuple(pairs.get((first, second), 0) for second in seconds) for first in firsts})
    right = _alike({second: tuple(pairs.get((first, second), 0) for first in firsts) for second in seconds})
    values = tuple(tuple(pairs.get((first[0], second[0]), 0) for second in right) for first in left)
    return Kerning(tuple(left), tuple(right), values)


def _alike(rows: dict[str, tuple[int, ...]]) -> list[str]:
    """The letters with equal rows together."""
    groups: dict[tuple[int, ...], str] = {}
    for letter, row in rows.items():
        groups[row] = groups.get(row, "") + letter
    return list(groups.values())
