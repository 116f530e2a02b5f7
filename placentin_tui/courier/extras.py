"""What goes with the news: the comments and pictures of the newest articles, fetched when all sources have answered."""

from __future__ import annotations

import logging
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from placentin_tui.courier.comments import fetch_comments
from placentin_tui.courier.desk import as_they_end
from placentin_tui.courier.pictures import Pictures
from placentin_tui.courier.protocol import CommentsFetched, PicturesFetched
from placentin_tui.errors import FeedError, FetchError, LibraryError, UnknownArticle
from placentin_tui.web import is_public

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    from placentin_tui.courier.desk import Desk
    from placentin_tui.courier.protocol import Event
    from placentin_tui.courier.source import News
    from placentin_tui.models import Source
    from placentin_tui.web import Web

MOST_COMMENTED = 20
"""Articles of one source whose comments are fetched at a refresh."""
MOST_PICTURED = 10
"""Articles of one source whose pictures are fetched at a refresh."""
AT_ONCE = 8

log = logging.getLogger(__name__)


class Extras:
    """Gathers what is wanted while the sources answer, then fetches it."""

    def __init__(self, desk: Desk, web: Web, folder: Path | None) -> None:
        """`folder`: where pictures are kept, `None` when none are wanted."""
        self._desk = desk
        self._web = web
        self._pictures = Pictures(desk, web, folder) if folder else None
        self._wanted: list[tuple[Source, News]] = []

    def note(self, source: Source, news: News) -> None:
        """Remember what a source brought."""
        if news.new or news.discussed:
            self._wanted.append((source, news))

    async def fetch(self) -> AsyncGenerator[Event, None]:
        """Fetch it; what cannot be had is left for another time."""
        jobs: dict[tuple[str, int], Callable[[], Awaitable[Event | None]]] = {}
        for source, news in self._wanted:
            public_only = await is_public(source.url)
            for article in news.discussed[:MOST_COMMENTED]:
                jobs["comments", article] = partial(self._comments, article, public_only=public_only)
            for article in news.new[:MOST_PICTURED] if self._pictures else ():
                jobs["pictures", article] = partial(self._fetch_pictures, article, public_only=public_only)
        async with aclosing(as_they_end(jobs, AT_ONCE)) as ended:
            async for _key, task in ended:
                if event := _event(task):
                    yield event

    async def _comments(self, article: int, *, public_only: bool) -> Event | None:
        count = await fetch_comments(self._desk, self._web, article, public_only=public_only)
        return CommentsFetched(article, count)

    async def _fetch_pictures(self, article: int, *, public_only: bool) -> Event | None:
        if self._pictures is None:
            return None
        count = await self._pictures.fetch(article, public_only=public_only)
        return None if count is None else PicturesFetched(article, count)


def _event(task: asyncio.Task[Event | None]) -> Event | None:
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, LibraryError):
        raise error
    if not isinstance(error, FetchError | FeedError | UnknownArticle):
        log.error("a mistake with comments or pictures", exc_info=error)
    return None
