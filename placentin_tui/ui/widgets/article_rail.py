"""The rail beside an article, painted line by line; it is for the mouse, since every act in it has a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from placentin_tui.ui.widgets.link_view import LinkView
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.prose.layout import Line

MARGIN = 2
"""Columns left and right of its text."""


class ArticleRail(LinkView):
    """Paints the lines that `compose_lines` gives for its size; clicks are reported as those on the article are."""

    def __init__(self, compose_lines: Callable[[int, int], list[Line]]) -> None:
        """`compose_lines`: takes columns and rows."""
        super().__init__(id="rail")
        self._compose_lines = compose_lines
        self._lines: list[Line] = []
        self._styles = TextStyles(self)

    def fill(self) -> None:
        """Compose the lines again, and repaint."""
        if self.size.width > 2 * MARGIN:
            self._lines = self._compose_lines(self.size.width - 2 * MARGIN, self.size.height)
            self.refresh()

    def on_resize(self) -> None:
        """Compose the lines for the new size."""
        self.fill()

    def notify_style_update(self) -> None:
        """Drop the cached styles: the theme has changed."""
        super().notify_style_update()
        self._styles.fade()

    def render_line(self, y: int) -> Strip:
        """Render line `y`."""
        plain = self._styles.style("")
        runs = self._lines[y].runs if y < len(self._lines) else ()
        segments = [Segment(" " * MARGIN, plain), *(Segment(r.text, self._styles.style(r.style, r.href)) for r in runs)]
        return Strip(segments).adjust_cell_length(self.size.width, plain)
