"""The head of the front page: nameplate, date, number unread, sections; painted by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from placentin_tui.rendering.front_page.boxes import PictureUse
from placentin_tui.rendering.front_page.head import SECTION, head_lines, head_rows, nameplate_rows
from placentin_tui.rendering.front_page.size import PageSize
from placentin_tui.ui.widgets.lettering_placement import LetteredArea, LetteringPlacement
from placentin_tui.ui.widgets.picture_placement import laid_over
from placentin_tui.ui.widgets.text_styles import TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events
    from textual.geometry import Region

    from placentin_tui.prose.layout import Run
    from placentin_tui.prose.layout.lines import Lettering
    from placentin_tui.rendering.front_page.head import HeadFacts
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer


class FrontHead(Widget):
    """Shows `HeadFacts`; as high as the layout of the window wants it."""

    class SectionChosen(Message):
        """A section was clicked."""

        def __init__(self, number: int) -> None:
            """`number`: its place in the line, 1 for « À la une »."""
            super().__init__()
            self.number = number

    def __init__(self, lettering: Callable[[], LetteringRenderer]) -> None:
        """`lettering`: sets the name in letters; called where the terminal has graphics."""
        super().__init__(id="front-head")
        self._renderer = lettering
        self._placement = LetteringPlacement(self, self._lettered, lettering)
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

    @property
    def _nameplate(self) -> tuple[Lettering, int, int] | None:
        """The name in letters, and the column and row where they begin; `None` where it is text."""
        rows, width = nameplate_rows(self._page_size, self._pictures), self.size.width
        if not rows or self._facts is None:
            return None
        left = width // 3
        name = self._renderer().set_in(
            self._facts.name, width - 2 * left, rows, lines=1, style="headline", centred=True
        )
        return (name, left, (rows - name.rows) // 2) if name else None

    def _lettered(self) -> Iterator[LetteredArea]:
        """The name in letters."""
        if name := self._nameplate:
            lettering, x, y = name
            yield LetteredArea(lettering, x, y, self._inks.style(lettering.style))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of a region, and note that it was painted."""
        if nameplate_rows(self._page_size, self._pictures):
            self._placement.painted()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the head, with what there is of the name in letters."""
        painted, name = self._paint(y), self._nameplate
        if name is None or not name[2] <= y < name[2] + name[0].rows:
            return painted
        row = self._placement.row(name[0], y - name[2], self._inks.style(name[0].style))
        return laid_over(painted, name[1], row) if row else painted

    def _paint(self, y: int) -> Strip:
        """Line `y` as text."""
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
