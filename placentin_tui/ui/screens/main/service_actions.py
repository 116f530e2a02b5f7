"""Actions on servers that keep subscriptions and marks: their page, and a sync now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.ui.screens.main import article_view
from placentin_tui.ui.services import courier_requests

if TYPE_CHECKING:
    from placentin_tui.ui.screens.main.page_protocol import Page


def services(page: Page) -> None:
    """Open the page of servers; show the article of a change chosen there."""
    from placentin_tui.ui.screens.services import ServicesScreen  # not before somebody asks for it

    def show(article: int | None) -> None:
        if article:
            # Once the main screen has the focus again.
            page.call_after_refresh(article_view.go_to, page, article)

    page.app.push_screen(ServicesScreen(), show)


def sync(page: Page) -> None:
    """Sync with all servers now."""
    courier_requests.sync(page.app)
