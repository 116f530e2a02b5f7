"""Places lettering among the lines a widget paints: in them (kitty), or drawn over them with the same frame (Sixel).

The lines of a headline are its text, which stays what is selected, found and copied. Over a frame that paints them
anew the letters are drawn before that frame ends, so that they travel with what is scrolled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Region

from placentin_tui.ui.textual_internals import draw_with_frame, written_regions
from placentin_tui.ui.widgets.picture_layer import is_free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.style import Style
    from textual.strip import Strip
    from textual.widget import Widget

    from placentin_tui.prose.layout.lines import Lettering, Line
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer


class LetteredArea(NamedTuple):
    """Lettering, and the cell of the widget's visible part where its upper left corner is."""

    lettering: Lettering
    x: int
    y: int
    """Negative where it is scrolled out above."""
    look: Style
    """The style of the text: ink and ground."""

    @property
    def region(self) -> Region:
        """The cells it takes."""
        return Region(self.x, self.y, self.lettering.columns, self.lettering.rows)


class LetteringPlacement:
    """The lettering of one widget."""

    def __init__(
        self,
        widget: Widget,
        areas: Callable[[], Iterable[LetteredArea]],
        renderer: Callable[[], LetteringRenderer],
    ) -> None:
        """`areas`: gives what is in view in letters, without what shows its text now; `renderer`: called when the first
        lettering is painted.
        """
        self._widget = widget
        self._areas = areas
        self._renderer = renderer
        self._touched: list[Region] = []
        """Regions of the screen that the frame replaces."""

    def row(self, lettering: Lettering, row: int, look: Style) -> Strip | None:
        """Row `row` as cells; `None` where the line's text is to be painted."""
        renderer = self._renderer()
        if renderer.draws_over or not self._widget.screen.is_active:
            return None
        return renderer.strip(lettering, row, look, lambda: self._repaint(lettering))

    def painted(self) -> None:
        """Have letters drawn over the frame being rendered, where it replaces them; to be called when the widget
        renders its lines.
        """
        if not self._renderer().draws_over:
            return
        corner = self._widget.content_region.offset
        updated = written_regions(self._widget)
        regions = [area.region.translate(corner) for area in self._areas()]
        touched = [part for region in regions for other in updated if (part := region.intersection(other))]
        if touched:
            self._touched += touched
            draw_with_frame(self._widget, self._sequences)

    def _repaint(self, lettering: Lettering) -> None:
        """Repaint: it can be shown now."""
        if self._widget.is_attached:
            for area in self._areas():
                if area.lettering == lettering:
                    self._widget.refresh(area.region)

    def _sequences(self) -> str:
        """What draws the rows that were replaced, as far as nothing covers them."""
        touched, self._touched = self._touched, []
        if not (self._widget.is_attached and self._widget.screen.is_active):
            return ""
        return "".join(self._rows(touched))

    def _rows(self, touched: list[Region]) -> Iterator[str]:
        """The escape sequences of each row in view that was replaced."""
        left, top = self._widget.content_region.offset
        height = self._widget.content_region.height
        for area in self._areas():
            lettering, x = area.lettering, left + area.x
            data = self._renderer().sixels(lettering, area.look, lambda one=lettering: self._repaint(one))  # type: ignore[misc]
            for row in range(max(0, -area.y), min(len(data), height - area.y)):
                line = Region(x, top + area.y + row, lettering.columns, 1)
                if any(map(line.overlaps, touched)) and is_free(self._widget, x, line.right - 1, line.y):
                    # The cursor is put back to where the frame has left it.
                    yield f"\x1b7\x1b[{line.y + 1};{x + 1}H{data[row]}\x1b8"


def rows_of(number: int, line: Line) -> range:
    """The numbers of all lines of the lettering that the line with this number is part of."""
    return range(number - line.row, number - line.row + (line.lettering.rows if line.lettering else 0))
