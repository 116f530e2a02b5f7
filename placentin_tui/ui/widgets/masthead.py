"""The masthead: the view's name on the left, the paper's name in the middle, the date on the right."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.truncate import cut


class Masthead(Widget):
    """One line at the top of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"masthead--aside", "masthead--name"}

    name_of_paper = reactive("Placentin")
    left = reactive("")
    right = reactive("")

    def render(self) -> Content:
        """The three parts; the name stays in the middle as long as it fits."""
        width = self.size.width - 2
        name = cut(" ".join(self.name_of_paper.upper()) if width >= 60 else self.name_of_paper, width)
        room = max(0, (width - text_width(name)) // 2 - 1)
        left = cut(self.left, room)
        right = self.right if text_width(self.right) <= room else ""
        # The gaps fill what the parts leave of the line.
        before = (width - text_width(name)) // 2 - text_width(left)
        after = width - text_width(left) - before - text_width(name) - text_width(right)
        aside, strong = self.get_visual_style("masthead--aside"), self.get_visual_style("masthead--name")
        return Content.assemble(
            " ", (left, aside), " " * max(1, before), (name, strong), " " * max(0, after), (right, aside), " "
        )
