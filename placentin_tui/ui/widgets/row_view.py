"""A scroll view over rows of their own heights: which lines are whose, and that what is in view stays there while rows
above it come to be measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView

from placentin_tui.ui.textual_internals import resize_scrollbars
from placentin_tui.ui.widgets.row_heights import RowHeights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.strip import Strip

NARROWEST = 6
"""Columns below which no row is shown."""


class RowView(ScrollView, inherit_bindings=False):
    """Rows under one cursor; a subclass says how high they are, and paints them."""

    cursor: int
    """Index of the row under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """There are no rows until `lay_out` is called."""
        super().__init__(id=id)
        self.heights = RowHeights(0, self.row_lines)
        self._laid_out_for = 0
        """The width the rows were measured at."""
        self._settling = False
        self._is_stale = False
        """Whether rows changed while the view was not on the screen, and had no width to measure them at."""

    def row_lines(self, start: int, stop: int) -> Iterable[int]:
        """The lines of the rows from `start` to before `stop`."""
        raise NotImplementedError

    @property
    def width(self) -> int:
        """Columns beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def line(self) -> int:
        """The first line in view; it counts rows that were never in view by their average, so remember `first`."""
        return int(self.scroll_offset.y)

    @line.setter
    def line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    @property
    def first(self) -> tuple[int, int]:
        """The row at the top of the view, and how many of its lines are scrolled out above."""
        return self.heights.row_at(self.line) if self.heights.rows else (0, 0)

    @first.setter
    def first(self, place: tuple[int, int]) -> None:
        row, above = place
        if row < self.heights.rows:
            self.line = self.heights.top(row) + above

    @property
    def in_view(self) -> range:
        """The rows in view."""
        if not self.heights.rows:
            return range(0)
        last, _line = self.heights.row_at(self.line + max(1, self.size.height) - 1)
        return range(self.first[0], last + 1)

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines in view, of rows measured at the present width: a frame comes before the event that says
        that the width is another.
        """
        if self._laid_out_for != self.width:
            self.lay_out()
        elif self._is_stale:
            self.measure_again()
        return super().render_lines(crop)

    def lay_out(self) -> None:
        """Measure the rows of another list, or at another width; the cursor's is in view then."""
        self._laid_out_for, self._is_stale = self.width, False
        rows = self.row_count() if self.width >= NARROWEST else 0
        self.heights = RowHeights(rows, self.row_lines, self.cursor)
        self._fit()
        self.scroll_to_cursor()

    def fit(self) -> None:
        """There may be more rows than before, or fewer; what is in view stays."""
        if self.width >= NARROWEST:
            self.heights.resize(self.row_count())
            self._fit()
            self._settle()

    def measure_again(self) -> bool:
        """Measure the rows in view again, since they may have changed; whether any stands elsewhere now."""
        self._is_stale = self.width != self._laid_out_for
        if self._is_stale:
            return False
        shown = self.in_view
        if not shown:
            return False
        anchor = self.cursor if self.cursor in shown else shown.start
        line = self.heights.top(anchor) - self.line
        before = [self.heights.top(row) for row in shown]
        self.heights.forget()
        self._settle(anchor, line)
        return before != [self.heights.top(row) for row in shown]

    def scroll_to_cursor(self) -> None:
        """Scroll just far enough for the row under the cursor to be in view."""
        if self.heights.rows:
            top, lines = self.heights.top(self.cursor), self.heights.height(self.cursor)
            self._fit()
            self.line = min(top, max(top + lines - self.size.height, self.line))
            self._settle()

    def move(self, step: int) -> None:
        """Move the cursor by so many rows, within the list."""
        self.move_to(self.cursor + step)

    def move_to(self, index: int) -> None:
        """Move the cursor to a row, within the list."""
        if rows := self.row_count():
            self.cursor = max(0, min(index, rows - 1))

    def to_start(self) -> None:
        """Move the cursor to the first row."""
        self.move_to(0)

    def to_end(self) -> None:
        """Move the cursor to the last row."""
        self.move_to(self.row_count() - 1)

    def move_page(self, step: int) -> None:
        """Move the cursor a page down (1) or up (-1)."""
        self.move_to(self.page_from(self.cursor, step))

    def page_from(self, row: int, step: int) -> int:
        """The row a page below (`step` 1) or above (-1) another: as many as fit into the view, one at least."""
        room, found = self.size.height, row
        while 0 <= found + step < self.heights.rows and (room := room - self.heights.height(found + step)) >= 0:
            found += step
        return found if found != row else row + step

    def refresh_row(self, row: int) -> None:
        """Repaint the lines of a row."""
        if self.heights.is_measured(row):
            y = self.heights.top(row) - self.scroll_offset.y
            self.refresh(Region(0, y, self.width, self.heights.height(row)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Measure what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        self._settle()

    def _settle(self, anchor: int | None = None, line: int = 0) -> None:
        """Measure the rows in view; the row `anchor`, by default the first one known, stays on its line of the view."""
        if self._settling or not self.heights.rows:
            return
        self._settling = True
        try:
            view = max(1, self.size.height)
            if anchor is None:
                anchor, line = self.heights.first_measured(self.line, view)
            while self.heights.measure(self.line, self.line + view - 1):
                self._fit()
                if anchor is not None:
                    self.line = self.heights.top(anchor) - line
            self._fit()
        finally:
            self._settling = False

    def _fit(self) -> None:
        """Set the scrollable size to the lines there are."""
        size = Size(self.width, self.heights.total)
        if size != self.virtual_size:
            # Only the scroll bar is updated: nothing in view moves, and a new layout of the screen takes 10 ms.
            self.set_reactive(RowView.virtual_size, size)
            resize_scrollbars(self, size)
