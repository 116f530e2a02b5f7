"""Lines to type into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widgets import Input

from placentin_tui.ui.error_boundary import ErrorBoundary

if TYPE_CHECKING:
    from textual import events


class Field(ErrorBoundary, Input):
    """An input whose cursor stands still: a blinking one paints twice a second, and draws eyes and screen readers."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, compact=True, **named)
        self.cursor_blink = False

    def cursor_place(self) -> Offset:
        """The cell of the caret."""
        return Offset(cell_len(self.value[: self.cursor_position]) - int(self.scroll_offset.x), 0)


class AddressField(Field):
    """Takes all lines of what is pasted, for several addresses may be; other fields take the first line alone."""

    def on_paste(self, event: events.Paste) -> None:
        """Paste all of it, with spaces between."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)
