"""Input lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Input, Static

from placentin_tui.ui.error_boundary import ErrorBoundary

if TYPE_CHECKING:
    from textual import events


class Field(ErrorBoundary, Input):
    """A text input whose cursor does not blink: blinking repaints twice a second, and distracts eyes and screen
    readers.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes what Textual's `Input` takes."""
        super().__init__(*arguments, compact=True, **named)
        self.cursor_blink = False

    def cursor_place(self) -> Offset:
        """The cell of the caret."""
        return Offset(cell_len(self.value[: self.cursor_position]) - int(self.scroll_offset.x), 0)


class NarrowingField(Field):
    """The line a list of views is narrowed by: while it is empty, digits are keys of its screen and no text."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text to be typed here."""
        return bool(self.value or not key.isdigit()) and super().check_consume_key(key, character)


class FieldNote(Static):
    """The line under a field: what is wrong with what was typed, or what is being done with it; no line while empty."""

    DEFAULT_CSS = """
    FieldNote { height: auto; }
    """

    def __init__(self, *, id: str = "field-note") -> None:  # noqa: A002 - as Textual names it
        """Shows nothing at first."""
        super().__init__(id=id)
        self.display = False

    def say(self, sentence: str, *, is_error: bool = True) -> None:
        """Show a sentence; an empty one takes the line away."""
        self.display = bool(sentence)
        self.update(Content.styled(sentence, "$error" if is_error else "$ink-quiet"))


class SubscriptionNote(FieldNote):
    """The line under a field for the address of a paper: the courier's answer is shown there while it is on screen."""


class AddressField(Field):
    """An input that joins all pasted lines, since several addresses may be pasted; others take the first line only."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines, separated by blanks."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)
