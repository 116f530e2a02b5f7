"""News while reading: a real courier, a real server on loopback, and a page that never moves under the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from textual import events

from placentin_tui.config import Config
from placentin_tui.courier.process.protocol import RefreshFinished, RefreshStarted, SourceRefreshed
from placentin_tui.models import RefreshOutcome
from placentin_tui.paths import Paths
from placentin_tui.ui.screens.choose_feed import ChoiceScreen
from placentin_tui.ui.screens.main.courier_events import GATHERED, CourierEvents
from placentin_tui.ui.screens.sources import SourcesScreen
from tests.ui.paper import Paper
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CONFIG = Config(language="en", refresh_on_start=False, refresh_every=0)


class Press:
    """A paper's site: a home page that names its feed, and the feed, which grows."""

    def __init__(self) -> None:
        self.items = list(range(20))
        self.feeds = ["/feed"]
        self.status = 200
        app = web.Application()
        app.router.add_get("/", self.home)
        app.router.add_get("/{name}", self.feed)
        self.server = TestServer(app, host="127.0.0.1")

    @property
    def address(self) -> str:
        return str(self.server.make_url("/"))

    async def home(self, _request: web.Request) -> web.Response:
        links = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="Fil {f}" href="{f}">' for f in self.feeds
        )
        return web.Response(text=f"<html><head>{links}</head><body>Le Courrier</body></html>", content_type="text/html")

    async def feed(self, _request: web.Request) -> web.Response:
        items = "".join(
            f"<item><title>Dépêche {n}</title><guid isPermaLink='false'>{n}</guid><link>{self.address}a/{n}</link>"
            f"<description>{'&lt;p&gt;Un long paragraphe de dépêche.&lt;/p&gt;' * 30}</description></item>"
            for n in self.items
        )
        text = f"<rss version='2.0'><channel><title>Le Courrier</title>{items}</channel></rss>"
        return web.Response(text=text, content_type="application/rss+xml", status=self.status)


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    press = Press()
    await press.server.start_server()
    yield press
    await press.server.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """An empty paper in the folders the courier finds by itself."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    paper = Paper(tmp_path)
    paper.paths = Paths.of_user()
    paper.paths.create()
    return paper


async def test_the_welcome_line_subscribes_by_the_papers_address(home: Paper, press: Press) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+u", *press.address, "enter")
        assert await sees(pilot, "Dépêche 0")
        assert await sees(pilot, "Subscribed to Le Courrier.")
        assert not app.front.query("Welcome")
        assert app.library is app.own_library
        assert len(app.front.headlines.pager or ()) == 20


async def test_a_page_of_several_feeds_lets_the_person_choose(home: Paper, press: Press) -> None:
    press.feeds = ["/feed", "/culture"]
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("escape", "a", *press.address, "enter")
        assert await sees(pilot, "Fil /culture")
        assert isinstance(app.screen, ChoiceScreen)
        await pilot.press("j", "enter")
        assert await sees(pilot, "Dépêche 0")
        assert app.own_library.sources.all()[0].url.endswith("/culture")


async def test_an_address_without_a_feed_says_so(home: Paper, press: Press) -> None:
    press.status = 404
    press.feeds = []
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("escape", "a", *press.address, "enter")
        assert await sees(pilot, "names no feed")
        assert not app.own_library.sources.all()


@pytest.mark.parametrize("into", ["welcome", "card"])
async def test_several_addresses_pasted_are_all_subscribed_to_and_each_is_answered(
    home: Paper, press: Press, into: str
) -> None:
    app = home.app(CONFIG, offline=False)
    pasted = f"{press.address}feed\n{press.address}other,\n\n  {press.address}nothing/here\n{press.address}feed\n"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(*(["ctrl+u"] if into == "welcome" else ["escape", "a"]))
        await pilot.pause()
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        await pilot.press("enter")
        assert await until(pilot, lambda: len(app.own_library.sources.all()) == 2)
        assert await until(pilot, lambda: any(each.text.startswith("3/3 · ") for each in app.messages.kept))
        said = [each.text for each in app.messages.kept if "/3 · " in each.text]
        assert [text[:6] for text in said] == ["1/3 · ", "2/3 · ", "3/3 · "], "each has the line for itself"
        answers = sorted(text[6:] for text in said)
        assert answers[1:] == ["Subscribed to Le Courrier.", "Subscribed to Le Courrier."]
        assert "nothing/here" in answers[0] or "127.0.0.1" in answers[0]
        assert {source.url for source in app.own_library.sources.all()} == {
            f"{press.address}feed",
            f"{press.address}other",
        }


async def subscribed(home: Paper, press: Press) -> None:
    """Subscribe to the press and fetch what it has."""
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("escape", "a", *press.address, "enter")
        assert await sees(pilot, "Dépêche 3")


async def test_a_refresh_moves_nothing_and_says_what_is_new(home: Paper, press: Press) -> None:
    await subscribed(home, press)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("j", "j", "enter", "space")
        await pilot.pause()
        before = (app.front.article, app.front.body.line, app.front.headlines.cursor, app.front.headlines.scroll_offset)
        assert app.front.body.line > 0
        press.items = [*range(100, 112), *press.items]
        await pilot.press("R")
        assert await sees(pilot, "12 new articles"), screen_text(app)[-300:] + str(app.own_library.sources.all())
        after = (app.front.article, app.front.body.line, app.front.headlines.cursor, app.front.headlines.scroll_offset)
        assert [part.summary.id for part in (before[0], after[0]) if part] == [before[0].summary.id] * 2  # type: ignore[union-attr]
        assert before[1:] == after[1:]
        assert "Dépêche 100" not in screen_text(app)
        await pilot.press("q", "full_stop")
        assert await sees(pilot, "Dépêche 100")
        assert "new articles" not in screen_text(app)


async def test_a_source_in_trouble_is_named_with_its_reason(home: Paper, press: Press) -> None:
    await subscribed(home, press)
    press.status = 500
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("R")
        assert await sees(pilot, "1 source in trouble")
        await pilot.press("P", "j")
        assert isinstance(app.screen, SourcesScreen)
        assert await sees(pilot, "500")
        await pilot.press("escape")
        assert "Dépêche 0" in screen_text(app)


async def test_with_the_network_down_the_paper_stays_and_says_offline(home: Paper, press: Press) -> None:
    await subscribed(home, press)
    await press.server.close()
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("R")
        assert await sees(pilot, "1 source in trouble")
        assert "Dépêche 0" in screen_text(app)
        await pilot.press("enter")
        assert await sees(pilot, "Un long paragraphe")


async def test_what_was_fetched_is_all_there_offline(home: Paper, press: Press) -> None:
    await subscribed(home, press)
    await press.server.close()
    app = home.app(CONFIG, offline=True)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("G", "enter")
        assert await sees(pilot, "Un long paragraphe")
        assert app.post is None
        await pilot.press("q", "R")
        assert await sees(pilot, "You are offline")


async def test_what_comes_in_while_the_paper_is_put_away_harms_nothing(home: Paper, press: Press) -> None:
    for pause in (0.0, 0.05, 0.1, 0.2, 0.4):
        app = home.app(CONFIG, offline=False)
        async with app.run_test(size=(120, 30)) as pilot:
            if not app.own_library.sources.all():
                await pilot.press("escape", "a", *press.address, "enter")
                assert await sees(pilot, "Dépêche 3")
            press.items = [max(press.items) + 1, *press.items]
            await pilot.press("R", "enter", "j")
            await pilot.pause(pause)
        assert app.failure is None


async def test_a_refresh_tells_how_far_it_is_a_few_times_and_not_once_a_source(home: Paper) -> None:
    home.fill()
    app = home.app(CONFIG)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        post, status, said = CourierEvents(app), app.front.status, list[str]()

        def hear(progress: str) -> None:
            said.append(progress)

        app.front.watch(status, "progress", hear, init=False)
        post._follow(RefreshStarted(200))
        for outcome in [RefreshOutcome.FAILED] * 2 + [RefreshOutcome.UNCHANGED] * 148:
            post._follow(SourceRefreshed(1, "Le Courrier", outcome))
        assert said == ["Refreshing 0 of 200"]
        assert await sees(pilot, "Refreshing 150 of 200 · 2 failed")
        assert len(said) == 2
        post._follow(SourceRefreshed(1, "Le Courrier", RefreshOutcome.UNCHANGED))
        post._follow(RefreshFinished(total=151, new=0, changed=0, failed=2))
        await pilot.pause(2 * GATHERED)
        assert status.progress == ""
