"""The last messages, whole: those that were too long for the footer, and those that were gone too soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from placentin_tui.i18n import N_, _, hour
from placentin_tui.text.collation import folded
from placentin_tui.ui.screens.help import HelpScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.ui.message_queue import Message


class MessagesScreen(HelpScreen):
    """Lists messages, the newest first; read with the keys of the help."""

    SUBJECT: ClassVar[str] = N_("Last messages")
    PLACEHOLDER: ClassVar[str] = N_("Words to search the messages for")

    def __init__(self, messages: Iterable[Message]) -> None:
        """`messages`: the oldest first."""
        super().__init__()
        self._messages = tuple(messages)[::-1]

    def text(self, width: int) -> Content:
        """A line for each that has the words searched for; Textual wraps them itself."""
        self._width = width
        if not self._messages:
            return Content(_("Nothing was said yet."))
        found = [each for each in self._messages if all(word in folded(each.text) for word in self.wanted)]
        return Content("\n").join([_line(each) for each in found])


def _line(message: Message) -> Content:
    """When it was said, and what."""
    words = Content.styled(message.text, "$error") if message.error else Content(message.text)
    return Content.assemble(Content.styled(hour(message.at), "$ink-quiet"), "  ", words)
