"""Finding words in the article: hits are marked while typing, `n` and `N` go from one to the next, Esc ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.ui.screens.main.article_finder import ArticleFinder
from placentin_tui.ui.screens.main.article_view import open_article
from placentin_tui.ui.screens.main.hit_marks import again, end, show
from placentin_tui.ui.screens.main.selection import target

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


async def find(page: Page) -> None:
    """Open the input line of the search; from the list, in the article under the cursor."""
    from placentin_tui.ui.widgets.find_line import FindLine  # imports take 15 ms

    if not page.in_article and (summary := target(page)):
        open_article(page, summary)
    if page.article is None:
        return
    if page.finding is None:
        page.finding = ArticleFinder(page.body.line)
    lines = page.query(FindLine)
    line = lines.first() if lines else FindLine()
    if not lines:
        page.status.display = False
        await page.mount(line)
        line.line.value = page.finding.words
        line.said = page.finding.said
    # At once, not by message: the keys typed right after this one are meant for the line.
    page.set_focus(line.line)


def look(page: Page, words: str) -> None:
    """Mark the hits of the words, and scroll to the first one after the place where the search began."""
    if page.finding is None or words == page.finding.words:
        return
    page.finding.words = words
    again(page, from_line=page.finding.origin)


def step(page: Page, by: int) -> None:
    """Go to the next hit (`by` 1) or the previous one (-1), from the last to the first."""
    finding = page.finding
    if finding is None or not finding.hits:
        page.app.say(_("Not found in this article."))
        return
    finding.at = (finding.at + by) % len(finding.hits)
    show(page)


def close_line(page: Page) -> None:
    """Remove the input line; the hits stay marked. With no hits, end the search."""
    page.query("FindLine").remove()
    page.status.display = True
    if page.finding and not page.finding.hits:
        end(page)
