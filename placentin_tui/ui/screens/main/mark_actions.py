"""Actions that mark articles as read or starred, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.i18n import N_, _, ngettext, number
from placentin_tui.models import ActKind, Cursor, shown_tag
from placentin_tui.ui.screens.main.selection import picked, target

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library import Library
    from placentin_tui.models import Act, ArticleSummary
    from placentin_tui.ui.article_pager import ArticlePager
    from placentin_tui.ui.screens.main.page_protocol import Page

    Mark: TypeAlias = Callable[[Library, tuple[int, ...], bool], Act | None]

_OF_RULES = frozenset(
    {ActKind.ADD_RULE, ActKind.REMOVE_RULE, ActKind.RULE_ON, ActKind.RULE_OFF, ActKind.CHANGE_RULES, ActKind.UNMUTE}
)


_OF_VIEWS = {
    ActKind.SAVE_VIEW: N_("“{name}” is no longer saved."),
    ActKind.CHANGE_VIEW: N_("The saved view “{name}” is as it was."),
    ActKind.REMOVE_VIEW: N_("The saved view “{name}” is back."),
}
_VIEWS_MOVED = N_("The saved views stand in the order they had.")


async def read(page: Page) -> None:
    """Mark the article as read, or as unread; all that are picked, as read where any is not."""
    if (picks := picked(page)) and picks.is_whole:
        await all_read(page)
    else:
        await turn(page, lambda library, ids, on: library.undo_log.mark_read(ids, read=on), lambda each: each.read)


async def star(page: Page) -> None:
    """Star the article, or remove its star; all that are picked, star them where any has none."""
    await turn(page, lambda library, ids, on: library.undo_log.star(ids, starred=on), lambda each: each.starred)


async def turn(page: Page, mark: Mark, has: Callable[[ArticleSummary], bool]) -> None:
    """Give the article a mark, or take it off where it `has` it; the picked ones, take it off where all have it."""
    if picks := picked(page):
        if act := await _act(page, lambda library: _turned(library, picks.ids(library), mark)):
            page.app.say(said_of_several(page, act))
    elif summary := target(page):
        await _act(page, lambda library: mark(library, (summary.id,), not has(summary)))


def _turned(library: Library, ids: tuple[int, ...], mark: Mark) -> Act | None:
    """Give articles a mark; where that changes none, take it off."""
    return mark(library, ids, True) or mark(library, ids, False)


def said_of_several(page: Page, act: Act) -> str:
    """The sentence for an act on the picked articles."""
    n = act.count
    said = {
        ActKind.READ: ngettext("{n} article marked read.", "{n} articles marked read.", n),
        ActKind.UNREAD: ngettext("{n} article marked unread.", "{n} articles marked unread.", n),
        ActKind.STAR: ngettext("{n} article starred.", "{n} articles starred.", n),
        ActKind.UNSTAR: ngettext("{n} article starred no longer.", "{n} articles starred no longer.", n),
        ActKind.LATER: ngettext("{n} article put off for later.", "{n} articles put off for later.", n),
        ActKind.NOT_LATER: ngettext("{n} article for later no longer.", "{n} articles for later no longer.", n),
        ActKind.TAG: ngettext("{n} article has other tags now.", "{n} articles have other tags now.", n),
    }[act.kind]
    undoes = _("{key} undoes it.").format(key=page.app.key_of("undo"))
    return f"{said.format(n=number(n))} {undoes}"


async def all_read(page: Page) -> None:
    """Mark every article of the view as read; those that arrived after the list was read stay unread."""
    pager = page.headlines.pager
    act = await _act(page, lambda library: _mark_all(library, pager)) if pager else None
    if act is None:
        page.app.say(_("Everything here is read already."))
        return
    key = page.app.key_of("undo")
    said = ngettext(
        "{n} article marked read. {key} undoes it.", "{n} articles marked read. {key} undoes it.", act.count
    )
    page.app.say(said.format(n=number(act.count), key=key))


async def older_read(page: Page) -> None:
    """Mark every article of the view that is older than this one as read."""
    pager, summary = page.headlines.pager, target(page)
    if pager is None or summary is None:
        return
    than = Cursor(summary.at, summary.id)
    act = await _act(page, lambda library: library.undo_log.mark_all_read(pager.in_time, than, itself=False))
    if act is None:
        page.app.say(_("Everything older is read already."))
        return
    said = ngettext(
        "{n} older article marked read. {key} undoes it.", "{n} older articles marked read. {key} undoes it.", act.count
    )
    page.app.say(said.format(n=number(act.count), key=page.app.key_of("undo")))


def _mark_all(library: Library, pager: ArticlePager) -> Act | None:
    """Mark what a list shows: by the articles themselves where what has come since may stand anywhere in it."""
    shown = pager.every() if pager.view.query.strip() else None
    if shown is None:
        return library.undo_log.mark_all_read(pager.in_time, pager.top)
    return library.undo_log.mark_read(shown)


async def undo(page: Page) -> None:
    """Undo the last action."""
    act = await page.app.writer.write(lambda library: library.undo_log.undo())
    if act is None:
        page.app.say(_("There is nothing to undo."))
        return
    if act.kind is ActKind.REMOVE_SOURCE or act.kind in _OF_RULES:
        page.show_view(page.view)
    else:
        page.repaint(act.articles)
    page.app.say(_said_of(act))


def _said_of(act: Act) -> str:
    """The sentence that names what an undo has changed."""
    if act.kind in _OF_RULES:
        return _rules_undone(act)
    return _view_undone(act) if act.kind in _OF_VIEWS else _undone(act)


def _view_undone(act: Act) -> str:
    """The sentence that names what an undo has changed among the saved views."""
    return _(_OF_VIEWS[act.kind] if act.title else _VIEWS_MOVED).format(name=act.title)


def _undone(act: Act) -> str:
    """The sentence that names what an undo has changed."""
    if act.kind is ActKind.REMOVE_SOURCE:
        return _("{paper} is back, with all its articles.").format(paper=act.title)
    if act.kind is ActKind.RENAME_TAG:
        return _("The tag is called “{tag}” again.").format(tag=act.tag)
    if act.tag:
        said = ngettext(
            "The tag “{tag}” is back on {n} article.", "The tag “{tag}” is back on {n} articles.", act.count
        )
        return said.format(tag=shown_tag(act.tag), n=number(act.count))
    one, several = {
        ActKind.UNREAD: (
            _("Read again: {title}"),
            ngettext("{n} article is read again.", "{n} articles are read again.", act.count),
        ),
        ActKind.TAG: (
            _("With its former tags again: {title}"),
            ngettext("{n} article has its former tags again.", "{n} articles have their former tags again.", act.count),
        ),
        ActKind.LATER: (
            _("For later no longer: {title}"),
            ngettext("{n} article is for later no longer.", "{n} articles are for later no longer.", act.count),
        ),
        ActKind.NOT_LATER: (
            _("For later again: {title}"),
            ngettext("{n} article is for later again.", "{n} articles are for later again.", act.count),
        ),
        ActKind.STAR: (
            _("Starred no longer: {title}"),
            ngettext("{n} article is starred no longer.", "{n} articles are starred no longer.", act.count),
        ),
        ActKind.UNSTAR: (
            _("Starred again: {title}"),
            ngettext("{n} article is starred again.", "{n} articles are starred again.", act.count),
        ),
    }.get(
        act.kind,
        (
            _("Unread again: {title}"),
            ngettext("{n} article is unread again.", "{n} articles are unread again.", act.count),
        ),
    )
    return one.format(title=act.title) if act.title else several.format(n=number(act.count))


def _rules_undone(act: Act) -> str:
    """The same for an act on rules, or on what they mute."""
    if act.kind is ActKind.UNMUTE:
        several = ngettext("{n} article is muted again.", "{n} articles are muted again.", act.count)
        return _("Muted again: {title}").format(title=act.title) if act.title else several.format(n=number(act.count))
    if act.kind is ActKind.ADD_RULE:
        return _("The rule “{name}” is gone again.").format(name=act.title)
    if act.kind is ActKind.REMOVE_RULE:
        return _("The rule “{name}” is back.").format(name=act.title)
    if act.title:
        return _("The rule “{name}” is as it was before.").format(name=act.title)
    return _("The rules are as they were before.")


async def _act(page: Page, act: Callable[[Library], Act | None]) -> Act | None:
    """Run an action in the writer thread and repaint the articles it changed."""
    done = await page.app.writer.write(act)
    if done:
        page.repaint(done.articles)
    return done
