"""Which article an act is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary
    from placentin_tui.ui.screens.main.page_protocol import Page


def target(page: Page) -> ArticleSummary | None:
    """The article that actions apply to: the one being read, else the one under the cursor."""
    if page.article and (page.in_article or page.reading):
        return page.article.summary
    return page.chooser.current
