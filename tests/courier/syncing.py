"""A library that syncs with the fake server, without processes and network: two of them are two devices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.sync.contents import Remote
from placentin_tui.courier.sync.cycle import FAILURES, Cycle
from placentin_tui.courier.sync.service import server_of
from placentin_tui.errors import ReasonedError
from placentin_tui.library import Library
from placentin_tui.models import NewService, SyncOutcome, View
from placentin_tui.sync.dialects import DIALECTS
from tests.sync.fake import Direct, Fake
from tests.sync.test_greader import Account, read


class Device:
    """One library with the fake server for its service."""

    def __init__(self, fake: Fake, folder: Path, dialect: str = "greader") -> None:
        self.library = Library.in_memory(folder)
        self.fake = fake
        self.account = Account()
        self.transport = Direct(fake)
        self.dialect = dialect
        self.service = self.library.services.add(
            NewService("maison", dialect, "https://rss.example", "lise", labels=DIALECTS[dialect].labels)
        ).id

    def sync(self, between: Callable[[str], None] | None = None) -> SyncOutcome:
        """One sync; `between`: what happens before the server answers each request."""
        cycle = self._cycle()
        error: ReasonedError | None = None
        self.fake.between = between or (lambda _path: None)
        before = self.transport.requests
        try:
            asyncio.run(cycle.run())
        except FAILURES as failure:
            error = failure
        finally:
            self.fake.between = lambda _path: None
        waiting = len(self.library.changes.waiting(self.service))
        return cycle.outcome(waiting, self.transport.requests - before, error)

    def _cycle(self) -> Cycle:
        server = server_of(self.dialect, self.transport, self.account, read)
        remote = Remote(server, read, self.service, "rss.example")
        return Cycle(Executor(self.library), remote, self.library.services.get(self.service))

    def article(self, title: str) -> int:
        """The article of this title."""
        return self.titles()[title]

    def titles(self) -> dict[str, int]:
        """The articles, by title."""
        return {row.title: row.id for row in self.library.articles.page(View(), limit=500)}

    def unread(self) -> set[str]:
        """The titles of what is unread."""
        return {row.title for row in self.library.articles.page(View(unread=True), limit=500)}

    def tags(self) -> dict[str, set[str]]:
        """The tags of the articles that have some, by title."""
        return {row.title: set(row.tags) for row in self.library.articles.page(View(), limit=500) if row.tags}

    def starred(self) -> set[str]:
        """The titles of what is starred."""
        return {row.title for row in self.library.articles.page(View(starred=True), limit=500)}
