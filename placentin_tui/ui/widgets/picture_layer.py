"""Pictures by Sixel: the pixels drawn over the half-blocks of a page that has come to rest.

Sixel is paint: whatever is written over it later takes it away, so every frame that touches a picture would have to
send all of its pixels again, some hundred kilobytes for each line that is scrolled. Therefore a picture that moves is
half-blocks, which are text and leave nothing behind, and is drawn over them when the page rests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.errors import NoWidget
from textual.geometry import Region

from placentin_tui.ui.widgets.sixel import Crop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.timer import Timer
    from textual.widget import Widget

    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer

REST = 0.08
"""Seconds without a new frame after which a page has come to rest."""


class Placed(NamedTuple):
    """Rows of a picture, and the screen cell of their upper left corner."""

    crop: Crop
    x: int
    y: int


class Layer:
    """Draws Sixel data over a widget's lines when no frame follows."""

    def __init__(
        self, widget: Widget, places: Callable[[], Iterable[Placed]], picture_renderer: PictureRenderer
    ) -> None:
        """`places`: gives the pictures in the widget, with their screen coordinates."""
        self._widget = widget
        self._places = places
        self._picture_renderer = picture_renderer
        self._timer: Timer | None = None
        self._repainted: list[Region] = []
        """Regions of the screen whose pictures are to be drawn: those painted over since, and those not encoded yet."""

    def touched(self, regions: Iterable[Region]) -> None:
        """Restart the timer: a frame has painted these regions of the screen, which hold pictures."""
        self._repainted += regions
        self._restart()

    def _restart(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self._widget.set_timer(REST, self.draw)

    def draw(self) -> None:
        """Draw the pictures that were painted over and are encoded; the others are drawn when they are."""
        widget = self._widget
        if not (widget.is_attached and widget.screen.is_active):
            return
        repainted, self._repainted = self._repainted, []
        drawn = []
        for place in _uncovered(widget, self._places()):
            region = Region(place.x, place.y, place.crop.shape.columns, place.crop.rows)
            if not any(region.overlaps(other) for other in repainted):
                continue
            if sixels := self._picture_renderer.sixels(place.crop, self._restart):
                # Where the text ends up must not change: the cursor is put back to where it was.
                drawn.append(f"\x1b7\x1b[{place.y + 1};{place.x + 1}H{sixels}\x1b8")
            else:
                self._repainted.append(region)
        if drawn:
            self._picture_renderer.write("".join(drawn))


def _uncovered(widget: Widget, places: Iterable[Placed]) -> Iterable[Placed]:
    """The parts of pictures that no other widget covers (a notification may)."""
    for crop, x, y in places:
        start = None
        for row in range(crop.rows + 1):
            free = row < crop.rows and is_free(widget, x, x + crop.shape.columns - 1, y + row)
            if free and start is None:
                start = row
            elif not free and start is not None:
                yield Placed(Crop(crop.shape, crop.first + start, row - start), x, y + start)
                start = None


def is_free(widget: Widget, left: int, right: int, y: int) -> bool:
    """Whether the widget is the topmost one at both ends and in the middle of a row."""
    try:
        return all(widget.screen.get_widget_at(x, y)[0] is widget for x in (left, (left + right) // 2, right))
    except NoWidget:  # the window has just become smaller
        return False
