"""What the front page shows: a view of the library, a search, an article at its place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.commands import sign
from placentin_tui.errors import UnknownArticle, UnknownSource
from placentin_tui.i18n import _, day
from placentin_tui.models import View
from placentin_tui.startup.memory import trim_memory
from placentin_tui.ui.services.article_pager import ArticlePager

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.models import Article
    from placentin_tui.prose.blocks import Blocks
    from placentin_tui.ui.screens.front_page.screen import FrontPage

REST = 0.3
"""Seconds without another letter after which all that a search finds is counted."""


def entitle(page: FrontPage) -> None:
    """Say in the masthead what is open."""
    from placentin_tui.ui.widgets.masthead import Masthead

    head = page.query_one(Masthead)
    head.name_of_paper = _name(page)
    pager = page.headlines.pager
    head.left = title_of(page.view if pager is None else pager.view)
    head.right = day(page.app.clock())


def _name(page: FrontPage) -> str:
    """The paper whose articles are shown, when they are one paper's."""
    sources = page.app.library.sources
    if page.view.source is None:
        return sources.all()[0].title if sources.count() == 1 else "Placentin"
    try:
        return sources.get(page.view.source).title
    except UnknownSource:
        return "Placentin"


def title_of(view: View) -> str:
    """A view's name, as the masthead says it."""
    if view.query:
        return _("Search")
    if view.author:
        return _("By {author}").format(author=view.author)
    if view.section or view.folder:
        return view.section or view.folder or ""
    if view.unread:
        return _("Unread")
    return _("Starred") if view.starred else "Flash"


def nothing_in(page: FrontPage, view: View) -> str:
    """What is said of a view without an article."""
    if view.query:
        return _("Nothing was found.")
    if view.starred:
        return _("Nothing is starred. {key} stars an article.").format(key=page.app.key_of("star"))
    return _("Everything is read.") if view.unread else _("There is no article here yet.")


def search(page: FrontPage, words: str) -> None:
    """Show what the words find; nothing typed shows the list as it was."""
    if not words.strip():
        origin = page.return_point
        page.show_roll(origin.pager if origin else None, origin.cursor if origin else 0)
        entitle(page)
        return
    pager = ArticlePager(page.app.library, View(query=words.strip(), source=page.view.source))
    page.show_roll(pager)
    entitle(page)
    if not pager.counted:
        counting = _count_on(page, pager)
        page.run_worker(
            counting, group="count", exclusive=True, description="counting what was found", exit_on_error=True
        )


async def _count_on(page: FrontPage, pager: ArticlePager) -> None:
    """Count all that a search finds, once the typing rests."""
    await asyncio.sleep(REST)
    total = await page.app.writer.write(lambda library: _counted(library, pager.view))
    if page.headlines.pager is pager:
        pager.count_on(total)
        page.headlines.fit()
        page.say_place()


def _counted(library: Library, view: View) -> int:
    try:
        return library.articles.count(view)
    finally:
        library.finder.rest()
        trim_memory()


def show_article(page: FrontPage, number: int, *, place: tuple[int, int] | None = None, face: str = "") -> None:
    """Show an article where the reader left it, or at a place of the pane; `face`: its other text.

    Raises `UnknownArticle`; the pane is empty then.
    """
    page.folded.clear()
    page.jumps.clear()
    page.face = face
    page.body.marked = None
    if page.finding:
        from placentin_tui.ui.screens.front_page import find_in_article

        find_in_article.end(page)
    try:
        page.article = page.app.library.articles.get(number)
    except UnknownArticle:
        page.close_article()
        raise
    _compose(page, page.article.place if place is None else place)
    from placentin_tui.ui.services import courier_requests  # after the first frame

    courier_requests.pictures(page.app, page.article)


def _changes(page: FrontPage, article: Article) -> Blocks:
    """What the paper changed in an article."""
    from placentin_tui.rendering.corrections import as_blocks, corrections

    return as_blocks(corrections(article, page.app.library.revisions.of(article.summary.id)))


def show_face(page: FrontPage) -> None:
    """Show the article's other text, from its top; its own text where it was left."""
    if page.article:
        _compose(page, 0 if page.face else page.article.place)


def compose_again(page: FrontPage) -> None:
    """Set the article for the pane as it is now, at the place the pane shows."""
    if page.article:
        _compose(page, place_shown(page))


def reread_article(page: FrontPage) -> None:
    """Read the article anew from the library; what is being read stays where it is."""
    if page.article:
        place = place_shown(page)
        try:
            page.article = page.app.library.articles.get(page.article.summary.id)
        except UnknownArticle:
            page.close_article()
            return
        _compose(page, place)


def catch_up(page: FrontPage) -> None:
    """Bring the article's marks and ages up to date where they are others by now."""
    article = page.article
    if article is None or page.body.text_selection:  # whoever selects text keeps it
        return
    row = next(iter(page.app.library.articles.summaries((article.summary.id,))), None)
    if row is None:
        page.close_article()
        raise UnknownArticle(_("This article is in the library no more."))
    if row != article.summary:
        reread_article(page)
    elif (article.comments or article.outgoing_comments) and page.composed_at // 60 != page.app.clock() // 60:
        compose_again(page)


def keep_place(page: FrontPage) -> None:
    """Remember how far the article was read, and that its comments were."""
    from placentin_tui.ui.screens.front_page import comment_actions

    comment_actions.leave(page)
    if page.face:
        return  # a place in another text is none in the article's
    if page.article and page.body.page and (place := place_shown(page)[0]) != page.article.place:
        number = page.article.summary.id
        page.app.write(lambda library: library.articles.save_place(number, place))


def block_shown(page: FrontPage, number: int) -> int:
    """The block of an article at the top of the pane; 0 when the pane shows another one."""
    return place_shown(page)[0] if page.article and page.article.summary.id == number else 0


def place_shown(page: FrontPage) -> tuple[int, int]:
    """The block at the top of the pane, and how many lines below its beginning the pane stands."""
    body = page.body
    if body.page is None:
        return 0, 0
    block = body.page.place(body.line)
    return block, body.line - body.page.line_of(block)


def _compose(page: FrontPage, place: int | tuple[int, int]) -> None:
    from placentin_tui.rendering.compose import PageOptions, begin  # after the first frame: the page needs all of prose

    article, body = page.article, page.body
    if article is None or not body.width:
        return
    block, below = place if isinstance(place, tuple) else (place, 0)
    look = PageOptions(
        width=body.width,
        now=page.app.clock(),
        picture_rows=lambda picture, width: shape.rows if (shape := page.shape_of(picture, width)) else 0,
        typography=page.app.typography,
        folded=page.folded,
        keys={command.id: sign(command.keys[0]) for command in page.app.commands if command.keys},
        face=page.face,
        changes=_changes(page, article) if page.face == "changes" else (),
    )
    page.composed_at = look.now
    composed = begin(article, look)
    composed.reach(block, below + 2 * body.size.height)
    body.show(composed, composed.line_of(block) + below)
    if page.finding:
        from placentin_tui.ui.screens.front_page import find_in_article

        find_in_article.again(page)
    page.say_place()
