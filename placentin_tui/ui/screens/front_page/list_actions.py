"""What the Flash lists: a search, a view, what has come in since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.ui.screens.front_page import article_view, find_in_article, list_view
from placentin_tui.ui.screens.front_page.return_point import ReturnPoint

if TYPE_CHECKING:
    from placentin_tui.ui.screens.front_page.page import Page

BREATH = 0.01
"""Seconds between two steps of getting ready, for keys to come through."""


async def search(page: Page) -> None:
    """Open the search line, or go back to it; inside an article, look for words there."""
    if page.in_article:
        await find_in_article.find(page)
        return
    from placentin_tui.ui.widgets.search_line import SearchLine  # 15 ms of the start, were the line always there

    if not page.searching:
        page.return_point = here(page)
        page.searching = True
        line = SearchLine(lambda words: _look(page, words), placeholder=_("Search"), id="search")
        await page.query_one("#flash").mount(line, before=page.headlines)
        _get_ready(page)
    page.reading = page.zen = False
    # At once, not when its turn comes: what was typed right behind the key is meant for this line.
    page.set_focus(page.query_one("#search"))


def _look(page: Page, words: str) -> None:
    if page.searching:
        list_view.search(page, words)


def _get_ready(page: Page) -> None:
    """Get ready to search while the first letters are typed, a little between any two of them."""
    if page.searching and page.app.library.finder.get_ready():
        page.set_timer(BREATH, lambda: _get_ready(page))


def end_search(page: Page) -> None:
    """Go back to exactly where the search began."""
    list_view.leave_search(page)
    go_back(page)


def go_back(page: Page) -> None:
    """Go back to where a search or an author's list was opened, if one was."""
    point, page.return_point = page.return_point, None
    if point:
        _restore(page, point)


def here(page: Page) -> ReturnPoint:
    """Where the front page stands now."""
    return ReturnPoint(
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


def _restore(page: Page, point: ReturnPoint) -> None:
    """Show the same again: list, row, article, each at its line, and the keys where they were."""
    page.view, page.reading, page.zen = point.view, point.reading, point.zen
    list_view.show_pager(page, point.pager, point.cursor)
    page.headlines.line = point.list_line
    page.set_focus(page.body if point.in_article else page.headlines)
    list_view.entitle(page)
    page.say_news()
    page.say_place()
    if point.article is None:
        page.glance(None)
    elif page.article is None or page.article.summary.id != point.article:
        article_view.show_article(page, point.article, place=point.place, face=point.face)


def view(page: Page) -> None:
    """All, then unread, then starred."""
    now = page.view
    following = View(unread=True, source=now.source) if not (now.unread or now.starred) else (
        View(starred=True, source=now.source) if now.unread else View(source=now.source)
    )  # fmt: skip
    page.show_view(following)
    page.headlines.focus()


def newest(page: Page) -> None:
    """Read the list anew, from the newest on; the article being read stays."""
    page.show_view(page.view)
    page.headlines.focus()
