"""A sync in the courier process: asked for, or after a refresh; no server is bothered without need."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from placentin_tui.config import Config
from placentin_tui.courier.dispatcher import RequestDispatcher
from placentin_tui.courier.process.protocol import (
    Event,
    ServiceSynced,
    Sync,
    SyncFinished,
    Trouble,
    event_from,
    to_line,
)
from placentin_tui.courier.sync.service import is_due
from placentin_tui.library import Library
from placentin_tui.models import NewService, View
from placentin_tui.paths import Paths
from placentin_tui.web import Web
from tests.sync.fake import Fake, Ways
from tests.sync.http import running
from tests.sync.test_greader import filled


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """Folders of its own."""
    for name in ("data", "config", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    return Paths.of_user()


def asked(paths: Paths, request: Sync) -> list[Event]:
    """The events of one request to the courier."""
    said: list[Event] = []
    over = asyncio.Event()

    def say(event: Event) -> None:
        said.append(event)
        if isinstance(event, SyncFinished | Trouble):
            over.set()

    async def work() -> None:
        async with Web(timeout=5) as web:
            dispatcher = RequestDispatcher(paths, web, say, Config())
            dispatcher.open()
            dispatcher.begin(request)
            async with asyncio.timeout(60):
                await over.wait()
            await dispatcher.close()

    asyncio.run(work())
    return said


def account(paths: Paths, fake: Fake, address: str) -> Library:
    """A library with the fake for its service, signed in."""
    library = Library.open(paths.library, paths.pictures)
    api = f"{address}/api/greader.php"
    service = library.services.add(NewService("maison", "freshrss", api, "lise", ("false",)))
    library.services.keep_token(service.id, f"lise/{fake.password}/0")
    return library


def test_the_courier_syncs(paths: Paths) -> None:
    fake = filled(Ways())
    with running(fake) as address, account(paths, fake, address) as library:
        synced, last = asked(paths, Sync())
        assert (synced, last) == (ServiceSynced("maison", new=10), SyncFinished())
        assert {row.title for row in library.articles.page(View(unread=True))} == fake.unread()
        assert event_from(to_line(synced)) == synced


def test_a_server_that_wants_another_password_is_asked_when_the_person_asks(paths: Paths) -> None:
    fake = filled(Ways())
    with running(fake) as address, account(paths, fake, address) as library:
        fake.change_password("new")
        synced, _last = asked(paths, Sync())
        assert isinstance(synced, ServiceSynced)
        assert "command" in synced.error
        (service,) = library.services.all()
        assert not is_due(service, library.clock())
        fake.asked.clear()
        assert asked(paths, Sync()) == [SyncFinished()]
        assert fake.asked == []
        assert len(asked(paths, Sync(now=True))) == 2


def test_another_sync_is_going_on(paths: Paths) -> None:
    fake = filled(Ways())
    with running(fake) as address, account(paths, fake, address) as library, library.sync_lock() as ours:
        assert ours
        synced, _last = asked(paths, Sync())
        assert isinstance(synced, ServiceSynced)
        assert "Another sync" in synced.error
        assert fake.asked == []
