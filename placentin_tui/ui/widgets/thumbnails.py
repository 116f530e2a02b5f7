"""The pictures at the right edge of a list's rows, in terminals that draw pictures in their own pixels.

A row knows at once whether it has one, for its text is narrower then; the pictures themselves are decoded once the list
rests, so that scrolling costs what it does without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from placentin_tui.ui.widgets.headline import PICTURE
from placentin_tui.ui.widgets.picture_placement import Area, PicturePlacement, laid_over
from placentin_tui.ui.widgets.picture_size import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.strip import Strip
    from textual.timer import Timer
    from textual.widget import Widget

    from placentin_tui.models import StoredPicture
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.picture_size import PictureSize

ROWS = 3
"""The most lines of a picture."""
REST = 0.12
"""Seconds without scrolling after which pictures are decoded."""


class Spot(NamedTuple):
    """A picture's place among the lines of a widget's visible part: its first line, negative where that is above."""

    picture: StoredPicture
    line: int
    lines: int
    """How many there are for it."""


class Thumbnails:
    """The thumbnails of one list."""

    def __init__(
        self, widget: Widget, spots: Callable[[], Iterable[Spot]], picture_renderer: Callable[[], PictureRenderer]
    ) -> None:
        """`spots`: gives the pictures in view."""
        self._widget = widget
        self._spots = spots
        self._picture_renderer = picture_renderer
        self._placement = PicturePlacement(widget, self._areas, picture_renderer)
        self._decoded: set[PictureSize] = set()
        self._resting: Timer | None = None
        """While the list is scrolled."""

    def scrolled(self) -> None:
        """Decode nothing further until the list rests."""
        if self._resting:
            self._resting.stop()
        self._resting = self._widget.set_timer(REST, self._rest)

    def _rest(self) -> None:
        self._resting = None
        self._widget.refresh()

    def laid_over(self, strip: Strip, spot: Spot, line: int) -> Strip:
        """A painted line of a row, with that line of the row's picture at its right edge once it is decoded."""
        shape = self._shape(spot)
        if shape is None or line >= shape.rows or (self._resting and shape not in self._decoded):
            return strip
        row = self._placement.row_without_waiting(shape, line)
        if row is None:
            return strip
        self._decoded.add(shape)
        return laid_over(strip, strip.cell_length - PICTURE - 1, row)

    def painted(self) -> None:
        """The widget renders its lines."""
        self._placement.painted()

    def _shape(self, spot: Spot) -> PictureSize | None:
        """Its size, with a margin in the colour of the list: without one, pictures of rows that follow each other are a
        single strip.
        """
        shape = fill(spot.picture, PICTURE, min(ROWS, spot.lines), self._picture_renderer().cell)
        ground = self._widget.background_colors[1]
        return replace(shape, ground=ground.hex6) if shape and ground.a else shape

    def _areas(self) -> Iterator[Area]:
        """The pictures in view."""
        left = self._widget.scrollable_content_region.width - PICTURE - 1
        for spot in self._spots():
            if shape := self._shape(spot):
                yield Area(shape, left, spot.line)
