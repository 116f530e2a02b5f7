"""The state of a search for words in the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, number

if TYPE_CHECKING:
    from placentin_tui.rendering.find_text import Hit


@dataclass
class ArticleFinder:
    """What is being looked for in the article, and what was found."""

    origin: int
    """The line the pane stood at when it began."""
    words: str = ""
    hits: list[Hit] = field(default_factory=list)
    at: int = 0
    """Which of the hits is the current one."""

    @property
    def said(self) -> str:
        """Which of how many."""
        if not self.words.strip():
            return ""
        return f"{number(self.at + 1)}/{number(len(self.hits))}" if self.hits else _("not found")
