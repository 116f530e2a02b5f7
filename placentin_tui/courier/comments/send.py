"""Sends the outbox: waiting comments are submitted in order, as fast as the papers allow.

Each comment is recorded as `sending` before it is submitted. What was interrupted is submitted again: a paper that has
it answers 409, so nothing is published twice; and not at once, since the paper may still be processing the first.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import aclosing
from typing import TYPE_CHECKING

from placentin_tui.courier.backoff import NO_NETWORK, next_try
from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.comments.submit import Result, submit
from placentin_tui.courier.network_scope import is_public
from placentin_tui.courier.process.executor import Executor, pool_or_own
from placentin_tui.courier.process.protocol import CommentsFetched, OutboxSent, OutgoingCommentSettled
from placentin_tui.errors import AccountError, FeedError, FetchError, UnknownArticle, UnknownSource
from placentin_tui.models import OutgoingState
from placentin_tui.web import host_of
from placentin_tui.wordpress.submit_result import FLOOD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.courier.workers.parser_pool import ParserPool
    from placentin_tui.library import Library
    from placentin_tui.models import OutgoingComment, Timestamp
    from placentin_tui.web import Web

INTERVAL = FLOOD + 1
"""Seconds between two comments to one host: one more than papers demand, since their clocks are cut to the second."""
PATIENCE = 60
"""Seconds for which a comment that must wait is waited for; one that must wait longer is left for another time."""

MOST_TRIES = 4
""""Too fast" answers of a paper after which the comment waits much longer."""


async def send(
    library: Library,
    web: Web,
    *,
    force: bool = False,
    pool: ParserPool | None = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    chance: Callable[[], float] = random.random,
) -> AsyncGenerator[Event, None]:
    """Send what waits: yields an `OutgoingCommentSettled` whenever a comment's state or reason changes, then
    `OutboxSent`.

    `force`: also what was to wait; `pool`: parses the papers' answers (`None`: a pool of its own). When another process
    is sending, nothing is sent.
    """
    if force:
        await Executor(library).call_library(library.outbox.make_due)
    with library.outbox_lock() as ours:
        if ours:
            async with (
                pool_or_own(pool) as readers,
                aclosing(_sent(Executor(library, readers), web, sleep, chance)) as events,
            ):
                async for event in events:
                    yield event
    yield OutboxSent(len(await Executor(library).call_library(library.outbox.pending)))


async def _sent(
    executor: Executor, web: Web, sleep: Callable[[float], Awaitable[object]], chance: Callable[[], float]
) -> AsyncGenerator[Event, None]:
    """Submit one comment after the other, until none can be sent soon."""
    sender = _Sender(executor, web, chance)
    while turn := await sender.next():
        outgoing, wait = turn
        if wait:
            # Meanwhile a comment may be withdrawn, or another be added that need not wait.
            await sleep(wait)
            continue
        async for event in sender.send(outgoing):
            yield event


class _Sender:
    """Chooses the next comment, submits it, and records the paper's answer."""

    def __init__(self, executor: Executor, web: Web, chance: Callable[[], float]) -> None:
        """`chance`: random numbers from 0 to 1, for the back-off."""
        self._executor = executor
        self._web = web
        self._chance = chance
        self._silent: set[str] = set()

    async def next(self) -> tuple[OutgoingComment, int] | None:
        """The comment that can be sent first, and the seconds until then; `None` when none can soon."""
        outbox, now = self._executor.library.outbox, self._executor.library.clock()
        hosts = set(self._silent)
        recent = {
            await self._host(outgoing): outgoing
            for outgoing in await self._executor.call_library(outbox.sent_since, now - INTERVAL)
        }
        turns = []
        for outgoing in await self._executor.call_library(outbox.due, now + PATIENCE):
            host = await self._host(outgoing)
            if host in hosts:
                continue
            hosts.add(host)
            last = recent[host].sent if host in recent else None
            ready = max(outgoing.next_try or now, (last or now - INTERVAL) + INTERVAL, now)
            turns.append((ready - now, outgoing.at, outgoing.id, outgoing))
        if not turns:
            return None
        wait, _at, _id, outgoing = min(turns, key=lambda turn: turn[:3])
        return outgoing, wait

    async def _host(self, outgoing: OutgoingComment) -> str:
        """The host of a comment's article; empty when that is gone."""
        try:
            return host_of(
                (await self._executor.call_library(self._executor.library.articles.summary, outgoing.article)).url
            )
        except UnknownArticle:
            return ""

    async def send(self, outgoing: OutgoingComment) -> AsyncGenerator[Event, None]:
        """Submit one comment, record the result, and yield its events."""
        try:
            public_only = await self._is_public(outgoing)
            result = await submit(self._executor, self._web, outgoing, public_only=public_only)
        except (UnknownArticle, UnknownSource):
            # Its source was removed meanwhile.
            return
        except (FetchError, FeedError, AccountError) as error:
            self._silent.add(await self._host(outgoing))
            result = Result(OutgoingState.WAITING, reason=error.reason)
            await self._later(outgoing, self._next_try(outgoing, error), result)
        else:
            if result is None:
                return
            await self._settle(outgoing, result)
        yield _settled(outgoing, result)
        if result.state is OutgoingState.PUBLISHED:
            try:
                count = await fetch_comments(self._executor, self._web, outgoing.article, public_only=public_only)
            except (FetchError, FeedError):
                return
            yield CommentsFetched(outgoing.article, count)

    async def _settle(self, outgoing: OutgoingComment, result: Result) -> None:
        """Record a result; one that must wait is given a time for the next try."""
        outbox = self._executor.library.outbox
        if result.state is OutgoingState.WAITING:
            now, patient = self._executor.library.clock(), outgoing.tries >= MOST_TRIES
            when = next_try(now, 0, retry_after=result.wait, chance=self._chance()) if patient else now + result.wait
            await self._later(outgoing, when, result)
        else:
            await self._executor.call_library(
                outbox.settle,
                outgoing.id,
                result.state,
                message=result.message,
                reason=result.reason,
                remote=result.comment,
            )

    async def _later(self, outgoing: OutgoingComment, when: Timestamp | None, result: Result) -> None:
        """Keep the comment until `when`."""
        outbox = self._executor.library.outbox
        await self._executor.call_library(
            outbox.postpone, outgoing.id, when, message=result.message, reason=result.reason
        )

    def _next_try(self, outgoing: OutgoingComment, error: FetchError | FeedError | AccountError) -> Timestamp | None:
        """When to try again: at the next connection when there is no network, else after longer and longer."""
        if isinstance(error, AccountError) or (isinstance(error, FetchError) and error.code in NO_NETWORK):
            return None
        now, wait = self._executor.library.clock(), error.retry_after if isinstance(error, FetchError) else None
        return next_try(now, outgoing.tries, retry_after=wait, chance=self._chance())

    async def _is_public(self, outgoing: OutgoingComment) -> bool:
        """Whether what the article's source names may come from the internet only."""
        summary = await self._executor.call_library(self._executor.library.articles.summary, outgoing.article)
        return await is_public(self._executor, summary.source)


def _settled(outgoing: OutgoingComment, result: Result) -> OutgoingCommentSettled:
    """The event for a result."""
    asked = result.consent
    server, root = (asked.server, asked.root) if asked else ("", "")
    return OutgoingCommentSettled(outgoing.id, outgoing.article, result.state, result.said, server, root)
