"""The status line of the main screen: the acts of what has the focus, new articles, and the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.commands import Scope, of_scopes
from placentin_tui.commands.hints import Focus, hints_of
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.models import Backlog

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page

NOTHING = Backlog()


def show_hints(page: Page) -> None:
    """Name the acts of what has the focus."""
    focus = _focus(page)
    if page.status.hints_for != focus:
        page.status.hints_for = focus
        commands = of_scopes(page.app.commands, Scope.MAIN, Scope.FRONT, Scope.WELCOME)
        page.status.hints = hints_of(focus, commands)


def _focus(page: Page) -> Focus:
    """What has the focus."""
    if page.typing:
        return Focus.SEARCH if page.searching else Focus.WELCOME
    if not page.reading:
        return Focus.FRONT if page.front else Focus.LIST
    return Focus.COMMENTS if _is_in_comments(page) else Focus.ARTICLE


def _is_in_comments(page: Page) -> bool:
    """Whether a comment is in view."""
    if not (page.article and page.article.comments and page.body.is_laid_out):
        return False
    from placentin_tui.ui.screens.main.comment_positions import current  # not before there is a comment

    return current(page) is not None


def _comment_shown(page: Page) -> str:
    """Which comment the keys are for, by its number; empty outside the comments."""
    if not (page.article and page.article.comments and page.body.is_laid_out):
        return ""
    from placentin_tui.ui.screens.main.comment_positions import current_number  # not before there is a comment

    place, count = current_number(page)
    return _("comment {n}/{count}").format(n=number(place), count=number(count)) if place else ""


def show_news(page: Page) -> None:
    """Show how many articles have arrived since the list was read."""
    pager = page.headlines.pager
    newer = pager.newer() if pager and not page.searching else 0
    page.status.news = ngettext("{n} new article", "{n} new articles", newer).format(n=number(newer)) if newer else ""


def show_backlog(page: Page) -> None:
    """Show what waits for the servers that keep marks."""
    backlog = page.app.own_library.services.backlog()
    if backlog == NOTHING:
        page.status.sync = ""
        return
    from placentin_tui.rendering import service_words  # only for those who have a server

    page.status.sync = service_words.summary(backlog)


def show_place(page: Page) -> None:
    """Show the cursor's row, which comment is the current one, or how much of the article has been read."""
    pager, picked = page.headlines.pager, len(page.headlines.picks)
    page.status.picked = ngettext("{n} picked", "{n} picked", picked).format(n=number(picked)) if picked else ""
    if page.reading:
        read = _comment_shown(page) or f"{page.body.progress:.0%}".replace("%", _("%"))
        page.status.place = f"{page.finding.said} · {read}" if page.finding else read
    elif page.front and pager and len(pager):
        name = f"{page.view.section or _('Front page')} · " if page.wide else ""
        page.status.place = f"{name}{number(page.front_page.place)}/{number(len(pager))}"
    elif pager and len(pager):
        more = "" if pager.counted else "+"
        page.status.place = f"{number(page.headlines.cursor + 1)}/{number(len(pager))}{more}"
    else:
        page.status.place = ""
