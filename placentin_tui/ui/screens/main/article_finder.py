"""The state of a search for words in the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, number

if TYPE_CHECKING:
    from placentin_tui.rendering.find_text import Hit


@dataclass
class ArticleFinder:
    """The words looked for in the article, and their hits."""

    origin: int
    """The pane's first line when the search began."""
    words: str = ""
    hits: list[Hit] = field(default_factory=list)
    at: int = 0
    """Index of the current hit."""

    @property
    def said(self) -> str:
        """The number of the current hit and of all hits, as the line shows them."""
        if not self.words.strip():
            return ""
        return f"{number(self.at + 1)}/{number(len(self.hits))}" if self.hits else _("not found")
