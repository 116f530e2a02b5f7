"""The masthead: the paper's name, the view's and how many articles are unread on the left, the date on the right."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from placentin_tui.prose.layout import text_width
from placentin_tui.rendering.truncate import cut

ROOMY = 60
"""Columns from which there is room for the view's name and the date."""


class Masthead(Widget):
    """The top of the screen: a line of words, and where the screen is high enough a rule below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "masthead--aside", "masthead--name", "masthead--unread", "masthead--rule",
    }  # fmt: skip

    virtual_size = Reactive(Size(0, 0), layout=False)  # its two heights would have all be laid out a second time

    name_of_paper = reactive("Placentin")
    view = reactive("")
    """The view's name, or empty where the paper's says it."""
    unread = reactive("")
    """« 177 à lire », always shown."""
    date = reactive("")

    def render(self) -> Content:
        """The words, each part cut or left out where there is no room; the number of unread articles never."""
        width = self.size.width - 2
        line = self._roomy(width) if width >= ROOMY else self._narrow(width)
        if self.size.height < 2:
            return line
        rule = Content("▔" * self.size.width).stylize(self.get_visual_style("masthead--rule"))
        return Content("\n").join([line, rule])

    def _roomy(self, width: int) -> Content:
        """Name, view and unread articles on the left, the date on the right."""
        name = cut(self.name_of_paper, width // 2)
        room = width - text_width(name) - 2
        view = cut(self.view, room - text_width(self.unread) - 3) if self.view else ""
        aside = " · ".join(filter(None, (view, self.unread)))
        date = self.date if text_width(aside) + text_width(self.date) + 2 <= room else ""
        gap = " " * max(0, room - text_width(aside) - text_width(date))
        strong, quiet = self.get_visual_style("masthead--name"), self.get_visual_style("masthead--aside")
        return Content.assemble(" ", (name, strong), "  ", (aside, quiet), gap, (date, quiet), " ")

    def _narrow(self, width: int) -> Content:
        """The view's name, or else the paper's, on the left, the unread articles on the right."""
        unread = cut(self.unread, width)
        name = cut(self.view or self.name_of_paper, width - text_width(unread) - 2)
        gap = " " * max(0, width - text_width(name) - text_width(unread))
        strong, accent = self.get_visual_style("masthead--name"), self.get_visual_style("masthead--unread")
        return Content.assemble(" ", (name, strong), gap, (unread, accent), " ")
