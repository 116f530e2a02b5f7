"""The line under the masthead that shows how far the article is read."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

LINE = "▔"


class ReadingProgress(Widget):
    """A hairline across the screen, as far as the article is read in the accent's colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--read", "progress--left"}

    progress = reactive(0.0)
    """From 0 to 1."""

    def render(self) -> Content:
        """The line; its first column is always that of what is read, so that it is seen to be one."""
        width = self.size.width
        read = max(1, round(self.progress * width))
        return Content.assemble(
            (LINE * read, self.get_visual_style("progress--read")),
            (LINE * (width - read), self.get_visual_style("progress--left")),
        )
