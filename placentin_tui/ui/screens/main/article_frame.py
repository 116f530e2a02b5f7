"""What stands around an article that has the whole screen: the line of progress above it, the rail beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.commands import sign
from placentin_tui.models import ShownText, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from placentin_tui.models import Article, ArticleSummary
    from placentin_tui.prose.layout import Line
    from placentin_tui.ui.screens.main.page_protocol import Page

HIGH = 20
"""Rows of the window from which a rule stands below the masthead."""
RAILED, ROOMY, BROAD = 112, 140, 170
"""Columns of the window from which the rail stands beside the article, from which it is wider, and from which the list
stays at the left too.
"""
RAIL, WIDE_RAIL, LIST = 32, 36, 56
"""Columns of the rail, and of the list in a broad window, as in `app.tcss`."""
BARS, SCROLL_BAR = 3, 1
"""Rows of masthead, progress and status line; columns of the article's scroll bar."""
NEWEST, MOST = 30, 3
"""The newest articles of a section that are looked at for others worth reading, and how many of them are named."""


def reading_size(columns: int, rows: int, *, zen: bool) -> tuple[int, int]:
    """Columns and rows of an article that has the screen, known before it is laid out: nothing is set twice then."""
    if zen:
        return columns - SCROLL_BAR, rows - 1
    rail = 0 if columns < RAILED else RAIL if columns < ROOMY else WIDE_RAIL
    return columns - SCROLL_BAR - rail - (LIST if columns >= BROAD else 0), rows - BARS


def pane_size(page: Page) -> tuple[int, int]:
    """Columns and rows of the article's pane: those it is about to have where the article is given the screen, for
    which it need not be on the screen yet; no columns beside a front page.
    """
    if page.reading:
        return reading_size(*page.app.size, zen=page.zen)
    return page.body.width, page.body.size.height


def classify(page: Page, size: Size) -> None:
    """Tell the style sheet how wide and how high the window is."""
    page.set_class(size.height < HIGH, "-short")
    for name, least in (("-railed", RAILED), ("-roomy", ROOMY), ("-broad", BROAD)):
        page.set_class(size.width >= least, name)


def prepare(page: Page) -> None:
    """Mount the line of progress and the rail; they show once an article has the screen."""
    from placentin_tui.ui.widgets.article_rail import ArticleRail  # not needed by the first frame
    from placentin_tui.ui.widgets.reading_progress import ReadingProgress  # as above

    if not page.query(ReadingProgress):
        page.mount(ReadingProgress(), ArticleRail(lambda columns, rows: _lines(page, columns, rows)))


def fill_rail(page: Page) -> None:
    """Compose the rail again for the article that is shown."""
    for rail in page.query("ArticleRail"):
        if rail.display:
            rail.fill()


def show_progress(page: Page) -> None:
    """Show how far the article is read."""
    for line in page.query("ReadingProgress"):
        line.progress = page.body.progress


def _lines(page: Page, columns: int, rows: int) -> list[Line]:
    """The rail's lines for the article that is shown."""
    from placentin_tui.rendering.article_rail import RailContent, rail  # once there is a rail

    article = page.article
    if article is None or not page.reading:
        return []
    content = RailContent(
        article=article,
        now=page.app.clock(),
        links=page.body.links,
        keys={command.id: sign(command.keys[0]) for command in page.app.commands if command.keys},
        has_headings=page.shown_text is ShownText.ARTICLE,
        others=_others_kept(page, article),
    )
    return rail(content, columns, rows)


def _others_kept(page: Page, article: Article) -> Sequence[ArticleSummary]:
    """The articles the rail leads on to, as they were when this one was opened: news moves nothing under one's eyes."""
    number, others = page.also_worth_reading
    if number != article.summary.id:
        others = _others(page, article)
        page.also_worth_reading = article.summary.id, others
    return others


def _others(page: Page, article: Article) -> Sequence[ArticleSummary]:
    """The newest unread articles of the same section, then of all: the rail leads on, whatever one reads."""
    summary, articles = article.summary, page.app.library.articles
    rows = articles.page(View(section=summary.sections[0]), limit=NEWEST) if summary.sections else []
    rows += articles.page(View(), limit=NEWEST)
    unread = {row.id: row for row in rows if row.id != summary.id and not row.read}
    return tuple(unread.values())[:MOST]
