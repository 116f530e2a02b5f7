"""The list of the page of papers: rows of their own heights, heads of folders among them, with one cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from placentin_tui.rendering import paper_lines
from placentin_tui.rendering.paper_rows import GroupRow
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.widgets.headline import sentence_lines
from placentin_tui.ui.widgets.row_view import NARROWEST, RowView
from placentin_tui.ui.widgets.text_styles import BAR, TextStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events

    from placentin_tui.models import Timestamp
    from placentin_tui.prose.layout import Run
    from placentin_tui.rendering.paper_lines import Hint
    from placentin_tui.rendering.paper_rows import Row


class PaperList(ErrorBoundary, RowView, can_focus=True, inherit_bindings=False):
    """Shows rows made by `paper_rows`; the cursor passes over those that are no choice."""

    cursor = reactive(0, repaint=False)
    """Index of the row under the cursor."""

    class Moved(Message):
        """The cursor is on another row."""

    class Chosen(Message):
        """The row under the cursor was clicked once more."""

    class Acted(Message):
        """An act named on a row was clicked; the cursor is on that row."""

        def __init__(self, act: str) -> None:
            """`act`: the command's id."""
            super().__init__()
            self.act = act

    def __init__(self, *, clock: Callable[[], Timestamp], hint: Callable[[str], Hint]) -> None:
        """`clock`: the time that ages are relative to; `hint`: key and label of an act by its id."""
        super().__init__()
        self._clock = clock
        self._hint = hint
        self._rows: Sequence[Row] = ()
        self._note = ""
        self._inks = TextStyles(self)
        self.is_spaced = True
        """Whether an empty line stands above each folder."""

    # ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def show(self, rows: Sequence[Row], cursor: int = 0, *, note: str = "") -> None:
        """List these rows, the cursor on one of them; `note`: what is said below them."""
        first, self._rows, self._note = self.first, rows, note
        self.set_reactive(PaperList.cursor, self._choice(cursor))
        self.lay_out()
        if first[0] < len(rows):
            self.first = first
        self.scroll_to_cursor()
        self.refresh()

    def show_row(self, index: int, row: Row) -> None:
        """Show a row in place of the one at an index."""
        self._rows = [*self._rows[:index], row, *self._rows[index + 1 :]]
        before = self.heights.total
        if self.measure_again() or self.heights.total != before:
            self.refresh()
        else:
            self.refresh_row(index)

    @property
    def rows(self) -> Sequence[Row]:
        """What is listed."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor; `None` without any."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    # ── the cursor ───────────────────────────────────────────────────────────────────────────────────────────────────

    def move(self, step: int) -> None:
        """Move the cursor to the next row one can choose (1), or the one before (-1); at the ends it stays."""
        index = self.cursor + step
        while 0 <= index < len(self._rows):
            if self._rows[index].is_choice:
                self.cursor = index
                return
            index += step

    def move_page(self, step: int) -> None:
        """Move the cursor a page down (1) or up (-1)."""
        if self._rows:
            self.cursor = self._choice(self.page_from(self.cursor, step))

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first row or to the last one."""
        self.cursor = self._choice(len(self._rows) - 1 if last else 0)

    def _choice(self, index: int) -> int:
        """The index itself, within the list, else the next one whose row can be chosen."""
        index = max(0, min(index, len(self._rows) - 1))
        return index if not self._rows or self._rows[index].is_choice else index + 1

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint both rows, scroll to the cursor and report it."""
        for index in (old, new):
            self.refresh_row(index)
        self.scroll_to_cursor()
        self.post_message(self.Moved())

    def cursor_place(self) -> Offset:
        """The cell of the first letter of the name under the cursor."""
        row = self.current
        if row is None or not self.heights.rows:
            return Offset(0, 0)
        column = paper_lines.BAR if isinstance(row, GroupRow) else paper_lines.NAME
        line = self.heights.top(self.cursor) + self._space_above(self.cursor) - self.line
        return Offset(min(column, max(0, self.width - 1)), max(0, min(line, self.size.height - 1)))

    # ── how it is measured ───────────────────────────────────────────────────────────────────────────────────────────

    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def row_lines(self, start: int, stop: int) -> Iterator[int]:
        """The lines of these rows, with the empty one above a folder."""
        for index in range(start, min(stop, len(self._rows))):
            yield paper_lines.height(self._rows[index]) + self._space_above(index)

    def _space_above(self, index: int) -> int:
        """The empty lines above a row."""
        return int(self.is_spaced and index > 0 and isinstance(self._rows[index], GroupRow))

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_resize(self) -> None:
        """Lay out the rows for the new width, and keep the cursor in view at another height."""
        if self._laid_out_for != self.width:
            self.lay_out()
        self.scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked, and do what was clicked on it; a click on the row under the
        cursor chooses it.
        """
        at = event.y + self.line
        if at >= self.heights.total:
            return
        index, line = self.heights.row_at(at)
        if line < self._space_above(index) or not self._rows[index].is_choice:
            return
        was, self.cursor = self.cursor, index
        href: str = event.style.meta.get("href", "")
        if href.startswith("act:"):
            self.post_message(self.Acted(href.removeprefix("act:")))
        elif was == index:
            self.post_message(self.Chosen())

    def notify_style_update(self) -> None:
        """Drop the cached styles: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()

    # ── painting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the view."""
        at = y + self.line
        if at >= self.heights.total:
            return self._render_note(at - self.heights.total)
        index, line = self.heights.row_at(at)
        line -= self._space_above(index)
        if line < 0:
            return Strip.blank(self.width, self._inks.style(""))
        row = self._rows[index]
        ground = ("chosen-focus" if self.has_focus else "chosen") if index == self.cursor else ""
        return self._strip(paper_lines.lines(row, self.width, self._clock(), self._hint)[line], ground)

    def _render_note(self, line: int) -> Strip:
        """Render a line of what is said below the rows."""
        lines = sentence_lines(self._note, self.width) if self._note and self.width >= NARROWEST else []
        return self._strip(lines[line] if line < len(lines) else (), "")

    def _strip(self, runs: tuple[Run, ...], ground: str) -> Strip:
        """A line of runs as wide as the list, on a ground; the cursor's has a bar at its left edge."""
        segments = [Segment(run.text, self._inks.style(f"{run.style} {ground}", run.href)) for run in runs if run.text]
        if ground and segments:
            segments[0] = Segment(segments[0].text[1:], segments[0].style)
            segments.insert(0, Segment(BAR, self._inks.style(f"bar {ground}")))
        return Strip(segments).adjust_cell_length(self.width, self._inks.style(ground))
