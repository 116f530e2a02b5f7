"""Actions on rules: muting articles like one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, day, ngettext, number
from placentin_tui.models import Rule, RuleVerb
from placentin_tui.ui.screens.main import front_view, list_view
from placentin_tui.ui.screens.main.selection import target

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.ui.screens.main.page_protocol import Page
    from placentin_tui.ui.screens.mute import Muted


def mute(page: Page) -> None:
    """Ask what of the article to mute, and mute it."""
    from placentin_tui.ui.screens.mute import MuteScreen  # not before somebody asks for it

    async def take(chosen: Muted | None) -> None:
        if chosen:
            await _mute(page, chosen)

    if summary := target(page):
        several = page.app.library.sources.count() > 1
        page.app.push_screen(MuteScreen(summary, several_sources=several), take)


async def _mute(page: Page, chosen: Muted) -> None:
    """Make the rule, and say what it has muted and what takes that back."""
    expires = None if chosen.seconds is None else page.app.clock() + chosen.seconds

    def add(library: Library) -> Rule:
        name = library.rules.free_name(chosen.offer.name)
        library.rules.add(Rule(name, chosen.offer.query, (RuleVerb.MUTE,), expires=expires), at_once=True)
        return library.rules.find(name)

    rule = await page.app.writer.write(add)
    list_again(page)
    said = (
        ngettext("“{name}” is muted: {n} article.", "“{name}” is muted: {n} articles.", rule.articles)
        if expires is None
        else ngettext(
            "“{name}” is muted up to {day}: {n} article.", "“{name}” is muted up to {day}: {n} articles.", rule.articles
        )
    ).format(name=rule.name, n=number(rule.articles), day=day(expires) if expires else "")
    undone = _("{key} undoes it.").format(key=page.app.key_of("undo"))
    page.app.say(f"{said} {undone}")


def list_again(page: Page) -> None:
    """Show what there is once articles were muted or show again; what is muted now is closed."""
    front_view.new_edition(page)
    list_view.reread(page)
    if page.article and page.article.summary.muted and not page.view.muted:
        page.close_article()
        page.glance(page.chooser.current if page.wide and not page.front else None)
