"""The rail beside an article, painted line by line; it is for the mouse, since every act in it has a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from placentin_tui.ui.widgets.article_body import ArticleBody
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from placentin_tui.prose.layout import Line

MARGIN = 2
"""Columns left and right of its text."""


class ArticleRail(Widget):
    """Paints the lines that `compose_lines` gives for its size; clicks are reported as those on the article are."""

    def __init__(self, compose_lines: Callable[[int, int], list[Line]]) -> None:
        """`compose_lines`: takes columns and rows."""
        super().__init__(id="rail")
        self._compose_lines = compose_lines
        self._lines: list[Line] = []
        self._styles = TextStyles(self)
        self._over = ""
        """The `href` of what is under the mouse."""

    def fill(self) -> None:
        """Compose the lines again, and repaint."""
        if self.size.width > 2 * MARGIN:
            self._lines = self._compose_lines(self.size.width - 2 * MARGIN, self.size.height)
            self.refresh()

    def on_resize(self) -> None:
        """Compose the lines for the new size."""
        self.fill()

    def on_click(self, event: events.Click) -> None:
        """Report what was clicked."""
        if href := event.style.meta.get("href"):
            self.post_message(ArticleBody.Acted(href))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report the link under the mouse."""
        self._point(event.style.meta.get("href", ""))

    def on_leave(self) -> None:
        """Report that the mouse is over no link."""
        self._point("")

    def _point(self, href: str) -> None:
        if href != self._over:
            self._over = href
            self.post_message(ArticleBody.Pointed(href))

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
