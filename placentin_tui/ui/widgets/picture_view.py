"""A widget that shows one picture as large as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.geometry import Region

    from placentin_tui.ui.widgets.picture_layer import Layer, Placed
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.picture_size import PictureSize


class PictureView(Widget):
    """Shows the picture that `shape` gives for the widget's size, centred."""

    DEFAULT_CSS = "PictureView { width: 1fr; height: 1fr; }"

    def __init__(self, *, shape: Callable[[int, int], PictureSize | None], picture_renderer: PictureRenderer) -> None:
        """`shape`: takes columns and rows; returns the picture's size, or `None` when it cannot be shown."""
        super().__init__()
        self._shape = shape
        self._picture_renderer = picture_renderer
        self._layer: Layer | None = None

    @property
    def _place(self) -> tuple[PictureSize, int, int] | None:
        """The picture, and the columns left of it and rows above it."""
        shape = self._shape(self.size.width, self.size.height)
        return (shape, (self.size.width - shape.columns) // 2, (self.size.height - shape.rows) // 2) if shape else None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of a region; have a Sixel picture drawn once no further frame follows."""
        if self._picture_renderer.draws_over:
            if self._layer is None:
                from placentin_tui.ui.widgets.picture_layer import Layer  # only for terminals with Sixel

                self._layer = Layer(self, self.pictures_on_screen, self._picture_renderer)
            self._layer.touched()
        return super().render_lines(crop)

    def pictures_on_screen(self) -> Iterator[Placed]:
        """The picture, with its screen coordinates."""
        from placentin_tui.ui.widgets.picture_layer import Placed
        from placentin_tui.ui.widgets.sixel import Crop

        if place := self._place:
            shape, before, above = place
            left, top = self.content_region.offset
            yield Placed(Crop(shape, 0, shape.rows), left + before, top + above)

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the widget."""
        place = self._place
        if place is None or not 0 <= y - place[2] < place[0].rows:
            return Strip.blank(self.size.width, self.rich_style)
        shape, before, above = place
        row = self._picture_renderer.strip(shape, y - above, self.refresh)
        return Strip([Segment(" " * before, self.rich_style), *row]).adjust_cell_length(
            self.size.width, self.rich_style
        )
