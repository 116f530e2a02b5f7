"""Stores the paper's support page, when a page of the paper that was fetched anyway links to it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui.courier.workers import parser_tasks
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.web import host_of

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.web import Fetched


async def note_support(executor: Executor, source: int, page: Fetched) -> None:
    """Store the support page a page links to, unless the source has one, or the page is of another site than the
    source.
    """
    sources = executor.library.sources
    paper = await executor.call_library(sources.get, source)
    if paper.support_url or host_of(page.url) not in (host_of(paper.home), host_of(paper.url)):
        return
    with suppress(FeedError, FetchError):  # a page that cannot be parsed names none
        if address := await executor.parse(parser_tasks.support_page, page.body, page.url, page.content_type):
            await executor.call_library(sources.edit, source, support_url=address)
