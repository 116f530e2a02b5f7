"""A list of rows of their own heights with one cursor, which passes over those that are no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.widgets.row_view import RowView
from placentin_tui.ui.widgets.text_styles import BAR, TextStyles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from placentin_tui.prose.layout import Run


class Choice(Protocol):
    """A row."""

    @property
    def is_choice(self) -> bool:
        """Whether the cursor goes there."""


RowType = TypeVar("RowType", bound=Choice)


class ChoiceRows(ErrorBoundary, RowView, Generic[RowType], inherit_bindings=False):
    """Rows under one cursor; a subclass says how high they are, and paints them."""

    cursor = reactive(0, repaint=False)
    """Index of the row under the cursor."""

    class Moved(Message):
        """The cursor is on another row."""

    class Chosen(Message):
        """The row under the cursor was clicked."""

    def __init__(self) -> None:
        """There are no rows until `show` is called."""
        super().__init__()
        self._rows: Sequence[RowType] = ()
        self._inks = TextStyles(self)

    def show(self, rows: Sequence[RowType], cursor: int = 0) -> None:
        """List these rows, the cursor on one of them."""
        first, self._rows = self.first, rows
        self.set_reactive(ChoiceRows.cursor, self._choice(cursor))
        self.lay_out()
        if first[0] < len(rows):
            self.first = first
        self.scroll_to_cursor()
        self.refresh()

    def show_row(self, index: int, row: RowType) -> None:
        """Show a row in place of the one at an index."""
        self._rows = [*self._rows[:index], row, *self._rows[index + 1 :]]
        before = self.heights.total
        if self.measure_again() or self.heights.total != before:
            self.refresh()
        else:
            self.refresh_row(index)

    @property
    def rows(self) -> Sequence[RowType]:
        """What is listed."""
        return self._rows

    @property
    def current(self) -> RowType | None:
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

    def row_clicked(self, event: events.Click) -> tuple[int, int] | None:
        """The index of the row that was clicked and the line of it; `None` where there is none."""
        at = event.y + self.line
        return self.heights.row_at(at) if at < self.heights.total else None

    # ── how it is measured and painted ───────────────────────────────────────────────────────────────────────────────

    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def on_resize(self) -> None:
        """Lay out the rows for the new width, and keep the cursor in view at another height."""
        if self._laid_out_for != self.width:
            self.lay_out()
        self.scroll_to_cursor()

    def notify_style_update(self) -> None:
        """Drop the cached styles: the theme has changed."""
        super().notify_style_update()
        self._inks.fade()

    def _strip(self, runs: Sequence[Run], ground: str) -> Strip:
        """A line of runs as wide as the list, on a ground; the cursor's has a bar at its left edge."""
        segments = [Segment(run.text, self._inks.style(f"{run.style} {ground}", run.href)) for run in runs if run.text]
        if ground and segments:
            segments[0] = Segment(segments[0].text[1:], segments[0].style)
            segments.insert(0, Segment(BAR, self._inks.style(f"bar {ground}")))
        return Strip(segments).adjust_cell_length(self.width, self._inks.style(ground))
