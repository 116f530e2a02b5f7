"""The list of the switcher of views: one line a row, heads among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from placentin_tui.rendering.view_rows import ViewRow, digits, line
from placentin_tui.ui.widgets.choice_rows import ChoiceRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events


class ViewList(ChoiceRows[ViewRow], can_focus=False, inherit_bindings=False):
    """Shows rows of the switcher; the line one types into keeps the focus, and moves the cursor here."""

    def __init__(self) -> None:
        """There are no rows yet."""
        super().__init__()
        self.is_spaced = True
        """Whether an empty line stands above each head."""
        self.has_digits = True
        """Whether digits pick the first rows."""

    def row_lines(self, start: int, stop: int) -> Iterator[int]:
        """A line each, with the empty one above a head."""
        for index in range(start, min(stop, len(self._rows))):
            yield 1 + self._space_above(index)

    def _space_above(self, index: int) -> int:
        return int(self.is_spaced and index > 0 and self._rows[index].view is None)

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the view."""
        at = y + self.line
        if at >= self.heights.total:
            return Strip.blank(self.width, self._inks.style(""))
        index, below = self.heights.row_at(at)
        if below < self._space_above(index):
            return Strip.blank(self.width, self._inks.style(""))
        digit = digits(self._rows[: index + 1]).get(index) if self.has_digits and index < 30 else None
        return self._strip(line(self._rows[index], self.width, digit), "chosen-focus" if index == self.cursor else "")

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        clicked = self.row_clicked(event)
        if clicked and clicked[1] >= self._space_above(clicked[0]) and self._rows[clicked[0]].is_choice:
            self.cursor = clicked[0]
            self.post_message(self.Chosen())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows are in view: report it as a move."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())
