"""What a screen may know of the app it runs in, told to the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual import getters
    from textual.app import App

    from placentin_tui.ui.protocols import ReaderApp

    class TextualReaderApp(App[object], ReaderApp):
        """The app as Textual knows it, and as screens of ours do."""


class AppAccess(MessagePump):
    """A base of the screens that use more of the app than every app of Textual's has; stands before Textual's class."""

    if TYPE_CHECKING:  # what runs is Textual's own property of this name
        app = getters.app(TextualReaderApp)
