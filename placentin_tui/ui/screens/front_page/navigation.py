"""Moving: through the headlines, into an article and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.ui.screens.front_page import article_view, find_in_article, hit_marks, list_actions, picture_actions
from placentin_tui.ui.screens.front_page.article_view import open_article

if TYPE_CHECKING:
    from placentin_tui.ui.screens.front_page.page import Page


def down(page: Page) -> None:
    """Next headline, or a line down."""
    page.body.scroll_relative(y=1, animate=False) if page.in_article else page.headlines.move(1)


def up(page: Page) -> None:
    """Previous headline, or a line up."""
    page.body.scroll_relative(y=-1, animate=False) if page.in_article else page.headlines.move(-1)


def top(page: Page) -> None:
    """The first headline, or the article's top."""
    page.body.scroll_home(animate=False) if page.in_article else page.headlines.move_to(0)


def bottom(page: Page) -> None:
    """The last headline, or the article's end."""
    page.body.to_end() if page.in_article else page.headlines.move_to(len(page.headlines.pager or ()) - 1)


def page_down(page: Page) -> None:
    """A page on; at the article's end, the next unread article."""
    if not page.in_article:
        page.headlines.move(page.headlines.page_rows)
    elif page.body.at_end:
        _next_article(page, 1)
    else:
        page.body.scroll_relative(y=max(1, page.body.size.height - 2), animate=False)


def page_up(page: Page) -> None:
    """A page back."""
    if page.in_article:
        page.body.scroll_relative(y=-max(1, page.body.size.height - 2), animate=False)
    else:
        page.headlines.move(-page.headlines.page_rows)


def open_(page: Page) -> None:
    """Open the article under the cursor and go into it; in it, show the picture in sight."""
    if page.in_article:
        if picture := page.body.picture:
            picture_actions.show(page, picture)
    elif current := page.headlines.current:
        open_article(page, current)


def back(page: Page) -> None:
    """One step back: out of what was looked for, zen, the article, a search, a view, the built-in edition."""
    if page.finding:
        hit_marks.end(page, go_back=page.typing)
        page.body.focus()
    elif page.jumps and page.in_article:
        page.body.marked = None
        page.body.scroll_to(y=page.jumps.pop(), animate=False)
    elif page.zen:
        page.zen = False
    elif page.in_article or page.reading:
        article_view.keep_place(page)
        page.reading = False
        page.headlines.focus()
    elif page.searching:
        list_actions.end_search(page)
    elif page.return_point:
        list_actions.go_back(page)
    elif page.view != View():
        current = page.headlines.current
        page.show_view(View(), select=current.id if current else None)
    elif not page.app.first_start:
        page.app.open_shelf()


def other_pane(page: Page) -> None:
    """From the headlines to the article, and back."""
    if page.in_article:
        article_view.keep_place(page)
        page.reading = False
        page.headlines.focus()
    elif current := page.headlines.current:
        open_article(page, current)


def next_unread(page: Page) -> None:
    """The next unread article; in a search, the next one found."""
    _step(page, 1)


def previous_unread(page: Page) -> None:
    """The previous unread article; in a search, the previous one found."""
    _step(page, -1)


def _step(page: Page, step: int) -> None:
    if page.finding and page.in_article:
        find_in_article.step(page, step)
    else:
        _next_article(page, step)


def _next_article(page: Page, step: int) -> None:
    pager = page.headlines.pager
    reading = page.in_article or page.reading
    index = pager.find(page.headlines.cursor, step, unread=not page.searching) if pager else None
    if index is None and pager and reading:
        # Who is reading goes on; in the list the cursor stays, for j and k go on there.
        index = pager.find(page.headlines.cursor, step, unread=False)
        said = _("No unread article this way: here is the next one.")
        if step < 0:
            said = _("No unread article this way: here is the previous one.")
        page.app.say(said if index is not None else _("There is no other article this way."))
    elif index is None:
        page.app.say(_("No other article was found.") if page.searching else _("No more unread articles this way."))
    if index is not None:
        page.headlines.move_to(index)
        if reading and (current := page.headlines.current):
            open_article(page, current)
