"""The error boundary: what can be told to the person is told, and the paper stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from placentin_tui.errors import PlacentinError

if TYPE_CHECKING:
    from textual.message import Message


class ErrorBoundary(MessagePump):
    """A base of the app, and of each screen and widget of ours, whose handlers and actions may raise.

    A `PlacentinError` is handed to the app, which says its sentence; every other error is a mistake of the program's
    and ends it with a report. Timers, workers and callbacks need no boundary: the toolkit hands their errors to the
    app by itself. A handler's it does too, but takes no more messages for that widget afterwards.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except PlacentinError as error:
            self.app._handle_exception(error)
