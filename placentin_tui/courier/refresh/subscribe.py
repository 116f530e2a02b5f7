"""Subscribes: from what a person typed to a source with its first articles."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from placentin_tui.courier.process.executor import Executor, pool_or_own
from placentin_tui.courier.process.protocol import Subscribed
from placentin_tui.courier.refresh.follow_up import FollowUpFetcher
from placentin_tui.courier.refresh.refresh_source import store_feed
from placentin_tui.courier.wordpress.support_link import note_support
from placentin_tui.courier.workers import parser_tasks
from placentin_tui.courier.workers.worker_process import WorkerDied
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.failure_codes import kind_of
from placentin_tui.feeds.discover import JUDGED_BY, addresses, discover
from placentin_tui.models import NewSource
from placentin_tui.web import host_of, server_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.courier.refresh.refresh_source import News
    from placentin_tui.courier.workers.parser_pool import ParserPool
    from placentin_tui.feeds.discover import Found
    from placentin_tui.library import Library
    from placentin_tui.models import Judgement, Source
    from placentin_tui.web import Fetched, Web


async def subscribe(
    library: Library,
    web: Web,
    address: str,
    *,
    title: str = "",
    folder: str = "",
    certificate: str = "",
    pictures: ImageCache | None = None,
    portraits: bool = False,
    pool: ParserPool | None = None,
) -> AsyncGenerator[Event, None]:
    """Find the feed behind an address, subscribe to it, and yield the events.

          address ─▶ discovered ─▶ parsed ─▶ among the sources ─▶ its articles stored ─▶ Subscribed
            ─▶ CommentsFetched, PicturesFetched
            ─▶ the paper's support page, where the page asked for names one

    `title`: the person's own; `certificate`: the SHA-256 of the one they trust; `pictures`: the picture cache (`None`:
    fetch none); `portraits` as for `refresh`; `pool`: parses what comes (`None`: a pool of its own). Before anything is
    stored it may raise `SeveralFeeds` (the person chooses), `NoFeedFound`, `FetchError`, `FeedError` or
    `AlreadySubscribed`.
    """
    async with pool_or_own(pool) as readers:
        executor = Executor(library, readers)
        found = await _found(executor, web, address, certificate)
        # Only the server that was asked is trusted.
        trusted = certificate if server_of(found.choice.url) == server_of(addresses(address)[0]) else ""
        source, news = await _kept(executor, readers, found, title=title, folder=folder, certificate=trusted)
        yield Subscribed(source.id, source.title)
        follow_up = FollowUpFetcher(executor, web, pictures, portraits=portraits)
        follow_up.note(source, news)
        async with aclosing(follow_up.fetch()) as events:
            async for event in events:
                yield event


async def _found(executor: Executor, web: Web, address: str, certificate: str) -> Found:
    """The feed behind the address; where its server shows a certificate no authority vouches for,
    the error names it.
    """
    asked = addresses(address)[0]
    web.believe(
        await executor.call_library(executor.library.sources.trusted) | ({asked: certificate} if certificate else {})
    )
    outside = await executor.call_library(executor.library.sources.is_outside, asked)

    async def judge(page: Fetched) -> Judgement:
        headers = {name: page.headers.get(name, "") for name in JUDGED_BY}
        return await executor.parse(parser_tasks.judge_answer, page.body, page.url, headers)

    try:
        return await discover(address, _asking(web, public_only=outside), judge)
    except FetchError as error:
        if kind_of(error.code) == "tls":
            error.certificate = await web.refused_certificate(asked, public_only=outside)
        raise


async def _kept(
    executor: Executor, pool: ParserPool, found: Found, *, title: str, folder: str, certificate: str
) -> tuple[Source, News]:
    """Add the feed to the sources and store its articles; nothing is kept when it cannot be parsed."""
    try:
        async with pool.document(found.fetched) as document:
            feed = await document.feed()
            await document.pack({article.identity for article in feed.articles})
            url = found.choice.url
            new = NewSource(
                url=url,
                title=title or feed.title or found.choice.title or host_of(url),
                folder=folder,
                language=feed.language,
                home=feed.home,
                icon=feed.icon,
            )
            source = await executor.call_library(executor.library.sources.add, new, chosen=bool(title))
            if certificate:
                await executor.call_library(executor.library.sources.trust, source.id, certificate)
            if found.page:
                await note_support(executor, source.id, found.page)
            return source, await store_feed(executor, source.id, feed, document)
    except WorkerDied as error:
        raise FeedError("no-feed-broke") from error


def _asking(web: Web, *, public_only: bool) -> Callable[[str], Awaitable[Fetched]]:
    """A function that fetches what a page names: at home only while all pages before were there."""

    async def get(url: str) -> Fetched:
        """Fetch a URL; after an answer from the internet, from there only."""
        nonlocal public_only
        answer = await web.get(url, public_only=public_only)
        public_only = public_only or not answer.from_home
        return answer

    return get
