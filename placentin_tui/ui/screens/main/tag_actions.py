"""Actions on tags: giving and taking them, putting off for later, and the list of a tag's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, ngettext, number
from placentin_tui.models import View, tag_changes
from placentin_tui.ui.screens.main import mark_actions
from placentin_tui.ui.screens.main.list_actions import here
from placentin_tui.ui.screens.main.selection import picked, target
from placentin_tui.ui.widgets.picks import Picked

if TYPE_CHECKING:
    from placentin_tui.models import Act
    from placentin_tui.ui.screens.main.page_protocol import Page


def tag(page: Page) -> None:
    """Ask for the article's tags, or for those to give to all that are picked."""
    from placentin_tui.ui.screens.tags import TagsScreen

    known = page.app.library.tags.all()
    if picks := picked(page):
        several = ngettext("{n} picked", "{n} picked", picks.count).format(n=number(picks.count))
        screen = TagsScreen(None, known, subject=several)
        page.app.push_screen(screen, lambda typed: _change(page, picks, typed) if typed else None)
    elif summary := target(page):
        one = Picked(1, (summary.id,))
        screen = TagsScreen(summary, known, subject=summary.title)
        page.app.push_screen(screen, lambda typed: _change(page, one, typed) if typed else None)


def _change(page: Page, picks: Picked, typed: str) -> None:
    """Give the articles the tags that were typed, and take off those with a minus sign."""
    added, removed = tag_changes(typed)
    page.app.write(
        lambda library: library.tags.edit(picks.ids(library), added, removed), lambda act: _changed(page, act)
    )


def _changed(page: Page, act: Act | None) -> None:
    """Show what has changed."""
    if act is None:
        page.app.say(_("Its tags stay as they are."))
        return
    page.repaint(act.articles)
    if act.count > 1:
        page.app.say(mark_actions.said_of_several(page, act))


async def later(page: Page) -> None:
    """Put the article off for later, or no longer; or all that are picked."""
    await mark_actions.turn(page, lambda library, ids, on: library.tags.put_off(ids, on), lambda each: each.later)


def show(page: Page, name: str) -> None:
    """List the articles with a tag; Esc goes back to this one."""
    point = page.return_point or here(page)
    page.reading = page.zen = False
    page.show_view(View(tag=name), select=page.article.summary.id if page.article else None)
    page.return_point = point
    page.focus_chooser()
