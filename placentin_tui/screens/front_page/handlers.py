"""The acts of the front page, one plain function each, by the ids of `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.i18n import _, ngettext, number
from placentin_tui.models import View
from placentin_tui.screens.front_page import views

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from placentin_tui.library import Library
    from placentin_tui.models import Act, ArticleSummary
    from placentin_tui.screens.front_page.screen import FrontPage

    Handler: TypeAlias = Callable[[FrontPage], Awaitable[None] | None]


def target(page: FrontPage) -> ArticleSummary | None:
    """The article an act is meant for: the one being read, else the one under the cursor."""
    if page.article and (page.in_article or (page.reading and not page.wide)):
        return page.article.summary
    return page.headlines.current


# ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def down(page: FrontPage) -> None:
    """Next headline, or a line down."""
    page.body.scroll_relative(y=1, animate=False) if page.in_article else page.headlines.move(1)


def up(page: FrontPage) -> None:
    """Previous headline, or a line up."""
    page.body.scroll_relative(y=-1, animate=False) if page.in_article else page.headlines.move(-1)


def top(page: FrontPage) -> None:
    """The first headline, or the article's top."""
    page.body.scroll_home(animate=False) if page.in_article else page.headlines.move_to(0)


def bottom(page: FrontPage) -> None:
    """The last headline, or the article's end."""
    page.body.scroll_end(animate=False) if page.in_article else page.headlines.move_to(
        len(page.headlines.roll or ()) - 1
    )


async def page_down(page: FrontPage) -> None:
    """A page on; at the article's end, the next unread article."""
    if not page.in_article:
        page.headlines.move(page.headlines.page_rows)
    elif page.body.at_end:
        await next_unread(page)
    else:
        page.body.scroll_relative(y=max(1, page.body.size.height - 2), animate=False)


def page_up(page: FrontPage) -> None:
    """A page back."""
    if page.in_article:
        page.body.scroll_relative(y=-max(1, page.body.size.height - 2), animate=False)
    else:
        page.headlines.move(-page.headlines.page_rows)


def open_(page: FrontPage) -> None:
    """Open the article under the cursor and go into it."""
    if not page.in_article and (current := page.headlines.current):
        open_article(page, current)


def open_article(page: FrontPage, summary: ArticleSummary) -> None:
    """Show an article, go into it and count it as read."""
    if page.article is None or page.article.summary.id != summary.id:
        views.keep_place(page)
        views.show_article(page, summary.id)
    page.reading = True
    page.body.focus()
    page.say_place()
    if not summary.read:
        _mark_read_quietly(page, summary.id)


def back(page: FrontPage) -> None:
    """One step back: out of zen, the article, a search, a view."""
    if page.zen:
        page.zen = False
    elif page.in_article or page.reading:
        views.keep_place(page)
        page.reading = False
        page.headlines.focus()
    elif page.searching:
        _end_search(page)
    elif page.view != View():
        current = page.headlines.current
        page.show_view(View(), select=current.id if current else None)


def other_pane(page: FrontPage) -> None:
    """From the headlines to the article, and back."""
    if page.in_article:
        views.keep_place(page)
        page.reading = False
        page.headlines.focus()
    elif current := page.headlines.current:
        open_article(page, current)


async def next_unread(page: FrontPage) -> None:
    """The next unread article; in a search, the next one found."""
    await _step(page, 1)


async def previous_unread(page: FrontPage) -> None:
    """The previous unread article; in a search, the previous one found."""
    await _step(page, -1)


async def _step(page: FrontPage, step: int) -> None:
    roll = page.headlines.roll
    index = roll.find(page.headlines.cursor, step, unread=not page.searching) if roll else None
    if index is None:
        page.app.say(_("No other article was found.") if page.searching else _("No more unread articles this way."))
        return
    page.headlines.move_to(index)
    if (page.in_article or page.reading) and (current := page.headlines.current):
        open_article(page, current)


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def search(page: FrontPage) -> None:
    """Open the search line."""
    from textual.widgets import Input

    if not page.searching:
        page.resting = page.headlines.roll
        page.searching = True
    page.reading = page.zen = False
    line = page.query_one("#search", Input)
    line.focus()
    line.action_end()


def _end_search(page: FrontPage) -> None:
    from textual.widgets import Input

    page.searching = False
    page.query_one("#search", Input).value = ""
    if page.resting:
        page.headlines.show(page.resting)
        page.resting = None
    page.headlines.focus()
    page.say_news()


def view(page: FrontPage) -> None:
    """All, then unread, then starred."""
    now = page.view
    following = View(unread=True, source=now.source) if not (now.unread or now.starred) else (
        View(starred=True, source=now.source) if now.unread else View(source=now.source)
    )  # fmt: skip
    page.show_view(following)
    page.headlines.focus()


def newest(page: FrontPage) -> None:
    """Read the list anew, from the newest on; the article being read stays."""
    page.show_view(page.view)
    page.headlines.focus()


async def read(page: FrontPage) -> None:
    """Read, or unread again."""
    if summary := target(page):
        await _act(page, lambda library: library.acts.mark_read((summary.id,), read=not summary.read))


async def star(page: FrontPage) -> None:
    """Starred, or not any more."""
    if summary := target(page):
        await _act(page, lambda library: library.acts.star((summary.id,), starred=not summary.starred))


async def all_read(page: FrontPage) -> None:
    """Every article of the view, read."""
    shown = page.view
    act = await _act(page, lambda library: library.acts.mark_all_read(shown))
    if act is None:
        page.app.say(_("Everything here is read already."))
        return
    key = page.app.key_of("undo")
    said = ngettext(
        "{n} article marked read. {key} undoes it.", "{n} articles marked read. {key} undoes it.", act.count
    )
    page.app.say(said.format(n=number(act.count), key=key))


async def undo(page: FrontPage) -> None:
    """Take back the last act."""
    act = await page.app.pen.write(lambda library: library.acts.undo())
    if act is None:
        page.app.say(_("There is nothing to undo."))
        return
    if act.kind == "remove-source":
        page.show_view(page.view)
        page.app.say(_("The source is back, with all its articles."))
        return
    page.repaint(act.articles)
    page.app.say(
        ngettext("Undone, for {n} article.", "Undone, for {n} articles.", act.count).format(n=number(act.count))
    )


async def _act(page: FrontPage, act: Callable[[Library], Act | None]) -> Act | None:
    """Write one act and paint what it changed."""
    done = await page.app.write_now(act)
    if done:
        page.repaint(done.articles)
    return done


def _mark_read_quietly(page: FrontPage, article: int) -> None:
    """Opening an article reads it; that alone is not worth an undo."""
    page.app.write(
        lambda library: library.acts.mark_read((article,), undoable=False),
        then=lambda _done: page.headlines.repaint((article,)),
    )


# ── the article ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def copy(page: FrontPage) -> None:
    """Copy the article's link."""
    from placentin_tui import share

    if (summary := target(page)) and summary.url:
        page.app.copy(share.plain_url(summary.url))
        page.app.say(_("Link copied."))
    elif summary:
        page.app.say(_("This article has no address."))


def browser(page: FrontPage) -> None:
    """Open the article in the browser."""
    if summary := target(page):
        page.app.browse(summary.url)


def share_(page: FrontPage) -> None:
    """Open the share sheet."""
    from placentin_tui.screens.share import ShareScreen
    from placentin_tui.share.targets import MASTODON
    from placentin_tui.share.whole import passage

    if summary := target(page):
        article = page.app.library.articles.get(summary.id)
        sheet = ShareScreen(
            article,
            passage=page.get_selected_text() or passage(article, views.block_shown(page, summary.id)),
            server=page.app.shelf.settings.get(MASTODON),
            programs=tuple(page.app.config.share),
        )
        page.app.push_screen(sheet, lambda act: act(page.app) if act else None)


def links(page: FrontPage) -> None:
    """List the article's links."""
    from placentin_tui.screens.links import LinksScreen

    if page.article is None and (summary := target(page)):
        views.show_article(page, summary.id)
    found = page.body.page.links if page.body.page else ()
    if not found:
        page.app.say(_("This article has no links."))
        return
    page.app.push_screen(LinksScreen(found), lambda href: follow(page, href) if href else None)


def follow_number(page: FrontPage, n: int) -> None:
    """Follow the link with this number."""
    for link in page.body.page.links if page.body.page else ():
        if link.number == n:
            follow(page, link.href)
            return
    page.app.say(_("This article has no link number {n}.").format(n=n))


def follow(page: FrontPage, href: str) -> None:
    """Follow a link: inside the article, or out through the browser."""
    if href.startswith("#"):
        page.body.jump(href)
    else:
        page.app.browse(href)


def comments(page: FrontPage) -> None:
    """Go to the comments, and ask for what is new there."""
    if summary := target(page):
        open_article(page, summary)
        page.body.jump("comments")
        if page.article and page.article.comments_feed:
            page.app.wish_comments(page.article)


def comment(page: FrontPage) -> None:
    """Leave a comment on the paper's own page."""
    if summary := target(page):
        article = page.app.library.articles.get(summary.id)
        if article.comments_url:
            page.app.browse(article.comments_url)
        else:
            page.app.say(_("This article takes no comments."))


def support(page: FrontPage) -> None:
    """Offer the paper's support page, or say that there is none."""
    from placentin_tui.screens.support import SupportScreen

    if summary := target(page):
        source = page.app.library.sources.get(summary.source)
        if source.support_url:
            page.app.push_screen(SupportScreen(source), lambda act: act(page.app) if act else None)
        else:
            page.app.say(
                _("{paper} has no support page here. Press {key}, then e, to enter its address.").format(
                    paper=source.title, key=page.app.key_of("sources")
                )
            )


def author(page: FrontPage) -> None:
    """The author's other articles."""
    if (summary := target(page)) and summary.author:
        page.reading = page.zen = False
        page.show_view(View(author=summary.author), select=summary.id)
        page.headlines.focus()
    elif summary:
        page.app.say(_("The paper does not name the author."))


def zen(page: FrontPage) -> None:
    """The article alone, or everything again."""
    page.zen = not page.zen
    if page.zen and not page.in_article and (summary := target(page)):
        open_article(page, summary)


# ── papers, and the program ──────────────────────────────────────────────────────────────────────────────────────────


def refresh(page: FrontPage) -> None:
    """Ask the article's source for news."""
    source = page.view.source or (summary.source if (summary := target(page)) else None)
    page.app.refresh_sources((source,) if source else ())


def refresh_all(page: FrontPage) -> None:
    """Ask all sources for news."""
    page.app.refresh_sources(())


def add(page: FrontPage) -> None:
    """Ask for an address to subscribe to."""
    from placentin_tui.screens.add import AddScreen

    page.app.push_screen(AddScreen(), lambda address: page.app.subscribe(address) if address else None)


def sources(page: FrontPage) -> None:
    """Open the list of papers and feeds."""
    from placentin_tui.screens.sources import SourcesScreen

    def show(chosen: int | None) -> None:
        if chosen is not None:
            page.show_view(View(source=chosen) if chosen else View())
            page.headlines.focus()

    page.app.push_screen(SourcesScreen(), show)


def edition(page: FrontPage) -> None:
    """Open the built-in edition."""
    page.app.open_edition()


def theme(page: FrontPage) -> None:
    """Light or dark."""
    page.app.turn_light()


def palette(page: FrontPage) -> None:
    """All acts by name."""
    page.app.action_command_palette()


def help_(page: FrontPage) -> None:
    """The help page."""
    from placentin_tui.screens.help import HelpScreen

    page.app.push_screen(HelpScreen())


def quit_(page: FrontPage) -> None:
    """Close the paper."""
    views.keep_place(page)
    page.app.exit(0)


HANDLERS: dict[str, Handler] = {
    "down": down, "up": up, "open": open_, "back": back, "top": top, "bottom": bottom, "page-down": page_down,
    "page-up": page_up, "other-pane": other_pane, "next-unread": next_unread, "previous-unread": previous_unread,
    "search": search, "view": view, "newest": newest, "read": read, "all-read": all_read, "star": star, "share": share_,
    "copy": copy, "browser": browser, "links": links, "comments": comments, "comment": comment, "support": support,
    "author": author, "zen": zen, "refresh": refresh, "refresh-all": refresh_all, "add": add, "sources": sources,
    "edition": edition, "undo": undo, "theme": theme, "palette": palette, "help": help_, "quit": quit_,
}  # fmt: skip
