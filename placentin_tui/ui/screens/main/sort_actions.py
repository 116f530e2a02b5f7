"""Actions that put the list in another order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.i18n import language
from placentin_tui.models.setting_enums import OpensOn
from placentin_tui.query.order import with_order
from placentin_tui.ui.article_pager import ArticlePager
from placentin_tui.ui.screens.main import front_view, list_view
from placentin_tui.ui.screens.main.list_order import ORDERS, remember

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.ui.screens.main.page_protocol import Page


def choose(page: Page) -> None:
    """Choose the order of the list from all there are."""
    from placentin_tui.ui.screens.sort import SortScreen

    pager = page.headlines.pager

    def take(order: str | None) -> None:
        if order is not None:
            sort(page, order)

    page.app.push_screen(SortScreen(ORDERS, pager.order if pager else ""), take)


def sort(page: Page, order: str) -> None:
    """Put the list in an order, and keep it for this view; a search gets it written into its line."""
    if page.searching:
        line = page.query_one("#search")
        line.value = with_order(line.value, order, language())
        return
    remember(page, page.view, order)
    list_view.show_pager(page, ArticlePager(page.app.library, replace(page.view, order=order)))
    list_view.entitle(page)
    page.say_place()
    if page.front:
        front_view.choose_home(page, OpensOn.LIST)


SORTS: dict[str, Callable[[Page], None]] = {
    "sort": choose,
    "sort-newest": partial(sort, order=""),
    "sort-oldest": partial(sort, order="old"),
    "sort-unread": partial(sort, order="unread"),
    "sort-longest": partial(sort, order="long"),
    "sort-shortest": partial(sort, order="short"),
    "sort-debated": partial(sort, order="comments"),
    "sort-source": partial(sort, order="source"),
}
"""The acts that sort, by the ids of their commands."""
