"""Which article an act is meant for, or which several."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary
    from placentin_tui.ui.screens.main.page_protocol import Page
    from placentin_tui.ui.widgets.picks import Picked


def target(page: Page) -> ArticleSummary | None:
    """The article that actions apply to: the one being read, else the one under the cursor."""
    if page.article and (page.in_article or page.reading):
        return page.article.summary
    return page.chooser.current


def picked(page: Page) -> Picked | None:
    """The articles picked in the list that actions apply to; `None`: there are none, or another page has the keys."""
    return None if page.front or page.reading or page.in_article else page.headlines.picks.now()
