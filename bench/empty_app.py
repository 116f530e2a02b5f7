"""The peer for starting and for memory: a Textual app that shows one word."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "ready"


class EmptyApp(App[None]):
    """One word on a screen."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static(READY)


if __name__ == "__main__":
    EmptyApp().run()
