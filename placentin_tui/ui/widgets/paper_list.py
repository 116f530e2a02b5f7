"""The list of the page of papers: rows of their own heights, heads of folders among them, with one cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from placentin_tui.rendering import paper_lines
from placentin_tui.rendering.paper_rows import GroupRow
from placentin_tui.ui.widgets.choice_rows import ChoiceRows
from placentin_tui.ui.widgets.headline import sentence_lines
from placentin_tui.ui.widgets.row_view import NARROWEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events

    from placentin_tui.models import Timestamp
    from placentin_tui.rendering.paper_lines import Hint
    from placentin_tui.rendering.paper_rows import Row


class PaperList(ChoiceRows["Row"], can_focus=True, inherit_bindings=False):
    """Shows rows made by `paper_rows`; the cursor passes over those that are no choice."""

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
        self._note = ""
        self.is_spaced = True
        """Whether an empty line stands above each folder."""

    # ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def show(self, rows: Sequence[Row], cursor: int = 0, *, note: str = "") -> None:
        """List these rows, the cursor on one of them; `note`: what is said below them."""
        self._note = note
        super().show(rows, cursor)

    # ── where things stand ───────────────────────────────────────────────────────────────────────────────────────────

    def cursor_place(self) -> Offset:
        """The cell of the first letter of the name under the cursor."""
        row = self.current
        if row is None or not self.heights.rows:
            return Offset(0, 0)
        column = paper_lines.BAR if isinstance(row, GroupRow) else paper_lines.NAME
        line = self.heights.top(self.cursor) + self._space_above(self.cursor) - self.line
        return Offset(min(column, max(0, self.width - 1)), max(0, min(line, self.size.height - 1)))

    # ── how it is measured ───────────────────────────────────────────────────────────────────────────────────────────

    def row_lines(self, start: int, stop: int) -> Iterator[int]:
        """The lines of these rows, with the empty one above a folder."""
        for index in range(start, min(stop, len(self._rows))):
            yield paper_lines.height(self._rows[index]) + self._space_above(index)

    def _space_above(self, index: int) -> int:
        """The empty lines above a row."""
        return int(self.is_spaced and index > 0 and isinstance(self._rows[index], GroupRow))

    # ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked, and do what was clicked on it; a click on the row under the
        cursor chooses it.
        """
        if (clicked := self.row_clicked(event)) is None:
            return
        index, line = clicked
        if line < self._space_above(index) or not self._rows[index].is_choice:
            return
        was, self.cursor = self.cursor, index
        href: str = event.style.meta.get("href", "")
        if href.startswith("act:"):
            self.post_message(self.Acted(href.removeprefix("act:")))
        elif was == index:
            self.post_message(self.Chosen())

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
