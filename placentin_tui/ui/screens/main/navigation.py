"""Actions that move the cursor in the list, scroll the article, and go from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.ui.screens.main import article_view, find_in_article, hit_marks, list_actions, picture_actions
from placentin_tui.ui.screens.main.article_view import open_article

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


def down(page: Page) -> None:
    """Go to the next headline, or scroll a line down."""
    page.body.scroll_relative(y=1, animate=False) if page.in_article else page.headlines.move(1)


def up(page: Page) -> None:
    """Go to the previous headline, or scroll a line up."""
    page.body.scroll_relative(y=-1, animate=False) if page.in_article else page.headlines.move(-1)


def top(page: Page) -> None:
    """Go to the first headline, or the article's top."""
    page.body.scroll_home(animate=False) if page.in_article else page.headlines.move_to(0)


def bottom(page: Page) -> None:
    """Go to the last headline, or the article's end."""
    page.body.to_end() if page.in_article else page.headlines.move_to(len(page.headlines.pager or ()) - 1)


def page_down(page: Page) -> None:
    """Go a page down; at the article's end, open the next unread article."""
    if not page.in_article:
        page.headlines.move_page(1)
    elif page.body.at_end:
        _next_article(page, 1)
    else:
        page.body.scroll_relative(y=max(1, page.body.size.height - 2), animate=False)


def page_up(page: Page) -> None:
    """Go a page up."""
    if page.in_article:
        page.body.scroll_relative(y=-max(1, page.body.size.height - 2), animate=False)
    else:
        page.headlines.move_page(-1)


def open_(page: Page) -> None:
    """Open the article under the cursor; in an article, show the picture in view."""
    if page.in_article:
        if picture := page.body.picture:
            picture_actions.show(page, picture)
    elif current := page.headlines.current:
        open_article(page, current)


def back(page: Page) -> None:
    """Undo the last step into something: a search in the article, a footnote, zen, the article, a search, a view, the
    edition.
    """
    if page.finding:
        hit_marks.end(page, go_back=page.typing)
        page.body.focus()
    elif page.jumps and page.in_article:
        page.body.marked = None
        page.body.scroll_to(y=page.jumps.pop(), animate=False)
    elif page.zen:
        page.zen = False
    elif page.in_article or page.reading:
        article_view.leave(page)
    elif page.searching:
        list_actions.end_search(page)
    elif page.return_point:
        list_actions.go_back(page)
    elif page.view != View():
        current = page.headlines.current
        page.show_view(View(), select=current.id if current else None)
    elif not page.app.first_start:
        page.app.open_own_library()


def other_pane(page: Page) -> None:
    """Switch between the list and the article."""
    if page.in_article:
        article_view.leave(page)
    elif current := page.headlines.current:
        open_article(page, current)


def next_unread(page: Page) -> None:
    """Go to the next unread article; during a search, to the next hit."""
    _step(page, 1)


def previous_unread(page: Page) -> None:
    """Go to the previous unread article; during a search, to the previous hit."""
    _step(page, -1)


def _step(page: Page, step: int) -> None:
    """Go on in direction `step` (1 or -1): to another hit in the article, else to another article."""
    if page.finding and page.in_article:
        find_in_article.step(page, step)
    else:
        _next_article(page, step)


def _next_article(page: Page, step: int) -> None:
    """Move the cursor to the next unread article in direction `step` (1 or -1), and open it when one is being read."""
    index, is_wanted = article_view.following(page, step)
    if page.reading and not is_wanted:
        # While reading go on to a read one; in the list the cursor stays, since j and k do that.
        said = _("No unread article this way: here is the next one.")
        if step < 0:
            said = _("No unread article this way: here is the previous one.")
        page.app.say(said if index is not None else _("There is no other article this way."))
    elif index is None or not is_wanted:
        page.app.say(_("No other article was found.") if page.searching else _("No more unread articles this way."))
        return
    if index is not None and page.reading:
        article_view.open_row(page, index)
    elif index is not None:
        page.headlines.move_to(index)
