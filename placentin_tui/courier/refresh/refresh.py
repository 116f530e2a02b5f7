"""A refresh: all sources are asked concurrently, then what belongs to the new articles is fetched."""

from __future__ import annotations

import logging
import random
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from placentin_tui.courier.backoff import LONGEST, NO_NETWORK
from placentin_tui.courier.comments.credentials import drop_unused
from placentin_tui.courier.process.executor import Executor, MemoryBudget, as_they_end
from placentin_tui.courier.process.protocol import RefreshFinished, RefreshStarted, SourceRefreshed
from placentin_tui.courier.refresh.follow_up import FollowUpFetcher
from placentin_tui.courier.refresh.refresh_source import (
    SIGN_IN,
    Outcome,
    RefreshContext,
    failed,
    record,
    refresh_one,
)
from placentin_tui.courier.workers.parser_pool import ParserPool
from placentin_tui.errors import AccountError, FetchError, LibraryError, PlacentinError
from placentin_tui.failure_codes import kind_of
from placentin_tui.models import RefreshOutcome
from placentin_tui.web import host_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncGenerator, Callable, Iterable, Mapping

    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.courier.refresh.refresh_source import Trouble
    from placentin_tui.library import Library
    from placentin_tui.models import FetchState, Source, Timestamp
    from placentin_tui.web import Web

AT_ONCE = 200
"""Sources asked at a time."""
ROOM = 24_000_000
"""Bytes of documents, in memory or expected, above which no further source is asked."""
SECONDS = 5.0
"""Processor time for parsing a page or a thread of comments: nobody waits for just this one."""
IDLE = 5.0
"""Seconds without work after which the parser processes are ended: pictures may be fetched for minutes."""

log = logging.getLogger(__name__)


async def refresh(
    library: Library,
    web: Web,
    sources: Iterable[int] = (),
    *,
    now: Timestamp,
    force: bool = False,
    pictures: ImageCache | None = None,
    portraits: bool = False,
    helpers: int = 1,
    chance: Callable[[], float] = random.random,
) -> AsyncGenerator[Event, None]:
    """Refresh sources (none: all), and yield the events.

          RefreshStarted ─▶ each source: asked ─▶ answered ─▶ stored ─▶ SourceRefreshed
            ─▶ what belongs to the new articles: CommentsFetched, PicturesFetched, OutgoingCommentSettled
            ─▶ RefreshFinished

    `force`: also sources that are to be left alone for a while; `pictures`: the picture cache, `None`: fetch none;
    `portraits`: fetch authors' portraits too, mostly from third parties' servers; `helpers`: parser processes. Raises
    `LibraryError` when the library fails; a source that fails is an event.
    """
    async with ParserPool(helpers, seconds=SECONDS, idle=IDLE) as pool:
        context = RefreshContext(Executor(library, pool), web, now, chance, pool, MemoryBudget(ROOM))
        follow_up = FollowUpFetcher(context.executor, web, pictures, portraits=portraits)
        async with aclosing(_refreshed(context, follow_up, sources, force=force)) as events:
            async for event in events:
                yield event


async def _refreshed(
    context: RefreshContext, follow_up: FollowUpFetcher, sources: Iterable[int], *, force: bool
) -> AsyncGenerator[Event, None]:
    """The events of a refresh, from the first to the last."""
    executor, library, web, now = context.executor, context.executor.library, context.web, context.now
    known = {source.id: source for source in await executor.call_library(library.sources.all)}
    states = [
        state
        for state in await executor.call_library(library.sources.fetch_states, sources)
        if force or _is_due(state, now)
    ]
    yield RefreshStarted(len(states))
    web.believe(await executor.call_library(library.sources.trusted))
    if force:
        for state in states:
            web.resume(state.url)
    tally = _Tally()
    async with aclosing(_answers(context, known, states)) as answers:
        async for state, outcome in answers:
            tally.count(state, outcome)
            if not outcome.event.error:
                follow_up.note(known[state.source], outcome.news)
            yield outcome.event
    await executor.flush_calls()
    for state, error in tally.to_record():
        await record(context, state, error)
    async with aclosing(follow_up.fetch()) as events:
        async for event in events:
            yield event
    await _purge(executor, now)
    while await executor.call_library(library.rules.end):  # in pieces: others write between them
        pass
    with suppress(LibraryError):  # `doctor` says how old the last one is
        await executor.call_library(library.back_up)
    yield tally.sum()


async def _purge(executor: Executor, now: Timestamp) -> None:
    """Delete the sources removed too long ago to be restored, and their passwords."""
    given = await executor.call_library(executor.library.accounts.all)
    if not await executor.call_library(executor.library.undo_log.purge, now):
        return
    for account in given:
        with suppress(AccountError):  # the account is gone; its password may stay in the keyring
            await drop_unused(executor, account)


def _is_due(state: FetchState, now: Timestamp) -> bool:
    """Whether a source may be asked again; a time farther off than the longest wait was set by a wrong clock."""
    return state.next_try is None or not now < state.next_try <= now + LONGEST


async def _answers(
    context: RefreshContext, known: Mapping[int, Source], states: Iterable[FetchState]
) -> AsyncGenerator[tuple[FetchState, Outcome], None]:
    """The outcome of each source. Those that failed for want of a network are asked once more when others answered;
    those whose documents take long to parse are asked once more when all others are done.
    """
    lost: dict[FetchState, Outcome] = {}
    slow: list[FetchState] = []
    is_online = False
    async with aclosing(_asked(context, known, states)) as asked:
        async for state, outcome in asked:
            if outcome.event.reason in NO_NETWORK:
                lost[state] = outcome
                continue
            is_online = True
            if outcome.put_aside:
                slow.append(state)
            else:
                yield state, outcome
    if not is_online:
        for state, outcome in lost.items():
            yield state, outcome
        return
    async with aclosing(_asked(context, known, lost)) as asked:
        async for state, outcome in asked:
            if outcome.put_aside:
                slow.append(state)
            else:
                yield state, outcome
    async with aclosing(_asked(replace(context, patient=True), known, slow)) as asked:
        async for state, outcome in asked:
            yield state, outcome


async def _asked(
    context: RefreshContext, known: Mapping[int, Source], states: Iterable[FetchState]
) -> AsyncGenerator[tuple[FetchState, Outcome], None]:
    """Ask these sources concurrently; yields each outcome as it comes."""
    jobs = {state: partial(refresh_one, context, known[state.source], state) for state in states}
    async with aclosing(as_they_end(jobs, AT_ONCE)) as ended:
        async for state, task in ended:
            yield state, _outcome(task, known[state.source])


def _outcome(task: asyncio.Task[Outcome], source: Source) -> Outcome:
    """The outcome of a source's task; a bug counts as that source's failure, and is logged."""
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, PlacentinError):
        raise error
    log.error("%s", source.url, exc_info=error)
    trouble = FetchError("mistake", kind=type(error).__name__)
    return Outcome(failed(source, trouble, 0.0), unrecorded=trouble)


@dataclass(slots=True)
class _Tally:
    """Counts the outcomes of a refresh."""

    events: list[SourceRefreshed] = field(default_factory=list)
    unrecorded: list[tuple[FetchState, Trouble]] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def count(self, state: FetchState, outcome: Outcome) -> None:
        """Add one source's outcome."""
        self.events.append(outcome.event)
        self.hosts.add(host_of(state.url))
        if outcome.unrecorded:
            self.unrecorded.append((state, outcome.unrecorded))

    @property
    def is_offline(self) -> bool:
        """Whether no server could be reached, other than for one server that no longer exists."""
        reasons = self._reasons
        # A network that requires signing in shows its own certificate in the place of another server's.
        excused = NO_NETWORK | SIGN_IN | {"tls"} if reasons & SIGN_IN else NO_NETWORK
        return bool(reasons) and reasons <= excused and ("offline" in reasons or len(self.hosts) > 1)

    @property
    def wants_sign_in(self) -> bool:
        """Whether web pages came in the place of all feeds: the network requires one to sign in first."""
        return self.is_offline and bool(self._reasons & SIGN_IN)

    @property
    def _reasons(self) -> set[str]:
        return {kind_of(event.reason) for event in self.events}

    def to_record(self) -> list[tuple[FetchState, Trouble]]:
        """The failures that are the sources' own, not the network's."""
        if self.is_offline:
            return []
        is_shaky = "offline" in self._reasons
        doubtful = NO_NETWORK if is_shaky else frozenset[str]()
        return [(state, error) for state, error in self.unrecorded if error.code not in doubtful]

    def sum(self) -> RefreshFinished:
        """The last event of the refresh."""
        return RefreshFinished(
            total=len(self.events),
            new=sum(event.new for event in self.events),
            changed=sum(event.changed for event in self.events),
            failed=sum(event.status in (RefreshOutcome.FAILED, RefreshOutcome.GONE) for event in self.events),
            offline=self.is_offline,
            sign_in=self.wants_sign_in,
        )
