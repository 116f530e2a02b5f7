"""The status line: state and progress on the left, keys on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.truncate import cut

if TYPE_CHECKING:
    from textual import events


class StatusLine(Widget):
    """One line at the bottom of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--hint", "status--offline", "status--alert"}

    offline = reactive("")
    """« hors ligne », or empty."""
    progress = reactive("")
    """How far a refresh is."""
    news = reactive("")
    """« 12 nouveaux », or empty."""
    trouble = reactive("")
    """The number of sources that failed, in words."""
    sync = reactive("")
    """« 14 changements en attente », or empty."""
    address = reactive("")
    """The target of the link under the mouse; shown in place of the rest."""
    unread_errors = reactive("")
    """« 1 erreur : M », or empty."""
    picked = reactive("")
    """« 14 choisis », or empty."""
    place = reactive("")
    """The position in the list or the article."""
    hints: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """Command id, key and label of each key shown; the first one stands last, and is the last to be left out."""
    hints_for = ""
    """What has the focus that the keys are of."""

    class Clicked(Message):
        """A command named in the line was clicked."""

        def __init__(self, act: str) -> None:
            """`act`: the command's id."""
            super().__init__()
            self.act = act

    def render(self) -> Content:
        """State and progress, then as many keys as fit; none under a dialog, which has them."""
        width = self.size.width - 2
        left = self._left(width)
        room = width - left.cell_length
        hints: list[Content] = []
        for act, key, label in self.hints if self.screen.is_active else ():
            hint = self._hint(act, key, label)
            if hint.cell_length + 2 > room:
                break
            hints.append(hint)
            room -= hint.cell_length + 2
        right = Content("  ").join([*hints[1:], *hints[:1]])
        gap = " " * max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(" ", left, gap, right, " ")

    def on_click(self, event: events.Click) -> None:
        """Report the command that was clicked."""
        if act := event.style.meta.get("act"):
            self.post_message(self.Clicked(act))

    def _left(self, width: int) -> Content:
        """The left part: its pieces, each truncated to the room there is, and with a click where a command belongs to
        it.
        """
        if self.address:
            return Content(cut(self.address, width)).stylize(self.get_visual_style("status--hint"))
        parts = [
            (self.offline, "status--offline", ""),
            (self.progress, "status--hint", ""),
            (self.unread_errors, "status--alert", "messages"),
            (self.news, "status--alert", "newest"),
            (self.trouble, "status--offline", "sources"),
            (self.sync, "status--hint", "services"),
            (self.picked, "status--alert", "pick-none"),
            (self.place, "status--hint", ""),
        ]
        said: list[Content] = []
        room = width
        for text, role, act in parts:
            fitted = cut(text, room) if text else ""
            if fitted:
                said.append(self._act(Content(fitted).stylize(self.get_visual_style(role)), act))
                room -= text_width(fitted) + 3
        return Content(" · ").join(said)

    def _hint(self, act: str, key: str, label: str) -> Content:
        key_style, label_style = self.get_visual_style("status--key"), self.get_visual_style("status--hint")
        return self._act(Content.assemble((key, key_style), " ", (label, label_style)), act)

    def _act(self, content: Content, act: str) -> Content:
        from textual.style import Style

        return content.stylize(Style.from_meta({"act": act})) if act else content
