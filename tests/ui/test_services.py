"""Servers on the screen: signing in, what comes and goes, and what is said; a real courier, a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from placentin_tui.models import Change, NewService, View
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.screens.service_queue import QueueScreen
from placentin_tui.ui.screens.services import ServicesScreen
from placentin_tui.ui.screens.sources import SourcesScreen
from tests.sync.fake import Fake, Ways
from tests.sync.http import running
from tests.sync.test_greader import filled
from tests.ui.paper import Paper
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_account import kept, passwords
from tests.ui.test_news import CONFIG, home

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp

__all__ = ["home", "passwords"]

SIZE = (100, 40)


@pytest.fixture
def fake() -> Fake:
    return filled(Ways(needs_form_token=True))


@pytest.fixture
def address(fake: Fake) -> Iterator[str]:
    with running(fake) as address:
        yield address


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type into the field of the dialog that is open, once it is."""
    app = pilot.app
    assert await until(pilot, lambda: isinstance(app.screen, AskScreen) and not app.screen.query_one(Input).value)
    app.screen.query_one(Input).value = text
    await pilot.press("enter")


async def signed_in(pilot: Pilot[int], app: PlacentinApp, address: str, password: str = "secret") -> None:
    """Open the page of servers and sign in, by keys."""
    await pilot.press("Y")
    assert await until(pilot, lambda: isinstance(app.screen, ServicesScreen))
    await pilot.press("a")
    assert await sees(pilot, "What kind of server is it?")
    await pilot.press("enter")
    assert await sees(pilot, "The address of FreshRSS")
    await typed(pilot, address)
    assert await sees(pilot, "Your name at")
    await typed(pilot, "lise")
    assert await sees(pilot, "The API password of lise")
    await typed(pilot, password)


def waiting(app: PlacentinApp) -> int:
    return app.own_library.services.backlog().waiting


async def test_a_server_is_added_its_articles_come_and_marks_go_up(
    home: Paper, address: str, fake: Fake, passwords: Path
) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")  # the welcome line of a first start
        await signed_in(pilot, app, address)
        assert await sees(pilot, "Signed in at 127.0.0.1")
        assert await until(pilot, lambda: not app.first_start)
        assert list(kept(passwords).values()) == ["secret"]
        assert await sees(pilot, "synced just now")
        await pilot.press("escape")
        unread = {row.title for row in app.library.articles.page(View(unread=True))}
        assert unread == fake.unread()

        await pilot.press("A")
        assert await until(pilot, lambda: waiting(app) == len(unread))
        assert await sees(pilot, f"{len(unread)} changes waiting")
        assert fake.unread() == unread
        await pilot.press("Y", "s")
        assert await until(pilot, lambda: fake.unread() == set())
        assert await until(pilot, lambda: waiting(app) == 0)
        await pilot.press("escape")
        assert await until(pilot, lambda: "waiting" not in screen_text(app))


async def test_marks_made_elsewhere_show_without_a_restart(
    home: Paper, address: str, fake: Fake, passwords: Path
) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")
        await signed_in(pilot, app, address)
        assert await sees(pilot, "synced just now")
        await pilot.press("escape")
        before = len(fake.unread())
        assert await sees(pilot, f"{before} unread")
        for item in fake.items.values():
            item.read = True
        fake.publish("feed/1", "late")
        await pilot.press("R")
        assert await sees(pilot, "1 unread")


async def test_a_password_that_was_changed_is_asked_for_and_nothing_is_lost(
    home: Paper, address: str, fake: Fake, passwords: Path
) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")
        await signed_in(pilot, app, address)
        assert await sees(pilot, "synced just now")
        await pilot.press("escape", "A")
        assert await until(pilot, lambda: waiting(app) > 0)
        waits = waiting(app)
        fake.change_password("another")
        await pilot.press("Y", "s")
        assert await sees(pilot, "Sign in again")
        await pilot.press("escape")
        assert await sees(pilot, "sign in again: 127.0.0.1")
        assert waiting(app) == waits
        await pilot.press("Y", "p")
        await typed(pilot, "another")
        assert await until(pilot, lambda: fake.unread() == set())
        assert await sees(pilot, "synced just now")
        assert list(kept(passwords).values()) == ["another"]


async def test_a_wrong_password_keeps_nothing(home: Paper, address: str, passwords: Path) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")
        await signed_in(pilot, app, address, "wrong")
        assert await sees(pilot, "does not take the password of lise")
        assert app.own_library.services.all() == []
        assert kept(passwords) == {}


async def test_nothing_goes_unencrypted_unasked(home: Paper, passwords: Path) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape", "Y", "a", "enter")
        await typed(pilot, "http://rss.example")
        await typed(pilot, "lise")
        assert await sees(pilot, "This server has no safe connection")
        assert "rss.example" in screen_text(app)
        await pilot.press("enter")  # the first choice changes nothing
        assert await until(pilot, lambda: isinstance(app.screen, ServicesScreen))
        assert app.own_library.services.all() == []


async def test_what_waits_is_listed_forgotten_and_shown(home: Paper, address: str, fake: Fake, passwords: Path) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")
        await signed_in(pilot, app, address)
        assert await sees(pilot, "synced just now")
        await pilot.press("escape", "A")
        assert await until(pilot, lambda: waiting(app) > 0)
        waits = waiting(app)
        await pilot.press("Y", "enter")
        assert await until(pilot, lambda: isinstance(app.screen, QueueScreen))
        assert await sees(pilot, "It is sent with the next sync.")
        await pilot.press("d")
        assert await until(pilot, lambda: waiting(app) == waits - 1)
        assert isinstance(app.screen, QueueScreen)
        change = app.screen.current
        assert isinstance(change, Change)
        await pilot.press("enter")
        assert await until(pilot, lambda: app.screen is app.front and app.front.reading)
        assert app.front.article
        assert app.front.article.summary.id == change.article


async def test_a_server_is_removed_after_a_question_and_its_articles_stay(
    home: Paper, address: str, passwords: Path
) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")
        await signed_in(pilot, app, address)
        assert await sees(pilot, "synced just now")
        held = len(app.own_library.articles.page(View()))
        await pilot.press("d", "enter")
        assert len(app.own_library.services.all()) == 1
        await pilot.press("d")
        assert await sees(pilot, "Its articles and their marks stay here.")
        await pilot.press("j", "enter")
        assert await until(pilot, lambda: app.own_library.services.all() == [])
        assert kept(passwords) == {}
        assert len(app.own_library.articles.page(View())) == held


async def test_papers_of_a_server_stand_under_its_name(home: Paper, address: str, passwords: Path) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape")
        await signed_in(pilot, app, address)
        assert await sees(pilot, "synced just now")
        await pilot.press("escape", "P")
        assert await until(pilot, lambda: isinstance(app.screen, SourcesScreen))
        assert await sees(pilot, "PRESSE")
        shown = screen_text(app)
        assert shown.index("PRESSE") < shown.index("Un  ")
        await pilot.press("Y")
        assert await until(pilot, lambda: isinstance(app.screen, ServicesScreen))


async def test_without_a_network_one_reads_and_marks_and_nothing_is_asked(home: Paper) -> None:
    with home.open() as library:
        service = library.services.add(NewService("maison", "freshrss", "http://127.0.0.1:1/api/greader.php", "lise"))
    app = home.app(CONFIG, offline=True)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("escape", "Y")
        assert await sees(pilot, "not synced yet")
        await pilot.press("s")
        assert await sees(pilot, "start without --offline to sync")
        assert app.own_library.services.get(service.id).failures == 0
