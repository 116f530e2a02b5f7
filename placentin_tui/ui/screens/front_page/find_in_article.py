"""Finding words in the article: hits marked as one types, `n` and `N` from one to the next, Esc out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, number

if TYPE_CHECKING:
    from placentin_tui.rendering.find_text import Hit
    from placentin_tui.ui.screens.front_page.screen import FrontPage


@dataclass
class ArticleFinder:
    """What is being looked for in the article, and what was found."""

    origin: int
    """The line the pane stood at when it began."""
    words: str = ""
    hits: list[Hit] = field(default_factory=list)
    at: int = 0
    """Which of the hits is the current one."""

    @property
    def said(self) -> str:
        """Which of how many."""
        if not self.words.strip():
            return ""
        return f"{number(self.at + 1)}/{number(len(self.hits))}" if self.hits else _("not found")


async def find(page: FrontPage) -> None:
    """Open the line to type into; from the headlines, in the article under the cursor."""
    from placentin_tui.ui.screens.front_page.navigation import open_article, target
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


def look(page: FrontPage, words: str) -> None:
    """Mark what the words find, from where the pane stood on."""
    if page.finding is None or words == page.finding.words:
        return
    page.finding.words = words
    again(page, from_line=page.finding.origin)


def again(page: FrontPage, from_line: int | None = None) -> None:
    """Look anew; with a line go to the first hit from there on, else the page is set anew and stays where it is."""
    from placentin_tui.rendering.find_text import PageText

    finding = page.finding
    if finding is None or page.body.page is None:
        return
    finding.hits = PageText(page.body.page.lines).find(finding.words)
    if from_line is not None:
        finding.at = next((n for n, hit in enumerate(finding.hits) if hit[0].line >= from_line), 0)
    finding.at = max(0, min(finding.at, len(finding.hits) - 1))
    show(page, follow=from_line is not None)


def show(page: FrontPage, *, follow: bool = True) -> None:
    """Mark the hits and say how many there are."""
    if finding := page.finding:
        page.body.show_hits(finding.hits, finding.at, follow=follow)
        for line in page.query("FindLine"):
            line.said = finding.said  # type: ignore[attr-defined]  # a FindLine, whose module the start does without
        page.say_place()


def step(page: FrontPage, by: int) -> None:
    """Go to the next hit or the one before; behind the last comes the first again."""
    finding = page.finding
    if finding is None or not finding.hits:
        page.app.say(_("Not found in this article."))
        return
    finding.at = (finding.at + by) % len(finding.hits)
    show(page)


def close_line(page: FrontPage) -> None:
    """Put the line away; the hits stay marked, unless there are none."""
    page.query("FindLine").remove()
    page.status.display = True
    if page.finding and not page.finding.hits:
        end(page)


def end(page: FrontPage, *, go_back: bool = False) -> None:
    """Take the marks away; back to where it began when nothing was chosen."""
    finding, page.finding = page.finding, None
    page.body.show_hits((), 0)
    if finding and go_back:
        page.body.scroll_to(y=finding.origin, animate=False)
    page.query("FindLine").remove()
    page.status.display = True
    page.say_place()
