"""Pictures as half-block characters: two pixels a cell, one above the other, in any terminal with colours."""

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
"""Pictures kept as strips."""


class HalfBlocks:
    """Renders picture files as strips, with a cache of the last ones."""

    def __init__(self) -> None:
        self._painted: OrderedDict[tuple[Path, int, int], list[Strip]] = OrderedDict()

    def strip(self, path: Path, columns: int, rows: int, row: int) -> Strip:
        """Row `row` of a picture shown in `columns` × `rows` cells; blank when the file cannot be read."""
        key = (path, columns, rows)
        if key not in self._painted:
            self._painted[key] = _paint(path, columns, rows)
            while len(self._painted) > KEPT:
                self._painted.popitem(last=False)
        self._painted.move_to_end(key)
        strips = self._painted[key]
        return strips[row] if row < len(strips) else Strip.blank(columns)


def _paint(path: Path, columns: int, rows: int) -> list[Strip]:
    """All rows of a picture; none when the file cannot be read."""
    picture = load(path, columns, rows * 2, smooth=False)
    if picture is None:
        return []
    pixels = picture.tobytes()
    return [_row(pixels, columns, row) for row in range(rows)]


def _row(pixels: bytes, columns: int, row: int) -> Strip:
    """A row of `▀`: the upper pixel as foreground, the lower one as background; runs of equal cells share a segment."""
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
    """The style of a cell, from the six bytes of its two pixels."""
    return Style.from_color(_colour(*both[:3]), _colour(*both[3:]))


def _colour(red: int, green: int, blue: int) -> Color:
    """An RGB colour with an empty name: formatting thousands of names takes longer than decoding the picture."""
    return Color("", ColorType.TRUECOLOR, None, ColorTriplet(red, green, blue))
