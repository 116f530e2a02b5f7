"""Pictures as half-block characters: two pixels a cell, one above the other, in any terminal with colours; or as
sextants, where those are drawn well.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from placentin_tui.ui.widgets.block_style import block_style
from placentin_tui.ui.widgets.image_loading import load

if TYPE_CHECKING:
    from placentin_tui.ui.widgets.picture_size import PictureSize

UNSTYLED = Style.null()
"""A style of its own: Textual takes the colours out of styles where none are wished for, and `None` is none."""
KEPT = 64
"""Pictures kept as strips."""


class HalfBlocks:
    """Renders picture files as strips, with a cache of the last ones."""

    def __init__(self) -> None:
        self._painted: OrderedDict[PictureSize, list[Strip]] = OrderedDict()
        self.uses_sextants = False
        """Whether pictures are painted by sextants, not by half-blocks."""

    def use(self, *, sextants: bool) -> bool:
        """Paint by sextants, or by half-blocks; returns whether that has changed."""
        if sextants == self.uses_sextants:
            return False
        self.uses_sextants = sextants
        self._painted.clear()
        return True

    def paint(self, shape: PictureSize) -> list[Strip]:
        """All rows of a picture; none when the file cannot be read."""
        if self.uses_sextants:
            from placentin_tui.ui.widgets import sextants  # only for terminals that draw them

            return sextants.paint(shape)
        return paint(shape)

    def strip(self, shape: PictureSize, row: int) -> Strip:
        """Row `row` of a picture; blank when the file cannot be read."""
        if shape not in self._painted:
            self.keep(shape, self.paint(shape))
        return self.painted(shape, row) or Strip.blank(shape.columns, UNSTYLED)

    def painted(self, shape: PictureSize, row: int) -> Strip | None:
        """Row `row` of a picture that is cached, blank when its file cannot be read; `None` when it is not cached."""
        if shape not in self._painted:
            return None
        self._painted.move_to_end(shape)
        return row_of(self._painted[shape], row, shape)

    def keep(self, shape: PictureSize, strips: list[Strip]) -> None:
        """Cache a picture made by `paint`; above `KEPT`, drop the one shown longest ago."""
        self._painted[shape] = strips
        while len(self._painted) > KEPT:
            self._painted.popitem(last=False)


def row_of(strips: list[Strip], row: int, shape: PictureSize) -> Strip:
    """Row `row` of a picture's strips; blank where there is none: no file, or fewer rows than the page was laid out
    for, because the pane or the protocol has changed since.
    """
    return strips[row] if row < len(strips) else Strip.blank(shape.columns, UNSTYLED)


def paint(shape: PictureSize) -> list[Strip]:
    """All rows of a picture; none when the file cannot be read."""
    columns, rows = shape.columns, shape.rows
    picture = load(shape.path, columns, rows * 2, smooth=False, aspect=shape.aspect)
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
            segments.append(Segment("▀" * run, block_style(last)))
            run = 0
        last, run = both, run + 1
    segments.append(Segment("▀" * run, block_style(last)))
    return Strip(segments, columns)
