"""The head of the front page: nameplate, date, number unread, sections; painted by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from placentin_tui.rendering.front_page.boxes import PictureUse
from placentin_tui.rendering.front_page.head import SECTION, head_lines, head_rows
from placentin_tui.rendering.front_page.size import PageSize
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from textual import events

    from placentin_tui.prose.layout import Run
    from placentin_tui.rendering.front_page.head import HeadFacts


class FrontHead(Widget):
    """Shows `HeadFacts`; as high as the layout of the window wants it."""

    class SectionChosen(Message):
        """A section was clicked."""

        def __init__(self, number: int) -> None:
            """`number`: its place in the line, 1 for « À la une »."""
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="front-head")
        self._inks = TextStyles(self)
        self._facts: HeadFacts | None = None
        self._page_size, self._pictures = PageSize.TINY, PictureUse.NONE
        self._lines: tuple[int, list[tuple[Run, ...]]] = (0, [])
        """The width the lines were laid out for, and the lines."""

    def show(self, facts: HeadFacts, size: PageSize, pictures: PictureUse) -> None:
        """Show these facts, in this layout."""
        if (facts, size, pictures) == (self._facts, self._page_size, self._pictures):
            return
        self._facts, self._page_size, self._pictures = facts, size, pictures
        self._lines = (0, [])
        rows = head_rows(size, pictures)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the head."""
        width = self.size.width
        if self._facts and self._lines[0] != width:
            self._lines = (width, head_lines(self._facts, self._page_size, self._pictures, width))
        lines = self._lines[1]
        runs = lines[y] if self._facts and y < len(lines) else ()
        segments = [Segment(run.text, self._inks.style(run.style, run.href)) for run in runs]
        return Strip(segments).adjust_cell_length(width, self._inks.style(""))

    def on_click(self, event: events.Click) -> None:
        """Report the section that was clicked."""
        href = str(event.style.meta.get("href", ""))
        if href.startswith(SECTION):
            self.post_message(self.SectionChosen(int(href.removeprefix(SECTION))))

    def notify_style_update(self) -> None:
        """Drop the cached styles: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()
