"""Adds, removes and syncs the services: the networks' part of them."""

from __future__ import annotations

import random
from contextlib import aclosing
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.protocol import ServiceSynced
from placentin_tui.courier.refresh.follow_up import FollowUpFetcher
from placentin_tui.courier.refresh.refresh_source import News
from placentin_tui.courier.sync.contents import Remote
from placentin_tui.courier.sync.cycle import FAILURES, Cycle, record
from placentin_tui.courier.sync.push import batches
from placentin_tui.courier.sync.secrets import AccountSecrets, forget_password, from_command, keep_password
from placentin_tui.courier.sync.transport import WebTransport
from placentin_tui.courier.workers.parser_pool import ParserPool
from placentin_tui.destination_policy import check_service
from placentin_tui.errors import ReasonedError, SyncError
from placentin_tui.models import ChangeState, Service, SyncOutcome
from placentin_tui.models.sync import WANTS_PERSON
from placentin_tui.sync.dialects import DIALECTS, Language
from placentin_tui.sync.fever import Fever
from placentin_tui.sync.greader import GoogleReader

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.library import Library
    from placentin_tui.models import NewService, Timestamp
    from placentin_tui.sync.server import Reader, Secrets, Server, Transport
    from placentin_tui.web import Web

DAY = 24 * 60 * 60
"""Seconds; a next try farther off was set by a wrong clock."""
IDLE = 5.0
"""Seconds without work after which the parser processes are ended."""


def server_of(dialect: str, transport: Transport, secrets: Secrets, read: Reader) -> Server:
    """The server of a service, by its dialect."""
    spoken = DIALECTS[dialect]
    kinds: dict[Language, type[GoogleReader | Fever]] = {Language.GOOGLE_READER: GoogleReader, Language.FEVER: Fever}
    return kinds[spoken.language](spoken, transport, secrets, read)


async def add(library: Library, web: Web, new: NewService, password: str, now: Timestamp) -> Service:
    """Sign in at a server, and add it as a service; its first sync is still to come.

    Nothing is kept where its server does not take the password. Raises `ConsentNeeded` where that would go unencrypted,
    `SyncError`, `AccountError` and `FetchError`.
    """
    executor = Executor(library)
    check_service(new.address, new.agreed)
    if new.password_command:
        password = await from_command(new.password_command)
    probe = _OneTime(new.user, password)
    async with ParserPool() as pool:
        await server_of(new.dialect, WebTransport(web, _probed(new), now), probe, pool.run).sign_in()
    if not new.password_command:
        await executor.run_in_thread(keep_password, new, password)
    service = await executor.call_library(library.services.add, new)
    await executor.call_library(library.services.keep_token, service.id, await probe.token())
    return service


async def remove(library: Library, service: Service) -> None:
    """Remove a service and its password; its articles stay. Raises `SyncError` and `AccountError` when the keyring does
    not open; the service is kept then.
    """
    executor = Executor(library)
    await executor.run_in_thread(forget_password, service)
    await executor.call_library(library.services.remove, service.id)


async def sync(
    library: Library,
    web: Web,
    service: Service,
    *,
    now: Timestamp,
    done: Callable[[SyncOutcome], None],
    pictures: ImageCache | None = None,
    portraits: bool = False,
    helpers: int = 1,
    chance: Callable[[], float] = random.random,
) -> AsyncGenerator[Event, None]:
    """Sync with one server, call `done` with what came of it, then fetch what belongs to the new articles; yields the
    events of that. What goes wrong with the server is in the outcome; raises `LibraryError`.
    """
    async with ParserPool(helpers, idle=IDLE) as pool:
        executor = Executor(library, pool)
        outcome, cycle = await _synced(executor, web, service, pool.run, now=now, chance=chance)
        done(outcome)
        if cycle and cycle.brought and (cycle.brought.new or cycle.brought.changed):
            follow_up = FollowUpFetcher(executor, web, pictures, portraits=portraits)
            await _note(executor, cycle, follow_up)
            async with aclosing(follow_up.fetch()) as events:
                async for event in events:
                    yield event


async def sync_all(
    library: Library,
    web: Web,
    services: Sequence[Service],
    *,
    now: Timestamp,
    force: bool = False,
    pictures: ImageCache | None = None,
    portraits: bool = False,
) -> AsyncGenerator[Event, None]:
    """Sync with one server after the other, those that are due (`force`: all, as the person asked); yields the events.

    That a server cannot be reached is in none of them where nobody asked: it is tried again, and its page says it.
    """
    outcomes: list[SyncOutcome] = []
    for service in services:
        if not (force or is_due(service, now)):
            continue
        events = sync(library, web, service, now=now, done=outcomes.append, pictures=pictures, portraits=portraits)
        async with aclosing(events) as following:
            async for event in following:
                while outcomes:
                    yield _told(outcomes.pop(), is_asked=force)
                yield event
        while outcomes:
            yield _told(outcomes.pop(), is_asked=force)


def is_due(service: Service, now: Timestamp) -> bool:
    """Whether a server may be asked unbidden: not during a pause, nor with a password it did not take: after a few
    tries some lock the account.
    """
    if service.wants_person:
        return False
    return service.next_try is None or not now < service.next_try <= now + DAY


def _told(outcome: SyncOutcome, *, is_asked: bool) -> ServiceSynced:
    error = outcome.error if is_asked or outcome.reason in WANTS_PERSON else ""
    return ServiceSynced(outcome.service, outcome.new, outcome.marked, outcome.waiting, outcome.refused, error)


async def _synced(
    executor: Executor, web: Web, service: Service, read: Reader, *, now: Timestamp, chance: Callable[[], float]
) -> tuple[SyncOutcome, Cycle | None]:
    """Sync with one server under the lock, and record how it ended; the outcome, and the cycle where there was one."""
    library, error = executor.library, None
    transport: WebTransport | None = None
    cycle: Cycle | None = None
    with library.sync_lock() as ours:
        try:
            if not ours:
                raise SyncError("sync-busy")
            transport = WebTransport(web, service, now)
            server = server_of(service.dialect, transport, AccountSecrets(executor, service), read)
            cycle = Cycle(executor, Remote(server, read, service.id, transport.host), service)
            await cycle.run()
        except FAILURES as failure:
            error = failure
        if ours:
            await record(executor, service, error, now, chance)
    waiting = (await executor.call_library(library.services.get, service.id)).waiting
    requests = transport.requests if transport else 0
    if cycle is None:
        return _nothing(service, waiting, error), None
    return cycle.outcome(waiting, requests, error), cycle


def _nothing(service: Service, waiting: int, error: ReasonedError | None) -> SyncOutcome:
    return SyncOutcome(service.name, waiting=waiting, error=str(error or ""), reason=error.code if error else "")


async def _note(executor: Executor, cycle: Cycle, follow_up: FollowUpFetcher) -> None:
    """Tell what fetches the rest what came, but what a rule mutes."""
    library, brought = executor.library, cycle.brought
    assert brought
    for source in {**brought.new, **brought.changed}:
        new, changed = brought.new.get(source, []), brought.changed.get(source, [])
        rows = await executor.call_library(library.articles.summaries, {*new, *changed})
        shown = [row.id for row in sorted(rows, key=lambda row: (row.at, row.id), reverse=True) if not row.muted]
        news = News(tuple(one for one in shown if one in new), tuple(one for one in shown if one in changed))
        follow_up.note(await executor.call_library(library.sources.get, source), news)


def planned(library: Library, service: Service) -> list[tuple[str, str, int]]:
    """What a sync would tell the server: the act, what it is done with (of subscriptions), and with how many."""
    subscriptions = [
        (change.op.value, change.title or change.value or change.remote, 1)
        for change in library.changes.subscriptions(service.id)
        if change.state is ChangeState.WAITING
    ]
    waiting = library.changes.waiting(service.id)
    most = DIALECTS[service.dialect].marked_at_once
    marks = [(f"{'+' if batch[0].value else '-'}{batch[0].field}", "", len(batch)) for batch in batches(waiting, most)]
    labels = [
        ("+label" if change.value else "-label", change.name, len(change.remotes))
        for change in library.remote_labels.waiting(service.id)
    ]
    return subscriptions + marks + labels


class _OneTime:
    """A password that is tried before anything is kept."""

    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self._password = password
        self._token = ""

    async def password(self) -> str:
        return self._password

    async def token(self) -> str:
        return self._token

    async def keep_token(self, token: str) -> None:
        self._token = token


def _probed(new: NewService) -> Service:
    """A service that is not there yet, for the first request to its server."""
    empty = {"id": 0, "command": "", "last_success": None, "next_try": None, "failures": 0, "error_reason": ""}
    counts = {"error_values": "", "waiting": 0, "refused": 0, "sources": 0, "labels": new.labels}
    named = {"name": new.name, "dialect": new.dialect, "address": new.address, "user": new.user, "agreed": new.agreed}
    return msgspec.convert(empty | counts | named, Service)
