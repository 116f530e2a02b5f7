"""The place a search, or an author's list, was opened from: Esc goes back to exactly there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.ui.screens.front_page import article_view

if TYPE_CHECKING:
    from placentin_tui.models import View
    from placentin_tui.ui.screens.front_page.screen import FrontPage
    from placentin_tui.ui.services.article_pager import ArticlePager


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

    @classmethod
    def of(cls, page: FrontPage) -> ReturnPoint:
        """Where a page stands now."""
        return cls(
            view=page.view,
            pager=page.headlines.pager,
            cursor=page.headlines.cursor,
            list_line=page.headlines.line,
            article=page.article.summary.id if page.article else None,
            face=page.face,
            place=article_view.place_shown(page),
            in_article=page.in_article,
            reading=page.reading,
            zen=page.zen,
        )

    def restore(self, page: FrontPage) -> None:
        """Show the same again: list, row, article, each at its line, and the keys where they were."""
        page.view, page.reading, page.zen = self.view, self.reading, self.zen
        page.show_roll(self.pager, self.cursor)
        page.headlines.line = self.list_line
        page.set_focus(page.body if self.in_article else page.headlines)
        article_view.entitle(page)
        page.say_news()
        page.say_place()
        if self.article is None:
            page.glance(None)
        elif page.article is None or page.article.summary.id != self.article:
            article_view.show_article(page, self.article, place=self.place, face=self.face)
