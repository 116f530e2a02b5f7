"""The headlines' pane: which articles it lists, their title in the masthead, and what a search finds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.commands import sign
from placentin_tui.errors import UnknownSource
from placentin_tui.i18n import N_, _, day_name, ngettext, number, on_calendar
from placentin_tui.models import LATER, View
from placentin_tui.models.setting_enums import Density
from placentin_tui.rendering.view_rows import SINCE_YESTERDAY
from placentin_tui.startup.memory import trim_memory
from placentin_tui.ui.article_pager import ArticlePager
from placentin_tui.ui.screens.main import article_view, footer, front_view, list_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.library import Library
    from placentin_tui.query.completion import Completion
    from placentin_tui.ui.screens.main.page_protocol import Page

NAME = "Le Placentin"
"""What the masthead names where no single paper is shown."""
DENSITY = "density"
"""The setting that keeps how the list was shown last."""
REST = 0.3
"""Seconds without a key press after which all results of a search are counted."""


_EMPTY = {
    View(tag=LATER): (N_("Nothing is put off for later. {key} puts an article off."), "later"),
    View(muted=True): (N_("Nothing is muted. {key} mutes articles like one that is shown."), "mute"),
    View(starred=True): (N_("Nothing is starred. {key} stars an article."), "star"),
}
"""What is said of views without articles, and the act whose key is named."""


def entitle(page: Page) -> None:
    """Update the masthead (the paper's name, the view's, the number of unread articles, the date), and what waits for
    servers.
    """
    from placentin_tui.ui.widgets.masthead import Masthead

    head = page.query_one(Masthead)
    pager = page.headlines.pager
    view = page.view if pager is None else pager.view
    name = _name(page)
    head.name_of_paper = name or NAME
    title = title_of(page, view) or ("" if name else _("All papers"))
    head.view = " · ".join(filter(None, (title, list_order.said(pager))))
    head.unread = unread_in(page, view)
    now = page.app.clock()
    head.date = day_name(on_calendar(now).date(), month=True, year=True)
    footer.show_backlog(page)


def unread_in(page: Page, view: View) -> str:
    """How many articles of the view's source or folder, else of all, are unread, by the counts the library keeps."""
    unread = page.app.library.articles.count(View(unread=True, source=view.source, folder=view.folder))
    return ngettext("{n} unread", "{n} unread", unread).format(n=number(unread)) if unread else _("all read")


def _name(page: Page) -> str:
    """The name of the paper whose articles are shown; empty when they are of several."""
    sources = page.app.library.sources
    if page.view.source is None:
        return sources.all()[0].title if sources.count() == 1 else ""
    try:
        return sources.get(page.view.source).title
    except UnknownSource:
        return ""


def title_of(page: Page, view: View) -> str:
    """A view's name for the masthead; empty for all articles there are."""
    if view.query:
        saved = _("Since yesterday") if view.query == SINCE_YESTERDAY.query else ""
        return saved or page.app.library.saved.name_of(view.query) or _("Search")
    if view.author:
        return _("By {author}").format(author=view.author)
    if view.tag:
        return _("For later") if view.tag == LATER else f"#{view.tag}"
    if name := view.section or view.folder:
        return name
    if view.unread or view.muted:
        return _("Muted") if view.muted else _("Unread")
    return _("Starred") if view.starred else ""


def density(page: Page) -> Density:
    """The density chosen last; the usual one where none was, or one this version does not have."""
    kept = page.app.own_library.settings.get(DENSITY)
    return Density(kept) if kept in set(Density) else Density.NORMAL


def nothing_in(page: Page, view: View) -> str:
    """The sentence shown for a view without articles; of a search it says what was searched, and how to leave."""
    if view.query and not page.app.library.finder.results.is_words(view.query):
        said = _("Nothing is found by “{words}”.").format(words=view.query)
        return f"{said} {_leave()}"
    if view.query:
        paper = _name(page) if view.source is not None else ""
        said = _("Nothing in {paper} has “{words}”: titles, texts, authors and comments were searched.")
        if not paper:
            said = _("Nothing has “{words}”: titles, texts, authors and comments were searched.")
        return f"{said.format(words=view.query, paper=paper)} {_leave()}"
    plain = _EMPTY.get(View(starred=view.starred, muted=view.muted, tag=LATER if view.tag == LATER else None))
    if plain:
        sentence, act = plain
        return _(sentence).format(key=page.app.key_of(act))
    if view.tag:
        return _("No article has a tag called “{name}”.").format(name=view.tag)
    return _("Everything is read.") if view.unread else _("There is no article here yet.")


def _leave() -> str:
    return _("{key} goes back to the headlines.").format(key=sign("escape"))


def search(page: Page, words: str) -> None:
    """List what the query finds; an empty one shows the list it was opened from."""
    if not words.strip():
        origin = page.return_point
        show_pager(page, origin.pager if origin else None, origin.cursor if origin else 0)
        entitle(page)
        _say_notes(page, ())
        return
    pager = ArticlePager(page.app.library, View(query=words.strip(), source=page.view.source))
    show_pager(page, pager)
    entitle(page)
    results = page.app.library.finder.results
    completions = results.completions(words)
    notes = (*_offered(page, completions), *results.notes(words))
    _say_notes(page, (*notes, _("Looking further back…")) if pager.is_far else notes)
    _look_on(page, pager, notes)


def _look_on(page: Page, pager: ArticlePager, notes: Sequence[str] = ()) -> None:
    """Have all results of a search counted and, where that takes long, looked for; `notes`: what is said of it."""
    if not pager.counted:
        counting = _count_on(page, pager, notes)
        page.run_worker(
            counting, group="count", exclusive=True, description="counting what was found", exit_on_error=True
        )


def _offered(page: Page, completions: Sequence[Completion]) -> list[str]:
    """Offer completions in the search line; a sentence names those that are no names of fields, which come and go with
    every word.
    """
    from placentin_tui.ui.widgets.search_line import SearchLine  # there once a search has begun

    for line in page.query(SearchLine):
        line.offer(completions)
    words = [each.word for each in completions if not each.word.endswith(":")]
    return [_("{key}: {words}").format(key=sign("tab"), words=" · ".join(words))] if words else []


def _say_notes(page: Page, notes: Sequence[str]) -> None:
    """Say below the search line what of the query is not understood or not answered."""
    from placentin_tui.ui.widgets.search_line import SearchNotes  # there once a search has begun

    for line in page.query("#search-notes").results(SearchNotes):
        line.say(notes)


async def _count_on(page: Page, pager: ArticlePager, notes: Sequence[str]) -> None:
    """Count all results of a search in the writer thread, once the query was not changed for `REST` seconds; before
    that, look there for those further back.
    """
    await asyncio.sleep(REST)
    further = await page.app.writer.write(pager.look_on) if pager.is_far else None
    total = await page.app.writer.write(lambda library: _counted(library, pager.view))
    if page.headlines.pager is not pager:
        return
    if further is None:
        pager.count_on(total)
        page.headlines.fit()
    else:
        at, current = page.headlines.cursor, page.headlines.current
        pager.go_on(further, total)
        found = pager.index(current.id) if at and current else None
        show_pager(page, pager, at if found is None else found)
        _say_notes(page, notes)
    page.say_place()


def _counted(library: Library, view: View) -> int:
    """Count a view's articles; then release the memory the search has taken."""
    try:
        return library.articles.count(view)
    finally:
        library.finder.rest()
        trim_memory()


def show_view(page: Page, view: View, *, select: int | None = None, at: int = 0) -> None:
    """List another set of articles, the cursor on one of them, else on the row `at`; a search is over then."""
    if page.searching:
        leave_search(page)
    page.view, page.return_point = view, None
    _list(page, select, at)
    front_view.follow(page, article=select)


def _list(page: Page, select: int | None, at: int) -> None:
    """List the articles of `self.view`, the cursor on the article `select` where it is among them, else on row `at`."""
    pager = ArticlePager(page.app.library, list_order.ordered(page, page.view))
    found = pager.index(select) if select is not None else None
    show_pager(page, pager, at if found is None else found)
    entitle(page)
    page.say_news()
    _look_on(page, pager)


def show_pager(page: Page, pager: ArticlePager | None, cursor: int = 0) -> None:
    """List the articles of a pager (`None`: a new one of the current view), the cursor on a row."""
    pager = ArticlePager(page.app.library, list_order.ordered(page, page.view)) if pager is None else pager
    page.headlines.several_sources = pager.view.source is None and page.app.library.sources.count() > 1
    nothing = _("Looking further back…") if pager.is_far else nothing_in(page, pager.view)
    page.headlines.show(pager, cursor, nothing=nothing)


def reread(page: Page) -> None:
    """Read list and article again: the cursor stays on its article, else on its row; what is gone is closed."""
    at, current = page.headlines.cursor, page.headlines.current
    searched = page.headlines.pager.view.query if page.searching and page.headlines.pager is not None else ""
    if searched:
        search(page, searched)
        page.headlines.move_to(at)
    elif page.view.source and page.view.source not in {each.id for each in page.app.library.sources.all()}:
        show_view(page, View())
    else:
        _list(page, current.id if current else None, at)
        if page.front:
            front_view.fill(page)
    article_view.reread_article(page)


def leave_search(page: Page) -> None:
    """Remove the search line and release the memory of the search; the caller shows another list."""
    page.searching = False
    page.query("#search, #search-notes").remove()
    page.stop_counting()
    page.app.library.finder.rest()
    page.set_timer(REST, trim_memory)
