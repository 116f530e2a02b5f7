"""A widget that shows one picture as large as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from placentin_tui.ui.widgets.picture_placement import Area, PicturePlacement

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.geometry import Region

    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.picture_size import PictureSize


class PictureView(Widget):
    """Shows the picture that `shape` gives for the widget's size, centred."""

    DEFAULT_CSS = "PictureView { width: 1fr; height: 1fr; }"

    def __init__(self, *, shape: Callable[[int, int], PictureSize | None], picture_renderer: PictureRenderer) -> None:
        """`shape`: takes columns and rows; returns the picture's size, or `None` when it cannot be shown."""
        super().__init__()
        self._shape = shape
        self._placement = PicturePlacement(
            self, lambda: [area] if (area := self._area) else [], lambda: picture_renderer
        )

    @property
    def _area(self) -> Area | None:
        """The picture, centred."""
        shape = self._shape(self.size.width, self.size.height)
        return (
            Area(shape, (self.size.width - shape.columns) // 2, (self.size.height - shape.rows) // 2) if shape else None
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of a region, and note that it was painted."""
        self._placement.painted()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the widget."""
        area = self._area
        if area is None or not 0 <= y - area.y < area.shape.rows:
            return Strip.blank(self.size.width, self.rich_style)
        row = self._placement.row(area.shape, y - area.y)
        return Strip([Segment(" " * area.x, self.rich_style), *row]).adjust_cell_length(
            self.size.width, self.rich_style
        )
