"""Actions on views: choosing what is listed, and saving it under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import UnknownSource
from placentin_tui.i18n import _
from placentin_tui.models import ActKind
from placentin_tui.ui.screens.main import front_view

if TYPE_CHECKING:
    from placentin_tui.models import View
    from placentin_tui.ui.screens.main.page_protocol import Page


def view(page: Page) -> None:
    """Choose what is listed."""
    from placentin_tui.ui.screens.views import ViewSwitcher  # not before somebody asks for it

    def show(chosen: View | None) -> None:
        if page.front:
            front_view.fill(page)  # other views may be pinned now
        if chosen is not None:
            page.show_view(chosen)
            page.focus_chooser()

    page.app.push_screen(ViewSwitcher(page.view), show)


def save_view(page: Page) -> None:
    """Ask for a name, and save the search that is shown, or the view, under it."""
    from placentin_tui.ui.screens.prompt import AskScreen

    pager = page.headlines.pager
    shown = pager.view if page.searching and pager is not None else page.view
    query = _query(page, shown)
    if not query:
        page.app.say(_("All articles are listed: search for something, or choose a view, and save that."))
        return

    async def save(name: str | None) -> None:
        if name:
            await _save(page, name, query)

    name = page.app.library.saved.name_of(query)
    screen = AskScreen(_("Save this view"), _("What finds “{query}” is called:").format(query=query), value=name)
    page.app.push_screen(screen, save)


async def _save(page: Page, name: str, query: str) -> None:
    """Save a query, and say so."""
    act = await page.app.writer.write(lambda library: library.saved.add(name, query))
    page.entitle()
    said = _("“{name}” is saved: {key} lists it among the views.")
    if act is None or act.kind is ActKind.CHANGE_VIEW:
        said = _("“{name}” stands for this query now.")
    page.app.say(said.format(name=act.title if act else name, key=page.app.key_of("view")))


def _query(page: Page, shown: View) -> str:
    """The query that finds what a view lists."""
    from placentin_tui.query.of_view import query_of

    if shown.source is None:
        return query_of(shown)
    try:
        return query_of(shown, page.app.library.sources.get(shown.source).title)
    except UnknownSource:
        return query_of(shown)
