"""The mouse on links: what every widget that paints lines with links reports, whatever it paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events


class LinkView(Widget):
    """A widget whose painted lines have links: the `href` in the style of their cells."""

    over = ""
    """The `href` under the mouse."""

    class Acted(Message):
        """A link or a button was clicked."""

        def __init__(self, href: str) -> None:
            """`href`: the link's URL, or `act:…`."""
            super().__init__()
            self.href = href

    class Pointed(Message):
        """The mouse has moved to a link, or off one."""

        def __init__(self, href: str) -> None:
            """`href`: the link's URL or `act:…`; empty: none."""
            super().__init__()
            self.href = href

    def on_click(self, event: events.Click) -> None:
        """Report the link that was clicked."""
        if href := event.style.meta.get("href"):
            self.post_message(LinkView.Acted(href))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report the link under the mouse."""
        self._point(event.style.meta.get("href", ""))

    def on_leave(self) -> None:
        """Report that the mouse is over no link."""
        self._point("")

    def _point(self, href: str) -> None:
        """Report the link under the mouse when it is another one."""
        if href != self.over:
            self.over = href
            self.post_message(LinkView.Pointed(href))
