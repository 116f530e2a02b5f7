"""The place a search, or an author's list, was opened from: Esc goes back to exactly there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import View
    from placentin_tui.ui.article_pager import ArticlePager


@dataclass(frozen=True)
class ReturnPoint:
    """What the front page showed, and where the keys went."""

    view: View
    pager: ArticlePager | None
    cursor: int
    list_line: int
    """The line at the top of the list."""
    article: int | None
    face: str
    place: tuple[int, int]
    """The block at the top of the article pane, and the lines the pane stands below its beginning."""
    in_article: bool
    reading: bool
    zen: bool
