"""Actions on the list of headlines: searching, reading it again, how much of each article it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import Density
from placentin_tui.ui.screens.main import article_view, find_in_article, front_view, list_view
from placentin_tui.ui.screens.main.return_point import ReturnPoint

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page

BREATH = 0.01
"""Seconds between two steps of preparing a search, in which keys are handled."""


async def search(page: Page) -> None:
    """Open the search line, or focus it; inside an article, search the article."""
    if page.in_article:
        await find_in_article.find(page)
        return
    from placentin_tui.ui.widgets.search_line import SearchLine, SearchNotes  # imports take 15 ms

    if not page.searching:
        page.return_point = here(page)
        page.searching = True
        page.front = False
        line = SearchLine(lambda words: _look(page, words), placeholder=_("Search"), id="search")
        await page.query_one("#flash").mount_all([line, SearchNotes()], before=page.headlines)
        _get_ready(page)
    page.reading = page.zen = False
    # At once, not by message: the keys typed right after this one are meant for the line.
    page.set_focus(page.query_one("#search"))


def _look(page: Page, words: str) -> None:
    """Search for what was typed, unless the search has been closed meanwhile."""
    if page.searching:
        list_view.search(page, words)


def _get_ready(page: Page) -> None:
    """Load the search index into memory in small steps, between the first key presses."""
    if page.searching and page.app.library.finder.get_ready():
        page.set_timer(BREATH, lambda: _get_ready(page))


def end_search(page: Page) -> None:
    """Close the search and restore list, row and article as they were when it began."""
    list_view.leave_search(page)
    go_back(page)


def go_back(page: Page) -> None:
    """Restore the state in which a search or an author's list was opened, if one was."""
    point, page.return_point = page.return_point, None
    if point:
        _restore(page, point)


def here(page: Page) -> ReturnPoint:
    """Where the main screen stands now."""
    return ReturnPoint(
        view=page.view,
        pager=page.headlines.pager,
        cursor=page.headlines.cursor,
        list_first=page.headlines.first,
        article=page.article.summary.id if page.article else None,
        shown_text=page.shown_text,
        place=article_view.place_shown(page),
        in_article=page.in_article,
        reading=page.reading,
        zen=page.zen,
        front=page.front,
        from_front=page.from_front,
    )


def _restore(page: Page, point: ReturnPoint) -> None:
    """Show list, row and article again, each at its line, and the focus where it was."""
    page.view, page.reading, page.zen = point.view, point.reading, point.zen
    page.front, page.from_front = point.front, point.from_front
    list_view.show_pager(page, point.pager, point.cursor)
    page.headlines.first = point.list_first
    if page.front:
        front_view.fill(page)
    page.set_focus(page.body if point.in_article else page.chooser)
    list_view.entitle(page)
    page.say_news()
    page.say_place()
    if point.article is None:
        page.glance(None)
    elif page.article is None or (page.article.summary.id, article_view.place_shown(page)) != (
        point.article,
        point.place,
    ):
        article_view.show_article(page, point.article, place=point.place, shown_text=point.shown_text)


def newest(page: Page) -> None:
    """Read the list again and go to its first row; the article in the pane stays."""
    front_view.new_edition(page)
    page.show_view(page.view)
    page.focus_chooser()


def density(page: Page) -> None:
    """Show the list in the next density; the choice is stored."""
    densities = list(Density)
    following = densities[(densities.index(page.headlines.density) + 1) % len(densities)]
    page.headlines.show_density(following)
    page.app.remember(list_view.DENSITY, following)
