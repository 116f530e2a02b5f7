"""Pictures as half-blocks: two pixels a cell, upper and lower, in any terminal with colours."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from placentin_tui.ui.widgets.image_loading import load

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 24
"""Pictures kept painted."""


class HalfBlocks:
    """Paints picture files as strips, and keeps the last ones."""

    def __init__(self) -> None:
        self._painted: OrderedDict[tuple[Path, int, int], list[Strip]] = OrderedDict()

    def strip(self, path: Path, columns: int, rows: int, row: int) -> Strip:
        """One row of a picture shown `columns` wide and `rows` tall; empty when the file cannot be read."""
        key = (path, columns, rows)
        if key not in self._painted:
            self._painted[key] = _paint(path, columns, rows)
            while len(self._painted) > KEPT:
                self._painted.popitem(last=False)
        self._painted.move_to_end(key)
        strips = self._painted[key]
        return strips[row] if row < len(strips) else Strip.blank(columns)


def _paint(path: Path, columns: int, rows: int) -> list[Strip]:
    picture = load(path, columns, rows * 2, smooth=False)
    if picture is None:
        return []
    pixels = picture.tobytes()
    return [_row(pixels, columns, row) for row in range(rows)]


def _row(pixels: bytes, columns: int, row: int) -> Strip:
    """A row of `▀`: the upper pixel in front, the lower one behind; runs of the same two colours in one segment."""
    upper, lower = 2 * row * columns * 3, (2 * row + 1) * columns * 3
    segments: list[Segment] = []
    last, run = b"", 0
    for column in range(columns):
        at = column * 3
        both = pixels[upper + at : upper + at + 3] + pixels[lower + at : lower + at + 3]
        if both != last and run:
            segments.append(Segment("▀" * run, _style(last)))
            run = 0
        last, run = both, run + 1
    segments.append(Segment("▀" * run, _style(last)))
    return Strip(segments, columns)


def _style(both: bytes) -> Style:
    return Style.from_color(_colour(*both[:3]), _colour(*both[3:]))


def _colour(red: int, green: int, blue: int) -> Color:
    """A colour without a name: to write thousands of names takes longer than to decode the picture."""
    return Color("", ColorType.TRUECOLOR, None, ColorTriplet(red, green, blue))
