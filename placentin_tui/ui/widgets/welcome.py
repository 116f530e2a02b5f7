"""The welcome line of a first start: asks for the address of a paper; Enter subscribes, Esc closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label

from placentin_tui.commands import Scope
from placentin_tui.i18n import _
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.widgets.field import AddressField, SubscriptionNote

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

LE_PLACENTIN = "leplacentin.com"
"""The presumed address of the paper; nothing is requested from it before the person presses Enter."""


class Welcome(Vertical):
    """A sentence and an input above the panes."""

    class Wished(Message):
        """The person wants to subscribe to an address."""

        def __init__(self, address: str) -> None:
            """`address`: as typed, not empty."""
            super().__init__()
            self.address = address

    class Declined(Message):
        """The person closed the welcome line."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.WELCOME)

    def compose(self) -> ComposeResult:
        """Sentence and input."""
        yield Label(_question(), markup=False)
        yield AddressField(value=LE_PLACENTIN, select_on_focus=False, id="welcome-address")
        yield SubscriptionNote()

    def rows(self, columns: int) -> int:
        """Rows it takes in a window of so many columns."""
        from placentin_tui.prose.layout.wrap import fill

        return len(fill(_question(), max(1, columns - 4))) + 1

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Report the address."""
        event.stop()
        if event.value.strip():
            self.query_one(SubscriptionNote).say("")
            self.post_message(self.Wished(event.value.strip()))

    def action_decline(self) -> None:
        """Report that the line was closed."""
        self.post_message(self.Declined())


def _question() -> str:
    """The sentence above the input."""
    return _("Which paper do you read? Type its address, then Enter; Esc goes on reading.")
