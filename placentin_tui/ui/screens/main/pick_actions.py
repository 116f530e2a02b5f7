"""Actions that pick articles in the list, for an act on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, number
from placentin_tui.ui.screens.main.selection import picked
from placentin_tui.ui.services import desktop_actions
from placentin_tui.ui.widgets.picks import MANY

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.ui.screens.main.page_protocol import Page
    from placentin_tui.ui.widgets.picks import Picked

FEW_PAGES = 5
"""Pages opened in the browser without a question."""
TOO_MANY_PAGES = 30
"""Pages above which none is opened."""


def pick(page: Page) -> None:
    """Pick the article under the cursor, or let it go, and move on to the next one."""
    if _is_list(page) and (current := page.headlines.current):
        page.headlines.picks.turn(current)
        page.headlines.move(1)
        page.say_place()


def pick_range(page: Page) -> None:
    """Pick all articles from the one picked last to the cursor."""
    if not _is_list(page):
        return
    if not page.headlines.picks.reach(page.headlines.cursor):
        page.app.say(_("That is too far: {n} articles at most are picked so.").format(n=number(MANY)))
    page.say_place()


def pick_all(page: Page) -> None:
    """Pick everything the view has."""
    if _is_list(page):
        page.headlines.picks.take_all()
        page.say_place()


def pick_none(page: Page) -> None:
    """Pick nothing any more."""
    page.headlines.picks.let_go()
    page.say_place()


async def addresses(page: Page, picks: Picked) -> list[str]:
    """The addresses of the picked articles that have one."""

    def read(library: Library) -> list[str]:
        return [row.url for row in library.articles.summaries(picks.ids(library)) if row.url]

    return await page.app.writer.write(read)


async def share(page: Page, picks: Picked) -> None:
    """Copy headline and link of each picked article, without tracking parameters, as one text."""
    from placentin_tui import sharing

    def read(library: Library) -> list[str]:
        rows = library.articles.summaries(picks.ids(library))
        return ["\n".join(filter(None, (row.title, sharing.strip_tracking(row.url)))) for row in rows]

    desktop_actions.copy(page.app, "\n\n".join(await page.app.writer.write(read)))


def say_one_alone(page: Page) -> None:
    """Where articles are picked, say that an act goes for the one under the cursor alone."""
    if picks := picked(page):
        said = _("This goes for the article under the cursor alone, not for the {n} picked.")
        page.app.say(said.format(n=number(picks.count)), beside=True)


async def browse(page: Page, picks: Picked) -> None:
    """Open the picked articles in the browser; many are asked for first, too many are not opened."""
    if picks.count > TOO_MANY_PAGES:
        said = _("That would open {n} pages: pick {most} at most.")
        page.app.say(said.format(n=number(picks.count), most=number(TOO_MANY_PAGES)))
        return
    urls = await addresses(page, picks)
    if len(urls) <= FEW_PAGES:
        _open(page, urls)
        return
    from placentin_tui.ui.screens.question import QuestionScreen

    title = _("Open {n} pages in the browser?").format(n=number(len(urls)))
    question = QuestionScreen(title, (), ((_("No"), False), (_("Open them"), True)))
    page.app.push_screen(question, lambda wanted: _open(page, urls) if wanted else None)


def _open(page: Page, urls: list[str]) -> None:
    """Open pages in the browser."""
    for url in urls:
        desktop_actions.browse(page.app, url)


def _is_list(page: Page) -> bool:
    """Whether the list has the keys; else a sentence says where articles are picked."""
    if page.front or page.reading or page.in_article:
        page.app.say(_("Articles are picked in the list: {key} leads there.").format(key=page.app.key_of("other-pane")))
        return False
    return True
