"""Actions on the article: sharing, links, full text, corrections, comments, author and support page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import ShownText, View
from placentin_tui.ui.screens.main import article_view, comment_actions, pick_actions
from placentin_tui.ui.screens.main.article_view import open_article
from placentin_tui.ui.screens.main.list_actions import here
from placentin_tui.ui.screens.main.selection import picked, target
from placentin_tui.ui.services import courier_requests, desktop_actions

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


async def copy(page: Page) -> None:
    """Copy the article's link, without tracking parameters; of all that are picked, one a line."""
    from placentin_tui import sharing

    if picks := picked(page):
        urls = await pick_actions.addresses(page, picks)
        desktop_actions.copy(page.app, "\n".join(map(sharing.strip_tracking, urls)))
    elif (summary := target(page)) and summary.url:
        desktop_actions.copy(page.app, sharing.strip_tracking(summary.url))
    elif summary:
        page.app.say(_("This article has no address."))


async def browser(page: Page) -> None:
    """Open the article in the browser; or all that are picked, if they are not too many."""
    if picks := picked(page):
        await pick_actions.browse(page, picks)
    elif summary := target(page):
        desktop_actions.browse(page.app, summary.url)


async def share_(page: Page) -> None:
    """Open the share dialog; it offers the selected text, else the passage in view, as a quote. Of all that are picked,
    copy headlines and links as one text.
    """
    if picks := picked(page):
        await pick_actions.share(page, picks)
        return
    from placentin_tui.sharing.document import passage
    from placentin_tui.sharing.targets import MASTODON
    from placentin_tui.ui.screens.share import ShareScreen

    if summary := target(page):
        article = page.app.library.articles.get(summary.id)
        sheet = ShareScreen(
            article,
            passage=page.get_selected_text() or passage(article, article_view.block_shown(page, summary.id)),
            server=page.app.own_library.settings.get(MASTODON),
            server_key=page.app.key_of("share-server"),
            programs=tuple(page.app.config.share),
        )
        page.app.push_screen(sheet, lambda act: act(page.app) if act else None)


def export(page: Page) -> None:
    """Offer today's edition, the starred articles and this one as e-books; and those that are picked."""
    from placentin_tui.ui.screens.export import ExportScreen

    page.app.push_screen(ExportScreen(target(page), picked(page)), lambda save: save(page.app) if save else None)


def links(page: Page) -> None:
    """List the article's links and its footnotes."""
    from placentin_tui.rendering import footnotes
    from placentin_tui.ui.screens.links import LinksScreen

    if page.article is None and (summary := target(page)):
        article_view.show_article(page, summary.id)
    composed = page.body.page
    found = composed.links if composed else ()
    noted = footnotes.notes(composed.lines, composed.anchors) if composed else ()
    if not found and not noted:
        page.app.say(_("This article has no links."))
        return
    page.app.push_screen(LinksScreen(found, noted), lambda href: _go(page, href) if href else None)


def _go(page: Page, href: str) -> None:
    """Follow a line of the list of links: to a footnote, or to a page in the browser (the list has shown its whole
    URL).
    """
    if href.startswith("#"):
        _jump(page, href)
    else:
        desktop_actions.browse(page.app, href)


def _jump(page: Page, href: str) -> None:
    """Scroll from a reference to its footnote or back; Esc returns."""
    from placentin_tui.rendering import footnotes

    composed = page.body.page
    line = footnotes.destination(composed.lines, composed.anchors, href) if composed else None
    if line is not None:
        page.jumps.append(page.body.line)
        page.body.mark(line)


def follow_number(page: Page, n: int) -> None:
    """Follow the link with this number of the article, from 1."""
    for link in page.body.page.links if page.body.page else ():
        if link.number == n:
            follow(page, link.href)
            return
    page.app.say(_("This article has no link number {n}.").format(n=n))


def follow(page: Page, href: str) -> None:
    """Follow a link, in the article or in the browser; one whose text is another address than its target is listed
    first.
    """
    from placentin_tui.text.urls import is_deceptive

    if href.startswith("#"):
        _jump(page, href)
        return
    found = page.body.page.links if page.body.page else ()
    posing = next((link for link in found if link.href == href and is_deceptive(link.text, href)), None)
    if posing is None:
        desktop_actions.browse(page.app, href)
        return
    from placentin_tui.ui.screens.links import LinksScreen

    page.app.say(_("This link says one address and leads to another."))
    page.app.push_screen(LinksScreen((posing,)), lambda href: desktop_actions.browse(page.app, href) if href else None)


def full_text(page: Page) -> None:
    """Switch between the feed's text and the full text; where there is none yet, have the courier fetch it."""
    summary = target(page)
    if summary is None:
        return
    if page.article is None or page.article.summary.id != summary.id:
        article_view.show_article(page, summary.id)
    if page.article and page.article.brief:
        article_view.show_text(page, ShownText.FEED)
    elif page.article:
        courier_requests.text(page.app, page.article)
    pick_actions.say_one_alone(page)


def changes(page: Page) -> None:
    """Show what the paper changed in a corrected article, or the article again."""
    summary = target(page)
    if summary is None:
        return
    if page.article is None or page.article.summary.id != summary.id:
        article_view.show_article(page, summary.id)
    if summary.corrected is None:
        page.app.say(_("The paper has not changed this article."))
    else:
        article_view.show_text(page, ShownText.CORRECTIONS)


def comments(page: Page) -> None:
    """Scroll to the comments, and have the courier fetch new ones."""
    if summary := target(page):
        open_article(page, summary)
        page.body.jump("comments")
        if page.article and page.article.comments_feed:
            courier_requests.comments(page.app, page.article)


def comment(page: Page) -> None:
    """Write a comment on the article."""
    if summary := target(page):
        comment_actions.write(page, page.app.library.articles.get(summary.id))


def next_comment(page: Page) -> None:
    """Go to the next comment."""
    comment_actions.step(page, 1, roots=False)


def previous_comment(page: Page) -> None:
    """Go to the previous comment."""
    comment_actions.step(page, -1, roots=False)


def next_thread(page: Page) -> None:
    """Go to the next comment that begins a thread."""
    comment_actions.step(page, 1, roots=True)


def previous_thread(page: Page) -> None:
    """Go to the previous comment that begins a thread."""
    comment_actions.step(page, -1, roots=True)


def support(page: Page) -> None:
    """Offer the paper's support page, or say how to enter its address."""
    from placentin_tui.ui.screens.support import SupportScreen

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


def go_to_block(page: Page, block: int) -> None:
    """Scroll to a block of the article; Esc returns."""
    if composed := page.body.page:
        page.jumps.append(page.body.line)
        page.body.scroll_to(y=composed.line_of(block), animate=False)


def next_heading(page: Page) -> None:
    """Scroll to the next heading."""
    _heading(page, 1)


def previous_heading(page: Page) -> None:
    """Scroll to the previous heading."""
    _heading(page, -1)


def _heading(page: Page, by: int) -> None:
    """Scroll to the next heading in direction `by` (1 or -1)."""
    here, found = page.body.line, page.body.page.headings() if page.body.page else []
    ahead = [line for line in found if (line > here if by > 0 else line < here)]
    if ahead and page.in_article:
        page.body.scroll_to(y=ahead[0] if by > 0 else ahead[-1], animate=False)
    else:
        page.app.say(_("There is no other heading this way."))


def open_other(page: Page, number: int) -> None:
    """Open another article, the list's cursor on it where it is in the list."""
    summary = page.app.library.articles.summary(number)
    pager = page.headlines.pager
    if pager and (index := pager.index(number)) is not None:
        page.headlines.move_to(index)
    open_article(page, summary)


def author(page: Page) -> None:
    """List the author's articles; Esc goes back to this one."""
    if (summary := target(page)) and summary.author:
        point = page.return_point or here(page)
        page.reading = page.zen = False
        page.show_view(View(author=summary.author), select=summary.id)
        page.return_point = point
        page.focus_chooser()
    elif summary:
        page.app.say(_("The paper does not name the author."))


def zen(page: Page) -> None:
    """Show the article alone, or everything again."""
    page.zen = not page.zen
    if page.zen and not page.in_article and (summary := target(page)):
        open_article(page, summary)
