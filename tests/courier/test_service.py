"""The courier as the process it is."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from placentin_tui import __version__
from placentin_tui.courier.process.client import Courier
from placentin_tui.courier.process.protocol import (
    ChoiceNeeded,
    CommentsFetched,
    Event,
    FetchComments,
    FetchPictures,
    FetchText,
    PicturesFetched,
    Ping,
    Pong,
    Ready,
    Refresh,
    RefreshFinished,
    RefreshStarted,
    Request,
    SourceRefreshed,
    Stop,
    Subscribe,
    Subscribed,
    SubscribeFailed,
    TextFetched,
    Trouble,
    event_from,
    to_line,
)
from placentin_tui.courier.service import NICE
from placentin_tui.feeds.prepare import prepare
from placentin_tui.library import Library
from placentin_tui.models import NewSource, ParsedArticle, View
from placentin_tui.paths import Paths
from tests.courier.papers import feed, item, picture, said
from tests.web.server import Server, Visit, data, silence, text


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """Folders of its own; the language is English."""
    for name in ("data", "config", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    monkeypatch.setenv("LANGUAGE", "en")
    return Paths.of_user()


@pytest.fixture
def library(paths: Paths) -> Library:
    return Library.open(paths.library, paths.pictures)


@dataclass
class Service:
    """The process, and how to talk to it."""

    process: Process

    def say(self, *requests: Request) -> None:
        for request in requests:
            self.write(to_line(request))

    def write(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)

    async def hear(self, last: Callable[[Event], bool]) -> list[Event]:
        """The events up to the last one wanted; every line on stdout is one."""
        assert self.process.stdout
        events: list[Event] = []
        async with asyncio.timeout(60):
            while not events or not last(events[-1]):
                events.append(event_from(await self.process.stdout.readline()))
        return events

    async def ended(self) -> int:
        async with asyncio.timeout(60):
            return await self.process.wait()


@asynccontextmanager
async def serving() -> AsyncIterator[Service]:
    """A courier, which ends by itself when its reader goes."""
    command = (sys.executable, "-m", "placentin_tui", "courier")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    assert process.stdin
    assert process.stdout
    try:
        yield Service(process)
    finally:
        process.stdin.close()
        async with asyncio.timeout(60):
            await process.stdout.read()
            assert await process.wait() in (0, -signal.SIGKILL)


def is_a(kind: type[Event]) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, kind)


async def test_a_refresh_from_start_to_finish(paths: Paths, library: Library, server: Server) -> None:
    html = f'<p>Avant.</p><img src="{server.url("/one.png")}">'
    server.answers["/feed"] = data(feed([item("un", html, comments=1, discussed_at=server.url("/un/feed"))]))
    server.answers["/un/feed"] = data(said("Ana"))
    server.answers["/one.png"] = data(picture(), kind="image/png")
    source = library.sources.add(NewSource(server.url("/feed"))).id
    async with serving() as service:
        service.say(Refresh())
        events = await service.hear(is_a(RefreshFinished))
        assert events[:2] == [Ready(__version__), RefreshStarted(1)]
        assert isinstance(events[2], SourceRefreshed)
        assert (events[2].source, events[2].status, events[2].new) == (source, "new", 1)
        assert {CommentsFetched(1, 1), PicturesFetched(1, 1)} == set(events[3:5])
        service.say(Stop())
        assert await service.ended() == 0
    assert library.articles.summary(1).offline_ready
    assert len(list(paths.pictures.iterdir())) == 1
    library.close()


async def test_subscribing(paths: Paths, server: Server) -> None:
    links = "".join(f"<link rel=alternate type='application/rss+xml' href='/{n}' title='N{n}'>" for n in (1, 2))
    server.answers["/"] = data(f"<html><head>{links}</head></html>".encode(), kind="text/html")
    server.answers["/1"] = data(feed([item("un")]))
    async with serving() as service:
        await service.hear(is_a(Ready))
        service.say(Subscribe(server.url()))
        choice = ChoiceNeeded(server.url(), (server.url("/1"), server.url("/2")), ("N1", "N2"))
        assert await service.hear(is_a(ChoiceNeeded)) == [choice]
        service.say(Subscribe(server.url("/1"), title="Le mien"))
        assert await service.hear(is_a(Subscribed)) == [Subscribed(1, "Le mien")]
        for address, reason in (
            (server.url("/1"), "subscribed"),
            (server.url("/no"), "http-404"),
            ("file:///etc/passwd", "no-feed"),
        ):
            service.say(Subscribe(address))
            (failure,) = await service.hear(is_a(SubscribeFailed))
            assert isinstance(failure, SubscribeFailed)
            assert (failure.address, failure.reason) == (address, reason)
            assert failure.error.endswith(".")


async def test_comments_and_pictures_of_one_article(paths: Paths, library: Library, server: Server) -> None:
    html = f'<p>Avant.</p><img src="{server.url("/one.png")}">'
    server.answers["/feed"] = data(feed([item("un", html, comments=0, discussed_at=server.url("/un/feed"))]))
    library.sources.add(NewSource(server.url("/feed")))
    async with serving() as service:
        service.say(Refresh())
        await service.hear(is_a(RefreshFinished))
        server.answers["/un/feed"] = data(said("Ana", "Luc"))
        service.say(FetchComments(1))
        assert await service.hear(is_a(CommentsFetched)) == [CommentsFetched(1, 2)]
        service.say(FetchPictures(1))
        assert await service.hear(is_a(PicturesFetched)) == [PicturesFetched(1, 0)]
        service.say(FetchComments(99))
        comments = (await service.hear(is_a(CommentsFetched)))[-1]
        assert isinstance(comments, CommentsFetched)
        assert (comments.article, comments.error) == (99, "No article has the number 99.")
        service.say(FetchPictures(99))
        pictures, trouble = await service.hear(is_a(Trouble))
        assert (pictures, trouble) == (PicturesFetched(99, 0), Trouble("No article has the number 99."))
    library.close()


async def test_no_pictures_when_the_settings_say_so(paths: Paths, library: Library, server: Server) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text('pictures = "off"\n')
    server.answers["/feed"] = data(feed([item("un", f'<img src="{server.url("/one.png")}">')]))
    library.sources.add(NewSource(server.url("/feed")))
    async with serving() as service:
        service.say(Refresh())
        await service.hear(is_a(RefreshFinished))
        service.say(FetchPictures(1))
        assert await service.hear(is_a(PicturesFetched)) == [PicturesFetched(1, 0)]
    assert server.paths() == ["/feed"]
    library.close()


@pytest.mark.parametrize("line", [b"\n", b"hello\n", b"\xff\xfe\n", b'{"type":"ready"}\n', b"[" * 100_000 + b"\n"])
async def test_a_line_that_is_no_request_is_said_and_passed_over(paths: Paths, line: bytes) -> None:
    async with serving() as service:
        await service.hear(is_a(Ready))
        service.write(line)
        service.say(Ping())
        events = await service.hear(is_a(Pong))
    assert [type(event) for event in events] == [Trouble, Pong]


async def test_a_line_without_end(paths: Paths) -> None:
    async with serving() as service:
        await service.hear(is_a(Ready))
        service.write(b"x" * 5_000_000 + b"\n")
        service.say(Ping())
        events = await service.hear(is_a(Pong))
    assert {type(event) for event in events[:-1]} == {Trouble}


@pytest.mark.parametrize("how", ["end of input", "stop", "SIGTERM", "SIGINT"])
async def test_it_ends_cleanly_in_the_middle_of_a_refresh(
    paths: Paths, library: Library, server: Server, how: str
) -> None:
    server.answers = {"/a": data(feed([item("un")])), "/b": silence, "/c": silence}
    for path in server.answers:
        library.sources.add(NewSource(server.url(path)))
    async with serving() as service:
        service.say(Refresh())
        await service.hear(is_a(SourceRefreshed))
        assert service.process.stdin
        match how:
            case "end of input":
                service.process.stdin.close()
            case "stop":
                service.say(Stop())
            case _:
                service.process.send_signal(getattr(signal, how))
        assert await service.ended() == 0
    assert library.check() == "ok"
    assert library.articles.count(View()) == 1
    library.close()


async def test_killed_at_any_moment_it_leaves_a_sound_library(paths: Paths, library: Library, server: Server) -> None:
    sources = 30
    for number in range(sources):
        items = [item(f"{number}-{n}", "<p>" + "mot " * 400 + "</p>") for n in range(10)]
        server.answers[f"/{number}"] = data(feed(items), etag=f'"{number}"')
        library.sources.add(NewSource(server.url(f"/{number}")))
    for moment in (1, 4, 9, 2):
        async with serving() as service:
            service.say(Refresh())
            for _ in range(moment):
                await service.hear(is_a(SourceRefreshed))
            service.process.kill()
            assert await service.ended() == -signal.SIGKILL
        assert library.check() == "ok"
        # What was said to be there is there: each source whole or not at all.
        assert {source.articles for source in library.sources.all()} <= {0, 10}
        assert library.articles.count(View()) >= moment * 10 or moment == 2
    async with serving() as service:
        service.say(Refresh())
        events = await service.hear(is_a(RefreshFinished))
    assert isinstance(events[-1], RefreshFinished)
    assert events[-1].failed == 0
    assert library.articles.count(View()) == sources * 10
    assert library.check() == "ok"
    library.close()


async def test_it_leaves_the_processor_to_the_reader(paths: Paths) -> None:
    async with serving() as service:
        await service.hear(is_a(Ready))
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, service.process.pid) == min(ours + NICE, 19)


async def test_two_refreshes_do_not_ask_twice(paths: Paths, library: Library, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    library.sources.add(NewSource(server.url("/feed")))
    async with serving() as service:
        with library.refresh_lock() as ours:
            assert ours
            service.say(Refresh())
            events = await service.hear(is_a(Trouble))
        assert [type(event) for event in events] == [Ready, RefreshFinished, Trouble]
        assert server.visits == []
        service.say(Refresh(), Refresh())
        await service.hear(is_a(RefreshFinished))
        service.say(Ping())
        assert await service.hear(is_a(Pong)) == [Pong()]
        assert len(server.visits) == 1
    library.close()


async def test_it_answers_while_it_works(paths: Paths, library: Library, server: Server) -> None:
    server.answers["/feed"] = silence
    server.answers["/other"] = data(feed([item("un")]))
    library.sources.add(NewSource(server.url("/feed")))
    async with serving() as service:
        service.say(Refresh())
        await service.hear(is_a(RefreshStarted))
        service.say(Ping(), Subscribe(server.url("/other")))
        assert await service.hear(is_a(Subscribed)) == [Pong(), Subscribed(2, "Le Journal")]
    library.close()


async def test_a_damaged_library_is_set_aside_and_said(paths: Paths, server: Server) -> None:
    paths.library.parent.mkdir(parents=True)
    paths.library.write_bytes(b"this is no database, but it is long enough to look at" * 100)
    server.answers["/feed"] = data(feed([item("un")]))
    async with serving() as service:
        service.say(Subscribe(server.url("/feed")))
        events = await service.hear(is_a(Subscribed))
    assert any(isinstance(event, Trouble) and "damaged" in event.error for event in events)
    assert events[-1] == Subscribed(1, "Le Journal")


async def test_a_library_that_cannot_be_opened_ends_requests_not_the_courier(paths: Paths) -> None:
    paths.library.mkdir(parents=True)
    async with serving() as service:
        service.say(Refresh(), Subscribe("http://127.0.0.1:9/"), Ping())
        events = await service.hear(is_a(RefreshFinished))
        assert any(isinstance(event, Trouble) for event in events)
        service.say(Stop())
        assert await service.ended() == 0


async def test_a_config_it_cannot_use_is_said(paths: Paths) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text("nonsense = 1\n")
    async with serving() as service:
        events = await service.hear(is_a(Ready))
    assert isinstance(events[0], Trouble)
    assert "line 1" in events[0].error


async def test_it_speaks_the_language_of_its_environment(
    paths: Paths, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    async with serving() as service:
        service.write(b"hello\n")
        events = await service.hear(is_a(Trouble))
    assert isinstance(events[-1], Trouble)


async def test_the_reader_and_the_courier_together(paths: Paths, server: Server) -> None:
    killed = asyncio.Event()

    async def and_kill(visit: Visit) -> None:
        """The first courier to ask for this is killed there."""
        if not killed.is_set():
            killed.set()
            assert courier._child
            os.kill(courier._child.pid, signal.SIGKILL)
        await data(feed([item("un")]))(visit)

    server.answers["/feed"] = and_kill
    server.answers["/missing"] = text("", status=404)
    courier = Courier(pauses=(0.0, 0.0))
    await courier.start()
    courier.send(Subscribe(server.url("/feed")))
    events: list[Event] = []
    async with asyncio.timeout(60):
        async for event in courier.events():
            events.append(event)
            if isinstance(event, Subscribed):
                break
    await courier.stop()
    assert [type(event) for event in events] == [Ready, Trouble, Ready, Subscribed]
    with Library.open(paths.library, paths.pictures) as library:
        assert library.check() == "ok"
        assert library.articles.count(View()) == 1


async def test_a_whole_text_asked_for(paths: Paths, library: Library, server: Server) -> None:
    source = library.sources.add(NewSource(server.url("/feed"))).id
    page = (Path(__file__).parents[1] / "data" / "fulltext" / "tables.html").read_bytes()
    server.answers["/1"] = data(page, kind="text/html")
    for name in ("1", "2"):
        parsed = ParsedArticle(f"guid:{name}", "La passerelle", url=server.url(f"/{name}"), html="Le conseil […]")
        library.articles.store(source, [prepare(parsed)])
    async with serving() as service:
        service.say(FetchText(1))
        assert (await service.hear(is_a(TextFetched)))[-1] == TextFetched(1, found=True)
        service.say(FetchText(2))
        event = (await service.hear(is_a(TextFetched)))[-1]
        assert isinstance(event, TextFetched)
        assert (event.article, event.found) == (2, False)
        assert event.error
        service.say(Stop())
        assert await service.ended() == 0
    assert library.articles.get(1).summary.words > 250
