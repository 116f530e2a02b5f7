"""The last messages, whole: those that were too long for the footer, and those that were gone too soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from placentin_tui.commands import Scope
from placentin_tui.i18n import _, hour
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.ui.message_queue import Message


class MessagesScreen(Card[None]):
    """Lists messages, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.HELP)

    def __init__(self, messages: Iterable[Message]) -> None:
        """`messages`: the oldest first."""
        super().__init__()
        self._messages = tuple(messages)[::-1]

    def compose(self) -> ComposeResult:
        """The card with all of them."""
        with VerticalScroll(classes="card") as card:
            card.border_title = Content(_("Last messages"))
            card.border_subtitle = Content(_("Esc goes back"))
            lines = [
                Content.assemble(
                    (hour(message.at), "$ink-quiet"), "  ", (message.text, "$error" if message.error else "")
                )
                for message in self._messages
            ]
            yield Static(Content("\n").join(lines or [Content(_("Nothing was said yet."))]), markup=False)

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, how: str) -> None:
        """Scroll the card; `how`: the rest of a method's name of Textual's `scroll_…`."""
        getattr(self.query_one(VerticalScroll), f"scroll_{how}")(animate=False)
