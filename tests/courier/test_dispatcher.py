"""Requests side by side: what one does is nothing to the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from placentin_tui.config import Config, NetworkConfig
from placentin_tui.courier.dispatcher import RequestDispatcher
from placentin_tui.courier.process.protocol import (
    Event,
    FetchPictures,
    PicturesFetched,
    Ping,
    Pong,
    Refresh,
    RefreshFinished,
    Subscribe,
    Subscribed,
    Trouble,
)
from placentin_tui.library import Library
from placentin_tui.models import NewSource, PictureWish
from placentin_tui.models.setting_enums import Metered, PictureMode
from placentin_tui.paths import Paths
from placentin_tui.web import Web
from tests.courier.papers import feed, item, picture
from tests.web.server import Server, data


class Reader:
    """Hears what is said, and can wait for it."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self._news = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, event: Event) -> None:
        self.heard.append(event)
        task = asyncio.create_task(self._tell())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def until(self, kind: type[Event]) -> None:
        async with asyncio.timeout(30), self._news:
            await self._news.wait_for(lambda: any(isinstance(event, kind) for event in self.heard))


async def test_a_mistake_in_one_request_ends_that_request(
    tmp_path: Path, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def careless(*_values: object, **_named: object) -> AsyncGenerator[Event, None]:
        raise ZeroDivisionError("oh")
        yield Pong()

    monkeypatch.setattr("placentin_tui.courier.dispatcher.refresh", careless)
    server.answers["/feed"] = data(feed([item("un")]))
    reader = Reader()
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    dispatcher = RequestDispatcher(paths, web, reader.say, Config(pictures=PictureMode.OFF))
    dispatcher.open()
    for request in (Refresh(), Subscribe(server.url("/feed")), Ping()):
        dispatcher.begin(request)
    await reader.until(Trouble)
    await reader.until(Subscribed)
    assert RefreshFinished(0, 0, 0, 0) in reader.heard
    assert Trouble("Placentin made a mistake (ZeroDivisionError).") in reader.heard
    assert "oh" in caplog.text
    await dispatcher.close()


async def test_nothing_begins_before_the_library_is_sound(tmp_path: Path, web: Web, server: Server) -> None:
    reader = Reader()
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    dispatcher = RequestDispatcher(paths, web, reader.say, Config(pictures=PictureMode.OFF))
    dispatcher.begin(Refresh())
    dispatcher.begin(Ping())
    await reader.until(Pong)
    await dispatcher.close()
    assert reader.heard == [Pong()]
    assert not paths.library.exists()


async def test_on_a_metered_line_pictures_come_when_they_are_asked_for(
    tmp_path: Path, web: Web, server: Server
) -> None:
    server.answers["/photo.png"] = data(picture(), kind="image/png")
    html = f'<p>Un.</p><img src="{server.url("/photo.png")}" alt="x">'
    server.answers["/feed"] = data(feed([item("un", html)]))
    reader = Reader()
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    dispatcher = RequestDispatcher(paths, web, reader.say, Config(network=NetworkConfig(metered=Metered.YES)))
    dispatcher.open()
    dispatcher.begin(Subscribe(server.url("/feed")))
    await reader.until(Subscribed)
    dispatcher.begin(FetchPictures(1))
    await reader.until(PicturesFetched)
    assert reader.heard[-1] == PicturesFetched(1, 0)
    assert server.paths() == ["/feed"]
    reader.heard.clear()
    dispatcher.begin(FetchPictures(1, asked=True))
    await reader.until(PicturesFetched)
    assert reader.heard[-1] == PicturesFetched(1, 1)
    assert "/photo.png" in server.paths()
    await dispatcher.close()


async def test_what_a_source_leaves_out_comes_when_it_is_asked_for(tmp_path: Path, web: Web, server: Server) -> None:
    for name in ("a", "b"):
        server.answers[f"/{name}.png"] = data(picture(colour={"a": "red", "b": "blue"}[name]), kind="image/png")
    html = "".join(f'<p>Un.</p><img src="{server.url(f"/{name}.png")}" alt="x">' for name in ("a", "b"))
    server.answers["/feed"] = data(feed([item("un", html)]))
    reader = Reader()
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    with Library.open(paths.library, paths.pictures) as library:
        source = library.sources.add(NewSource(server.url("/feed"))).id
        library.pictures.choose(source, PictureWish.LEAD)
    dispatcher = RequestDispatcher(paths, web, reader.say, Config())
    dispatcher.open()
    dispatcher.begin(Refresh())
    await reader.until(RefreshFinished)
    assert server.paths() == ["/feed", "/a.png"]
    reader.heard.clear()
    dispatcher.begin(FetchPictures(1))
    await reader.until(PicturesFetched)
    assert server.paths() == ["/feed", "/a.png"]
    reader.heard.clear()
    dispatcher.begin(FetchPictures(1, asked=True))
    await reader.until(PicturesFetched)
    assert server.paths() == ["/feed", "/a.png", "/b.png"]
    await dispatcher.close()
