"""Fetches the articles of a server that are not here, and stores them as a refresh stores those of a feed."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from placentin_tui.courier.refresh.refresh_source import with_policy
from placentin_tui.courier.workers import sync_tasks
from placentin_tui.models import Stored, SyncField

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from collections.abc import Set as AbstractSet

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.courier.workers.sync_tasks import PackedRemote
    from placentin_tui.library import Library
    from placentin_tui.models import RemoteMarks
    from placentin_tui.sync.server import Reader, Server

WINDOW = 5_000
"""How many of a server's newest, unread and starred articles are kept here; it may have any number."""
AHEAD = 2
"""Answers that are asked for and parsed while one is stored."""
AGAIN = 100
"""How many of the newest articles are fetched again, for their corrections."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A server, and how it is asked."""

    server: Server
    read: Reader
    service: int
    host: str
    """Its name, as it may be shown."""


@dataclass(slots=True)
class Brought:
    """What came: ids of articles, by source."""

    new: dict[int, list[int]] = field(default_factory=dict)
    changed: dict[int, list[int]] = field(default_factory=dict)
    missing: int = 0
    """Articles the server lists and does not give."""


def wanted(marks: RemoteMarks, known: AbstractSet[str]) -> tuple[str, ...]:
    """The articles to fetch, the newest first: what a person may look for, and no endless archive."""
    lists = (marks.starred, marks.unread) if marks.present is None else (marks.present, marks.starred, marks.unread)
    window = dict.fromkeys(one for ids in lists for one in ids.ids[:WINDOW])
    return tuple(one for one in window if one not in known)


async def fetch(executor: Executor, remote: Remote, marks: RemoteMarks) -> Brought:
    """Fetch what is missing; and the newest once more, for their corrections: no list tells what was corrected."""
    library, server, brought = executor.library, remote.server, Brought()
    known = await executor.call_library(library.remote_articles.known, remote.service)
    missing = wanted(marks, known)
    room = max(0, server.batch - len(missing))  # a sync that brings much leaves corrections to the next
    ids = missing + tuple(one for one in (marks.present or marks.unread).ids[:AGAIN] if one in known)[:room]
    batches = [ids[start : start + server.batch] for start in range(0, len(ids), server.batch)]
    async with aclosing(_parsed(remote, batches)) as answers:
        async for batch, packed in answers:
            asked = frozenset(batch)
            found = [one for one in packed if one.id in asked]
            stored = await executor.call_library(_store, library, remote.service, found, marks)
            for source, (new, changed) in stored.items():
                brought.new.setdefault(source, []).extend(new)
                brought.changed.setdefault(source, []).extend(changed)
            brought.missing += len(asked) - len(found)
    return brought


async def _parsed(
    remote: Remote, batches: Sequence[tuple[str, ...]]
) -> AsyncGenerator[tuple[tuple[str, ...], tuple[PackedRemote, ...]], None]:
    """Each batch of ids with the server's articles, in order; the next ones are asked for, one after the other, and
    parsed while this one is stored.
    """
    turn = asyncio.Lock()

    async def ask(batch: tuple[str, ...]) -> tuple[PackedRemote, ...]:
        async with turn:
            body = await remote.server.contents(batch)
        return await remote.read(sync_tasks.articles, body, remote.host, remote.server.language)

    ahead: deque[tuple[tuple[str, ...], asyncio.Task[tuple[PackedRemote, ...]]]] = deque()
    try:
        for batch in batches:
            ahead.append((batch, asyncio.create_task(ask(batch))))
            if len(ahead) > AHEAD:
                asked, task = ahead.popleft()
                yield asked, await task
        while ahead:
            asked, task = ahead.popleft()
            yield asked, await task
    finally:
        for _asked, task in ahead:
            task.cancel()
        await asyncio.gather(*(task for _asked, task in ahead), return_exceptions=True)


def _store(
    library: Library, service: int, found: Sequence[PackedRemote], marks: RemoteMarks
) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Store articles with their marks in one transaction: the source's rules are asked, and what they mark is sent to
    the server. Returns, by source, what is new and what was corrected.
    """
    results: dict[int, Stored] = {}
    unread, starred = frozenset(marks.unread.ids), frozenset(marks.starred.ids)
    new: set[str] = set()
    with library.transaction():
        sources = library.remote_sources.of(service)
        # What belongs to no subscription is not asked for again.
        library.remote_articles.link(service, {one.id: None for one in found if one.stream not in sources})
        for stream in dict.fromkeys(one.stream for one in found if one.stream in sources):
            source, mine = sources[stream], [one for one in found if one.stream == stream]
            policy, *homes = library.fulltexts.policy(source)
            packed = [with_policy(one.article, policy, tuple(homes)) for one in mine]
            stored = library.articles.store_packed(source, packed)
            here = library.remote_articles.by_identity(source, (one.identity for one in packed))
            library.remote_articles.link(service, {one.id: here.get(one.article.identity) for one in mine})
            library.rules.apply(stored.new, packed)
            new |= {one.id for one in mine if here.get(one.article.identity) in stored.new}
            results[source] = stored
        with library.remote_articles.pulling(service):
            library.remote_articles.mark(service, new - unread, SyncField.READ, value=True)
            library.remote_articles.mark(service, new & starred, SyncField.STARRED, value=True)
        if library.services.get(service).labels:
            folders = library.remote_sources.folders(service)
            library.remote_labels.pull(service, {one.id: set(one.labels) - folders for one in found})
    return {source: (stored.new, stored.changed) for source, stored in results.items() if stored.new or stored.changed}
