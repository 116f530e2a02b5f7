"""The state of the main screen when a search or an author's list was opened; Esc restores it exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import ShownText, View
    from placentin_tui.ui.article_pager import ArticlePager


@dataclass(frozen=True)
class ReturnPoint:
    """What the main screen showed, and which pane had the focus."""

    view: View
    pager: ArticlePager | None
    cursor: int
    list_first: tuple[int, int]
    """The row at the top of the list, and how many of its lines were scrolled out above."""
    article: int | None
    shown_text: ShownText
    place: tuple[int, int]
    """The index of the block at the top of the article pane, and how many lines of it are scrolled out above."""
    in_article: bool
    reading: bool
    zen: bool
    front: bool
    """The front page was shown."""
    from_front: bool
    """The article was opened from the front page."""
