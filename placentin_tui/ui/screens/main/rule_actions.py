"""Actions on rules: muting articles like one that is shown, showing them again, and the page of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _, day, ngettext, number
from placentin_tui.models import Rule, RuleVerb
from placentin_tui.ui.screens.main import front_view, list_view
from placentin_tui.ui.screens.main.pick_actions import say_one_alone
from placentin_tui.ui.screens.main.selection import target

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.models import ArticleSummary, View
    from placentin_tui.ui.screens.main.page_protocol import Page
    from placentin_tui.ui.screens.mute import Muted


def rules(page: Page) -> None:
    """Open the page of rules; show the articles of the one chosen there."""
    from placentin_tui.ui.screens.rules import RulesScreen  # not before somebody asks for it

    screen = RulesScreen()

    def show(chosen: View | None) -> None:
        if screen.has_changed:
            list_again(page)
        if chosen is not None:
            page.show_view(chosen)
            page.focus_chooser()

    page.app.push_screen(screen, show)


def mute(page: Page) -> None:
    """Ask what of the article to mute, and mute it; a muted one is shown again."""
    summary = target(page)
    if summary and summary.muted:
        _ask_to_unmute(page, summary)
    elif summary:
        say_one_alone(page)
        _ask_to_mute(page, summary)


def _ask_to_mute(page: Page, summary: ArticleSummary) -> None:
    from placentin_tui.ui.screens.mute import MuteScreen  # not before somebody asks for it

    async def take(chosen: Muted | None) -> None:
        if chosen:
            await _mute(page, chosen)

    sources = page.app.library.sources.all()
    address = next((source.url for source in sources if source.id == summary.source), "")
    page.app.push_screen(MuteScreen(summary, address, several_sources=len(sources) > 1), take)


async def _mute(page: Page, chosen: Muted) -> None:
    """Make the rule, and say what it has muted."""
    expires = None if chosen.seconds is None else page.app.clock() + chosen.seconds

    def add(library: Library) -> Rule:
        name = library.rules.free_name(chosen.offer.name)
        library.rules.add(Rule(name, chosen.offer.query, (RuleVerb.MUTE,), expires=expires), at_once=True)
        return library.rules.find(name)

    rule = await page.app.writer.write(add)
    list_again(page)
    if expires is None:
        said = ngettext("“{name}” is muted: {n} article.", "“{name}” is muted: {n} articles.", rule.articles)
    else:
        said = ngettext(
            "“{name}” is muted up to {day}: {n} article.", "“{name}” is muted up to {day}: {n} articles.", rule.articles
        )
    _say(page, said.format(name=rule.name, n=number(rule.articles), day=day(expires) if expires else ""))


def _ask_to_unmute(page: Page, summary: ArticleSummary) -> None:
    from placentin_tui.ui.screens.unmute import UnmuteScreen  # not before somebody asks for it

    async def take(rule: str | None) -> None:
        if rule is None:
            return
        if rule:
            await page.app.writer.write(lambda library: library.rules.turn(rule, on=False))
            said = _("The rule “{name}” is off.").format(name=rule)
        else:
            await page.app.writer.write(lambda library: library.rules.unmute((summary.id,)))
            said = _("Shown again: {title}").format(title=summary.title)
        list_again(page)
        _say(page, said)

    page.app.push_screen(UnmuteScreen(summary), take)


def _say(page: Page, said: str) -> None:
    """Say what was done, and what takes it back."""
    undone = _("{key} undoes it.").format(key=page.app.key_of("undo"))
    page.app.say(f"{said} {undone}")


def list_again(page: Page) -> None:
    """Show what there is once articles were muted or show again; one that left the list is closed."""
    front_view.new_edition(page)
    list_view.reread(page)
    if page.article and page.article.summary.muted != page.view.muted and not page.searching:
        page.close_article()
        page.glance(page.chooser.current if page.wide and not page.front else None)
