"""Actions on tags: giving and taking them, putting off for later, and the list of a tag's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import View, tag_changes
from placentin_tui.ui.screens.main.list_actions import here
from placentin_tui.ui.screens.main.selection import target

if TYPE_CHECKING:
    from placentin_tui.models import Act
    from placentin_tui.ui.screens.main.page_protocol import Page


def tag(page: Page) -> None:
    """Ask for the article's tags."""
    from placentin_tui.ui.screens.tags import TagsScreen

    if summary := target(page):
        screen = TagsScreen(summary, page.app.library.tags.all())
        page.app.push_screen(screen, lambda typed: _change(page, summary.id, typed) if typed else None)


def _change(page: Page, article: int, typed: str) -> None:
    """Give the article the tags that were typed, and take off those with a minus sign."""
    added, removed = tag_changes(typed)
    page.app.write(lambda library: library.tags.edit((article,), added, removed), lambda act: _changed(page, act))


def _changed(page: Page, act: Act | None) -> None:
    """Show what has changed."""
    if act is None:
        page.app.say(_("Its tags stay as they are."))
    else:
        page.repaint(act.articles)


async def later(page: Page) -> None:
    """Put the article off for later, or no longer."""
    if summary := target(page):
        act = await page.app.writer.write(lambda library: library.tags.put_off((summary.id,), not summary.later))
        if act:
            page.repaint(act.articles)


def show(page: Page, name: str) -> None:
    """List the articles with a tag; Esc goes back to this one."""
    point = page.return_point or here(page)
    page.reading = page.zen = False
    page.show_view(View(tag=name), select=page.article.summary.id if page.article else None)
    page.return_point = point
    page.focus_chooser()
