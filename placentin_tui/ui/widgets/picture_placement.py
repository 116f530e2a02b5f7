"""Places pictures among the lines that a widget paints: by rows of cells, and as Sixel over them once it rests.

A widget says where its pictures are (`Area`), asks for a picture's row while it paints a line, and reports what was
painted. It need not know how the terminal shows pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Region
from textual.strip import Strip

from placentin_tui.ui.textual_internals import written_regions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.widget import Widget

    from placentin_tui.ui.widgets.picture_layer import Layer, Placed
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.picture_size import PictureSize


class Area(NamedTuple):
    """A picture, and the cell of the widget's visible part where its upper left corner is."""

    shape: PictureSize
    x: int
    y: int
    """Negative where the picture is scrolled out above."""

    @property
    def region(self) -> Region:
        """The cells it takes."""
        return Region(self.x, self.y, self.shape.columns, self.shape.rows)


class PicturePlacement:
    """The pictures of one widget."""

    def __init__(
        self,
        widget: Widget,
        areas: Callable[[], Iterable[Area]],
        picture_renderer: Callable[[], PictureRenderer],
    ) -> None:
        """`areas`: gives the pictures in view; `picture_renderer`: called when the first picture is painted."""
        self._widget = widget
        self._areas = areas
        self._picture_renderer = picture_renderer
        self._layer: Layer | None = None

    def row(self, shape: PictureSize, row: int) -> Strip:
        """Row `row` of a picture, decoded at once where it was not yet."""
        return self._picture_renderer().strip(shape, row, lambda: self._repaint(shape))

    def row_without_waiting(self, shape: PictureSize, row: int) -> Strip | None:
        """Row `row` of a picture; `None` while it is being decoded in the background. It is painted when it is."""
        return self._picture_renderer().strip_without_waiting(shape, row, lambda: self._repaint(shape))

    def _repaint(self, shape: PictureSize) -> None:
        """Repaint a picture: it can be shown, or shown in better quality, now."""
        if not self._widget.is_attached:
            return
        for area in self._areas():
            if area.shape == shape:
                self._widget.refresh(area.region)

    def painted(self) -> None:
        """Have Sixel pictures that the frame being rendered replaces drawn once no further frame follows; to be called
        when the widget renders its lines.
        """
        areas = list(self._areas())
        if not areas or not self._picture_renderer().draws_over:
            return
        corner = self._widget.content_region.offset
        updated = written_regions(self._widget)
        touched = [region for area in areas if any(map((region := area.region.translate(corner)).overlaps, updated))]
        if not touched:
            return
        if self._layer is None:
            from placentin_tui.ui.widgets.picture_layer import Layer  # only for terminals with Sixel

            self._layer = Layer(self._widget, self._on_screen, self._picture_renderer())
        self._layer.touched(touched)

    def _on_screen(self) -> Iterator[Placed]:
        """The rows of the pictures that are in view, with their screen coordinates."""
        from placentin_tui.ui.widgets.picture_layer import Placed
        from placentin_tui.ui.widgets.sixel import Crop

        left, top = self._widget.content_region.offset
        height = self._widget.content_region.height
        for shape, x, y in self._areas():
            first, end = max(0, -y), min(shape.rows, height - y)
            if first < end:
                yield Placed(Crop(shape, first, end - first), left + x, top + y + first)


def laid_over(strip: Strip, x: int, row: Strip) -> Strip:
    """A painted line with a picture's row in place of what is at column `x`."""
    end = x + row.cell_length
    return Strip.join((strip.crop(0, x), row, strip.crop(end)))
