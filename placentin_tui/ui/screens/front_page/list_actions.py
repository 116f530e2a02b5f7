"""What the Flash lists: a search, a view, what has come in since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.startup.memory import trim_memory
from placentin_tui.ui.screens.front_page import article_view, find_in_article
from placentin_tui.ui.screens.front_page.return_point import ReturnPoint

if TYPE_CHECKING:
    from placentin_tui.ui.screens.front_page.screen import FrontPage

BREATH = 0.01
"""Seconds between two steps of getting ready, for keys to come through."""


async def search(page: FrontPage) -> None:
    """Open the search line, or go back to it; inside an article, look for words there."""
    if page.in_article:
        await find_in_article.find(page)
        return
    from placentin_tui.ui.widgets.search_line import SearchLine  # 15 ms of the start, were the line always there

    if not page.searching:
        page.return_point = ReturnPoint.of(page)
        page.searching = True
        line = SearchLine(lambda words: _look(page, words), placeholder=_("Search"), id="search")
        await page.query_one("#flash").mount(line, before=page.headlines)
        _get_ready(page)
    page.reading = page.zen = False
    # At once, not when its turn comes: what was typed right behind the key is meant for this line.
    page.set_focus(page.query_one("#search"))


def _look(page: FrontPage, words: str) -> None:
    if page.searching:
        article_view.search(page, words)


def _get_ready(page: FrontPage) -> None:
    """Get ready to search while the first letters are typed, a little between any two of them."""
    if page.searching and page.app.library.finder.get_ready():
        page.set_timer(BREATH, lambda: _get_ready(page))


def end_search(page: FrontPage) -> None:
    """Go back to exactly where the search began."""
    leave_search(page)
    go_back(page)


def leave_search(page: FrontPage) -> None:
    """Put the search line away; what is listed instead is for the caller to say."""
    page.searching = False
    page.query("#search").remove()
    page.workers.cancel_group(page, "count")
    page.app.library.finder.rest()
    page.set_timer(article_view.REST, trim_memory)


def go_back(page: FrontPage) -> None:
    """Go back to where a search or an author's list was opened, if one was."""
    point, page.return_point = page.return_point, None
    if point:
        point.restore(page)


def view(page: FrontPage) -> None:
    """All, then unread, then starred."""
    now = page.view
    following = View(unread=True, source=now.source) if not (now.unread or now.starred) else (
        View(starred=True, source=now.source) if now.unread else View(source=now.source)
    )  # fmt: skip
    page.show_view(following)
    page.headlines.focus()


def newest(page: FrontPage) -> None:
    """Read the list anew, from the newest on; the article being read stays."""
    page.show_view(page.view)
    page.headlines.focus()
