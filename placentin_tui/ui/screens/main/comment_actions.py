"""Actions on the comments of an article: moving among them, folding threads, writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.ui.screens.main import article_view
from placentin_tui.ui.screens.main.comment_positions import current, places
from placentin_tui.ui.services import courier_requests, desktop_actions

if TYPE_CHECKING:
    from placentin_tui.models import Article
    from placentin_tui.ui.screens.main.page_protocol import Page


def step(page: Page, by: int, *, roots: bool) -> None:
    """Go to the next comment in direction `by` (1 or -1), or to the next that begins a thread (`roots`)."""
    there = [place for place in places(page) if not roots or place.depth == 0]
    here = current(page)
    line = here.line if here and page.body.marked == here.line else page.body.line - (by > 0)
    ahead = [place for place in there if (place.line > line if by > 0 else place.line < line)]
    if not ahead:
        page.app.say(_("There is no other comment this way."))
        return
    mark(page, (ahead[0] if by > 0 else ahead[-1]).line)


def mark(page: Page, line: int) -> None:
    """Mark the comment that begins at a line, and scroll it into view."""
    page.body.mark(line)
    page.say_place()


def fold(page: Page, key: str = "") -> None:
    """Hide the replies to a comment, or show them again; `key`: the comment, empty for the current one."""
    here = current(page)
    chosen = key or (here.key if here else "")
    if not chosen:
        page.app.say(_("There is no comment here to fold."))
        return
    page.folded ^= {chosen}
    article_view.compose_again(page)
    line = next((place.line for place in places(page) if place.key == chosen), None)
    if line is not None:
        mark(page, line)


def write(page: Page, article: Article, parent: str = "") -> None:
    """Open the composer for a comment on an article, or for a reply to its comment `parent`."""
    if article.comments_open is False:
        page.app.say(_("The paper takes no more comments here."))
        return
    if not article.takes_comments:
        _elsewhere(page, article)
        return

    async def writing() -> None:
        """Take the draft, run the composer, send when that was its result."""
        from placentin_tui.ui.screens.composer import Composer  # the text area takes 30 ms

        outgoing = await page.app.writer.write(lambda library: library.outbox.draft(article.summary.id, parent))
        send = await page.app.push_screen_wait(Composer(article, outgoing))
        article_view.reread_article(page)
        if send:
            _send(page)

    page.run_worker(writing(), group="composer", exclusive=True, description="writing a comment", exit_on_error=True)


def _send(page: Page) -> None:
    """Have the courier send the outbox; offline, say that the comment waits."""
    if page.app.offline:
        page.app.say(_("Your comment waits; it goes out at the next connection."))
    else:
        courier_requests.send_outbox(page.app)


def _elsewhere(page: Page, article: Article) -> None:
    """Open the paper's own comment page, for an article whose comments cannot be sent from here."""
    if article.comments_url:
        desktop_actions.browse(page.app, article.comments_url)
    else:
        page.app.say(_("This article takes no comments."))


def outbox(page: Page) -> None:
    """List the person's own comments."""
    from placentin_tui.ui.screens.outbox import OutboxScreen

    outgoing_comments = page.app.own_library.outbox.all()
    if not outgoing_comments:
        page.app.say(_("You have not written any comment yet."))
        return

    def chosen(article: int | None) -> None:
        if article is not None:
            # Once the main screen has the focus again.
            page.call_after_refresh(_go_to, page, article)

    page.app.push_screen(OutboxScreen(outgoing_comments, page.app.clock()), chosen)


def _go_to(page: Page, article: int) -> None:
    """Open an article at its comments."""
    article_view.go_to(page, article)
    page.body.jump("comments")
