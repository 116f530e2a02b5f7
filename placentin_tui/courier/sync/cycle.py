"""One sync with one server.

what was changed here ─▶ server      push: never a pull before it, or it would undo what was changed here
subscriptions, marks ─▶ library      each list complete, or nothing
articles that are missing ─▶ library
what was changed meanwhile ─▶ server
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.courier.sync.contents import fetch
from placentin_tui.courier.sync.push import push, push_labels
from placentin_tui.errors import AccountError, ConsentNeeded, FeedError, FetchError, ReasonedError, SyncError
from placentin_tui.models import SyncOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.courier.sync.contents import Brought, Remote
    from placentin_tui.models import Service, Timestamp

FIRST, LONGEST = 5, 15 * 60
"""Seconds until the next try: after the first failure, and at most, unless the server asks for more."""
FAILURES = (SyncError, FetchError, FeedError, AccountError, ConsentNeeded)
"""What may go wrong with a server; a failure of the library is another matter."""


@dataclass(slots=True)
class Cycle:
    """A sync with one server, and what it did so far."""

    executor: Executor
    remote: Remote
    service: Service
    sent: int = 0
    refused: int = 0
    marked: int = 0
    brought: Brought | None = None

    async def run(self) -> None:
        """Sync. Raises one of `FAILURES`, and what was done before is kept."""
        library, call, service = self.executor.library, self.executor.call_library, self.service.id
        server, host = self.remote.server, self.remote.host
        await self._push()
        listed = await server.subscriptions()
        before = await call(library.remote_sources.of, service)
        if before and not listed:
            raise SyncError("sync-no-sources", host=host, before=len(before))
        await call(library.remote_sources.pull, service, listed)
        marks = await server.marks(await call(library.remote_articles.standing, service))
        self.marked = (await call(library.remote_articles.apply, service, marks)).marked
        self.brought = await fetch(self.executor, self.remote, marks)
        if await call(library.changes.waiting, service):
            await self._push()
        self.sent += await push_labels(self.executor, server, service)

    async def _push(self) -> None:
        sent, refused = await push(self.executor, self.remote.server, self.service.id)
        self.sent, self.refused = self.sent + sent, self.refused + refused

    def outcome(self, waiting: int, requests: int, error: ReasonedError | None) -> SyncOutcome:
        """What it did, as it is told."""
        brought = self.brought
        return SyncOutcome(
            service=self.service.name,
            sent=self.sent,
            refused=self.refused,
            marked=self.marked,
            new=sum(map(len, brought.new.values())) if brought else 0,
            changed=sum(map(len, brought.changed.values())) if brought else 0,
            missing=brought.missing if brought else 0,
            requests=requests,
            waiting=waiting,
            error=str(error) if error else "",
            reason=error.code if error else "",
        )


async def record(
    executor: Executor,
    service: Service,
    error: ReasonedError | None,
    now: Timestamp,
    chance: Callable[[], float] = random.random,
) -> None:
    """Record how a sync ended, and when to try again after a failure."""
    services = executor.library.services
    if error is None:
        await executor.call_library(services.record_success, service.id)
    else:
        await executor.call_library(
            services.record_failure, service.id, error.reason, next_try(error, service, now, chance())
        )


def next_try(error: ReasonedError, service: Service, now: Timestamp, chance: float) -> Timestamp | None:
    """When to try again; `None`: only the person can help."""
    if isinstance(error, AccountError | ConsentNeeded) or error.code == "sync-sign-in":
        return None
    wait = min(FIRST * 2 ** min(service.failures, 10), LONGEST) * (0.8 + 0.4 * chance)
    asked = error.retry_after if isinstance(error, FetchError) else None
    return now + int(max(wait, asked or 0))
