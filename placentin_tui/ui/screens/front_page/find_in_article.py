"""Finding words in the article: hits marked as one types, `n` and `N` from one to the next, Esc out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.ui.screens.front_page.article_finder import ArticleFinder
from placentin_tui.ui.screens.front_page.article_view import open_article
from placentin_tui.ui.screens.front_page.hit_marks import again, end, show
from placentin_tui.ui.screens.front_page.selection import target

if TYPE_CHECKING:
    from placentin_tui.ui.screens.front_page.page import Page


async def find(page: Page) -> None:
    """Open the line to type into; from the headlines, in the article under the cursor."""
    from placentin_tui.ui.widgets.find_line import FindLine  # with the input it is made of 15 ms, when first wanted

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
    # At once, not when its turn comes: what was typed right behind the key is meant for this line.
    page.set_focus(line.line)


def look(page: Page, words: str) -> None:
    """Mark what the words find, from where the pane stood on."""
    if page.finding is None or words == page.finding.words:
        return
    page.finding.words = words
    again(page, from_line=page.finding.origin)


def step(page: Page, by: int) -> None:
    """Go to the next hit or the one before; behind the last comes the first again."""
    finding = page.finding
    if finding is None or not finding.hits:
        page.app.say(_("Not found in this article."))
        return
    finding.at = (finding.at + by) % len(finding.hits)
    show(page)


def close_line(page: Page) -> None:
    """Put the line away; the hits stay marked, unless there are none."""
    page.query("FindLine").remove()
    page.status.display = True
    if page.finding and not page.finding.hits:
        end(page)
