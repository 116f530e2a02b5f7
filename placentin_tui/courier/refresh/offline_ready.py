"""Makes the newest articles offline-ready, one after the other: full text, comments, pictures."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.images.download import PictureDownloader
from placentin_tui.courier.images.scaler_process import ScalerProcess
from placentin_tui.courier.network_scope import is_public
from placentin_tui.courier.process.executor import Executor, pool_or_own
from placentin_tui.courier.process.protocol import ArticleReadied
from placentin_tui.courier.wordpress.full_text import fetch_text
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.models import TextState, View
from placentin_tui.rendering.unavailable_text import why_not_ready

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.courier.workers.parser_pool import ParserPool
    from placentin_tui.library import Library
    from placentin_tui.models import ArticleSummary
    from placentin_tui.web import Web


async def make_ready(
    library: Library, web: Web, most: int, *, pictures: ImageCache | None = None, pool: ParserPool | None = None
) -> AsyncGenerator[Event, None]:
    """Fetch what the newest `most` articles still lack; yields for each whether it is offline-ready.

    `pictures`: the picture cache, `None`: fetch none; `pool`: parses what comes (`None`: a pool of its own).
    """
    async with pool_or_own(pool) as readers, ScalerProcess() as scaler:
        executor = Executor(library, readers)
        rows = await executor.call_library(library.articles.page, View(), None, most)
        if pictures:
            await executor.run_in_thread(pictures.measure)
        downloader = PictureDownloader(executor, web, pictures, scaler) if pictures else None
        for done, row in enumerate(rows, 1):
            if not row.offline_ready:
                await _complete(executor, web, row, downloader)
            await executor.call_library(library.articles.settle, (row.id,))
            now = await executor.call_library(library.articles.summary, row.id)
            why = (
                ()
                if now.offline_ready
                else await executor.call_library(_why, library, row.id, no_pictures=pictures is None)
            )
            yield ArticleReadied(row.id, row.title, now.offline_ready, done, len(rows), why)
        # Newer articles are worth more, so room is made only at the end.
        if downloader:
            await downloader.make_room(but=[row.id for row in rows])


async def _complete(executor: Executor, web: Web, row: ArticleSummary, downloader: PictureDownloader | None) -> None:
    """Fetch what one article lacks; failures are ignored."""
    public_only = await is_public(executor, row.source)
    page = await executor.call_library(executor.library.articles.get, row.id)
    if page.text in (TextState.WANTED, TextState.PARTIAL):
        with suppress(FetchError, FeedError):
            await fetch_text(executor, web, row.id, public_only=public_only)
    if not await executor.call_library(executor.library.comments.are_all_here, row.id):
        with suppress(FetchError, FeedError):
            await fetch_comments(executor, web, row.id, public_only=public_only)
    if downloader:
        await downloader.fetch(row.id, public_only=public_only)


def _why(library: Library, article: int, *, no_pictures: bool) -> tuple[str, ...]:
    """What an article lacks, a sentence for each thing."""
    page = library.articles.get(article)
    is_cut = page.text in (TextState.WANTED, TextState.PARTIAL)
    return why_not_ready(
        text=(page.text_trouble or "no-more") if is_cut else "",
        pictures=len(library.pictures.missing(article)),
        no_pictures=no_pictures,
        comments=not library.comments.are_all_here(article),
    )
