"""The paper's support page, noted when a page of the paper that is in hand anyway names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.feeds.support import find
from placentin_tui.web import host_of

if TYPE_CHECKING:
    from placentin_tui.courier.desk import Desk
    from placentin_tui.web import Fetched


async def note_support(desk: Desk, source: int, page: Fetched) -> None:
    """Keep the support page a page names, unless the source has one, or the page is of another site than the source."""
    sources = desk.library.sources
    paper = await desk.keep(sources.get, source)
    if paper.support_url or host_of(page.url) not in (host_of(paper.home), host_of(paper.url)):
        return
    if address := await desk.work(find, page.body, page.url, content_type=page.content_type):
        await desk.keep(sources.edit, source, support_url=address)
