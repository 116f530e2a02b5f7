"""What was found in the article, marked on its page: again whenever the page is set anew, until the search ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


def again(page: Page, from_line: int | None = None) -> None:
    """Search the page again; with `from_line` go to the first hit from there on, else keep hit and place (a new
    layout).
    """
    from placentin_tui.rendering.find_text import PageText

    finding = page.finding
    if finding is None or page.body.page is None:
        return
    finding.hits = PageText(page.body.page.lines).find(finding.words)
    if from_line is not None:
        finding.at = next((n for n, hit in enumerate(finding.hits) if hit[0].line >= from_line), 0)
    finding.at = max(0, min(finding.at, len(finding.hits) - 1))
    show(page, follow=from_line is not None)


def show(page: Page, *, follow: bool = True) -> None:
    """Mark the hits and show their number; `follow`: scroll to the current one."""
    if finding := page.finding:
        page.body.show_hits(finding.hits, finding.at, follow=follow)
        for line in page.query("FindLine"):
            line.said = finding.said
        page.say_place()


def end(page: Page, *, go_back: bool = False) -> None:
    """Remove the marks; `go_back`: scroll to where the search began."""
    finding, page.finding = page.finding, None
    page.body.show_hits((), 0)
    if finding and go_back:
        page.body.scroll_to(y=finding.origin, animate=False)
    page.query("FindLine").remove()
    page.status.display = True
    page.say_place()
