"""Shows a view, a search or an article on the main screen, and keeps the reading place of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.commands import sign
from placentin_tui.errors import UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.models import ShownText
from placentin_tui.ui.screens.main import article_frame

if TYPE_CHECKING:
    from placentin_tui.models import Article, ArticleSummary
    from placentin_tui.prose.blocks import Blocks
    from placentin_tui.rendering.article_page import PageOptions
    from placentin_tui.ui.screens.main.page_protocol import Page


def show_article(
    page: Page, number: int, *, place: tuple[int, int] | None = None, shown_text: ShownText = ShownText.ARTICLE
) -> None:
    """Show an article at its saved reading place, or at `place`: block, and lines below its first one.

    Raises `UnknownArticle`; the pane is empty then.
    """
    page.folded.clear()
    page.jumps.clear()
    page.shown_text = shown_text
    page.body.marked = None
    if page.finding:
        from placentin_tui.ui.screens.main import hit_marks  # only while something is looked for

        hit_marks.end(page)
    try:
        page.article = page.app.library.articles.get(number)
    except UnknownArticle:
        page.close_article()
        raise
    _compose(page, page.article.place if place is None else place)
    from placentin_tui.ui.services import courier_requests  # after the first frame

    courier_requests.pictures(page.app, page.article)


def go_to(page: Page, article: int) -> None:
    """Open an article of the person's own library, and move the cursor to its headline where that is in the list."""
    page.app.open_own_library()
    pager = page.headlines.pager
    if pager and (index := pager.index(article)) is not None:
        page.headlines.move_to(index)
    open_article(page, page.app.library.articles.summary(article))


def open_article(page: Page, summary: ArticleSummary) -> None:
    """Show an article, focus it and mark it as read."""
    if page.article is None or page.article.summary.id != summary.id:
        keep_place(page)
        page.reading = True  # before: the page is laid out for the whole screen then
        show_article(page, summary.id)
    elif not page.reading:
        page.reading = True
        compose_again(page)  # now: not first in the columns it had beside the list
    if page.front:
        _leave_front(page, summary.id)
    page.reading = True
    page.set_focus(page.body)
    page.say_place()
    if not summary.read:
        _mark_read_quietly(page, summary.id)


def leave(page: Page) -> None:
    """Go from the article back to the list, which is as it was."""
    keep_place(page)
    page.reading = False
    page.headlines.focus()


def open_row(page: Page, index: int) -> None:
    """Move the cursor of the list to a row, and open its article."""
    page.headlines.move_to(index)
    if current := page.headlines.current:
        open_article(page, current)


def following(page: Page, step: int = 1) -> tuple[int | None, bool]:
    """The row of the next unread article in direction `step` (1 or -1), else of the next one; and whether it is one
    that was asked for: an unread one, or in a search any.
    """
    pager, cursor = page.headlines.pager, page.headlines.cursor
    index = pager.find(cursor, step, unread=not page.searching) if pager else None
    if index is not None or pager is None:
        return index, True
    return pager.find(cursor, step, unread=False), False


def _title_of_following(page: Page) -> str:
    """The title of the article that would be opened after this one; empty when there is none."""
    if page.from_front:
        return page.front_page.title_ahead()
    pager, (index, _unread) = page.headlines.pager, following(page)
    return pager[index].title if pager is not None and index is not None else ""


def _leave_front(page: Page, article: int) -> None:
    """Show list and article in place of the front page, for an article that was opened there."""
    page.front, page.from_front = False, True
    follow_in_list(page, article)


def follow_in_list(page: Page, article: int) -> None:
    """Move the list's cursor to an article, where it is there."""
    pager = page.headlines.pager
    if pager and (index := pager.index(article)) is not None:
        page.headlines.move_to(index)


def _mark_read_quietly(page: Page, article: int) -> None:
    """Mark an article as read because it was opened; its row and the number unread follow at once."""

    def show(_done: object) -> None:
        page.headlines.repaint((article,))
        page.entitle()

    page.app.write(lambda library: library.undo_log.open(article), then=show)


def _changes(page: Page, article: Article) -> Blocks:
    """What the paper changed in an article, as blocks."""
    from placentin_tui.rendering.corrections import as_blocks, corrections

    return as_blocks(corrections(article, page.app.library.revisions.of(article.summary.id)))


def show_text(page: Page, text: ShownText) -> None:
    """Show another text of the article from its top, or, where it is shown already, its own from the saved place."""
    _save_place(page)
    page.shown_text = ShownText.ARTICLE if page.shown_text is text else text
    if page.article:
        _compose(page, page.article.place if page.shown_text is ShownText.ARTICLE else 0)


def compose_again(page: Page) -> None:
    """Lay out the article for the pane's present size and options, at the place the pane shows."""
    if page.article:
        _compose_keeping_mark(page, place_shown(page))


def reread_article(page: Page) -> None:
    """Read the article from the library again; the pane stays at its place."""
    if page.article:
        place = place_shown(page)
        try:
            page.article = page.app.library.articles.get(page.article.summary.id)
        except UnknownArticle:
            page.close_article()
            return
        _compose_keeping_mark(page, place)


def _compose_keeping_mark(page: Page, place: tuple[int, int]) -> None:
    """Lay out the article again; the marked comment stays marked, wherever it stands now."""
    if page.body.marked is None:
        _compose(page, place)
        return
    from placentin_tui.ui.screens.main import comment_positions  # not before there is a comment

    key = comment_positions.marked_key(page)
    _compose(page, place)
    if key:
        comment_positions.mark_again(page, key)


def catch_up(page: Page) -> None:
    """Update the article's marks and ages where they have changed. Raises `UnknownArticle` when it is gone."""
    article = page.article
    if article is None or page.body.text_selection:  # a new layout would drop the selection
        return
    row = next(iter(page.app.library.articles.summaries((article.summary.id,))), None)
    if row is None:
        page.close_article()
        raise UnknownArticle(_("This article is in the library no more."))
    if replace(row, read=article.summary.read) == article.summary:
        page.article = article = replace(article, summary=row)  # its page does not show whether it is read
    if row != article.summary:
        reread_article(page)
    elif (article.comments or article.outgoing_comments) and page.composed_at // 60 != page.app.clock() // 60:
        compose_again(page)


def keep_place(page: Page) -> None:
    """Save the reading place of the article, and that its comments were seen."""
    from placentin_tui.ui.screens.main import comment_positions  # after the first frame

    comment_positions.leave(page)
    _save_place(page)


def _save_place(page: Page) -> None:
    """Save the reading place of the article's own text."""
    if page.shown_text is not ShownText.ARTICLE:
        return  # the place would be one of another text
    if page.article and page.body.page and (place := place_shown(page)[0]) != page.article.place:
        number = page.article.summary.id
        page.article = replace(page.article, place=place)
        page.app.write(lambda library: library.articles.save_place(number, place))


def block_shown(page: Page, number: int) -> int:
    """The index of the block at the top of the pane; 0 when the pane shows another article."""
    return place_shown(page)[0] if page.article and page.article.summary.id == number else 0


def place_shown(page: Page) -> tuple[int, int]:
    """The index of the block at the top of the pane, and how many lines of it are scrolled out above."""
    body = page.body
    if body.page is None:
        return page.article.place if page.article else 0, 0
    block = body.page.place(body.line)
    return block, body.line - body.page.line_of(block)


def _compose(page: Page, place: int | tuple[int, int]) -> None:
    """Lay out the article and show it at `place`: a block's index, or that and lines below its first one.

    Only what is in view is laid out at once; the rest follows after the next frame (`ArticleBody`).
    """
    from placentin_tui.rendering.article_page import begin  # after the first frame: this imports all of prose

    article, body = page.article, page.body
    if article is None:
        return
    width, rows = article_frame.pane_size(page)
    if not width:
        # It is not on the screen yet: it is laid out once it is, when it says that its width has changed.
        page.composed_for = 0, 0
        body.show(None)
        return
    block, below = place if isinstance(place, tuple) else (place, 0)
    look = _options(page, article, width, rows)
    page.composed_at, page.composed_for = look.now, (width, rows)
    composed = begin(article, look)
    composed.reach(block, below + 2 * rows)
    body.show(composed, composed.line_of(block) + below)
    if page.finding:
        from placentin_tui.ui.screens.main import hit_marks  # only while something is looked for

        hit_marks.again(page)
    page.say_place()
    if page.reading:
        page.call_after_refresh(article_frame.fill_rail, page)


def _options(page: Page, article: Article, width: int, rows: int) -> PageOptions:
    """What the page depends on besides the article, in a pane of this size."""
    from placentin_tui.rendering.article_page import PageOptions  # after the first frame

    return PageOptions(
        width=width,
        now=page.app.clock(),
        picture_rows=lambda picture, width: shape.rows if (shape := page.shape_of(picture, width)) else 0,
        typesetter=page.app.lettering,
        typography=page.app.typography,
        folded=page.folded,
        keys={command.id: sign(command.keys[0]) for command in page.app.commands if command.keys},
        shown_text=page.shown_text,
        changes=_changes(page, article) if page.shown_text is ShownText.CORRECTIONS else (),
        rows=rows,
        has_back=page.reading,
        following=lambda: _title_of_following(page),
        offline=page.app.offline or bool(page.status.offline),
    )
