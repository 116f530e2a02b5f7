"""Actions that move the cursor in the list, scroll the article, and go from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.models.setting_enums import OpensOn
from placentin_tui.ui.screens.main import (
    article_view,
    find_in_article,
    front_view,
    hit_marks,
    list_actions,
    pick_actions,
    picture_actions,
)
from placentin_tui.ui.screens.main.article_view import open_article

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


def down(page: Page) -> None:
    """Go to the next headline, or scroll a line down."""
    page.body.scroll_relative(y=1, animate=False) if page.in_article else page.chooser.move(1)


def up(page: Page) -> None:
    """Go to the previous headline, or scroll a line up."""
    page.body.scroll_relative(y=-1, animate=False) if page.in_article else page.chooser.move(-1)


def top(page: Page) -> None:
    """Go to the first headline, or the article's top."""
    page.body.scroll_home(animate=False) if page.in_article else page.chooser.to_start()


def bottom(page: Page) -> None:
    """Go to the last headline, or the article's end."""
    page.body.to_end() if page.in_article else page.chooser.to_end()


def page_down(page: Page) -> None:
    """Go a page down; at the article's end, open the next unread article."""
    if not page.in_article:
        page.chooser.move_page(1)
    elif page.body.at_end:
        next_article(page, 1)
    else:
        page.body.scroll_relative(y=max(1, page.body.size.height - 2), animate=False)


def page_up(page: Page) -> None:
    """Go a page up."""
    if page.in_article:
        page.body.scroll_relative(y=-max(1, page.body.size.height - 2), animate=False)
    else:
        page.chooser.move_page(-1)


def open_(page: Page) -> None:
    """Open the article under the cursor; in an article, show the picture in view."""
    if page.in_article:
        if picture := page.body.picture:
            picture_actions.show(page, picture)
    elif current := page.chooser.current:
        open_article(page, current)


def back(page: Page) -> None:
    """Undo the last step into something: a search in the article, a footnote, zen, the article, picks, a search, a
    view, the edition.
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
        _leave_article(page)
    elif page.headlines.picks and not page.front and not page.typing:
        pick_actions.pick_none(page)
    elif page.searching:
        list_actions.end_search(page)
    elif page.return_point:
        list_actions.go_back(page)
    elif page.view != View():
        current = page.chooser.current
        page.show_view(View(), select=current.id if current else None)
        page.focus_chooser()
    elif not page.app.first_start:
        page.app.open_own_library()


def _leave_article(page: Page) -> None:
    """Go from the article to what it was opened from: the front page, or the list."""
    article_view.keep_place(page)
    page.reading = False
    if page.from_front:
        front_view.come_back(page)
    else:
        page.focus_chooser()


def other_pane(page: Page) -> None:
    """Switch between the front page and the list; out of an article, go to what it was opened from; in the search line,
    take the word that is offered; out of the welcome line, go to what stands below it.
    """
    if page.in_article:
        _leave_article(page)
    elif page.searching:
        if not (page.typing and page.query_one("#search").complete()):
            page.headlines.focus()
    elif page.typing:
        page.focus_chooser()
    else:
        front_view.choose_home(page, OpensOn.LIST if page.front else OpensOn.FRONT)


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
        next_article(page, step)


def next_article(page: Page, step: int) -> None:
    """Move the cursor to the next unread article in direction `step` (1 or -1), and open it when one is being read."""
    reading = page.in_article or page.reading
    if page.front or (page.from_front and reading):
        _next_story(page, step, reading=reading)
        return
    index, is_wanted = article_view.following(page, step)
    if reading and not is_wanted:
        # While reading go on to a read one; in the list the cursor stays, since j and k do that.
        said = _("No unread article this way: here is the next one.")
        if step < 0:
            said = _("No unread article this way: here is the previous one.")
        page.app.say(said if index is not None else _("There is no other article this way."))
    elif index is None or not is_wanted:
        page.app.say(_("No other article was found.") if page.searching else _("No more unread articles this way."))
        return
    if index is not None and reading:
        article_view.open_row(page, index)
    elif index is not None:
        page.headlines.move_to(index)


def _next_story(page: Page, step: int, *, reading: bool) -> None:
    """The same in the reading order of the front page, where one is being read from there too."""
    story = page.front_page.follow(step, unread=True)
    if story is None and reading:
        story = page.front_page.follow(step, unread=False)
        said = _("No unread article this way: here is the next one.")
        if step < 0:
            said = _("No unread article this way: here is the previous one.")
        page.app.say(said if story else _("There is no other article this way."))
    elif story is None:
        page.app.say(_("No more unread articles this way."))
    if story and reading:
        open_article(page, story)
        article_view.follow_in_list(page, story.id)
