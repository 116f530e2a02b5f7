"""Many documents at once: helpers, real processes, read them, and it comes to the same as without."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from placentin_tui import i18n
from placentin_tui.courier import craft, workshop
from placentin_tui.courier.desk import Desk
from placentin_tui.courier.protocol import RefreshFinished, SourceRefreshed
from placentin_tui.courier.workshop import MANY, HelperDied, Workshop
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.library import Library
from placentin_tui.models import Article, View
from placentin_tui.web import Fetched, Web
from tests.courier.papers import feed, item
from tests.courier.rounds import of, refreshed, subscribe
from tests.web.server import Server, data

PAPER = feed([item("deux", "<p>Un <em>deux</em>.</p>", comments=2, hour=10), item("un", '<img src="/1.jpg">')])


def fetched(body: bytes = PAPER) -> Fetched:
    return Fetched(url="http://paper.example/feed", status=200, headers={}, body=body)


@asynccontextmanager
async def helped(library: Library) -> AsyncIterator[Workshop]:
    """A workshop in which the next document is a helper's."""
    async with Workshop(Desk(library), helpers=1) as shop:
        shop._own.busy = MANY
        yield shop


async def test_many_documents_come_to_the_same(library: Library, web: Web, server: Server) -> None:
    count = 4 * MANY
    for number in range(2 * count):
        names = [f"{number % count}-{each}" for each in range(6)]
        server.answers[f"/{number}"] = data(feed([item(name, f"<p>Œuvre de {name}.</p>") for name in names]))
    alone = subscribe(library, *(server.url(f"/{number}") for number in range(count)))
    await refreshed(library, web)
    among = subscribe(library, *(server.url(f"/{number}") for number in range(count, 2 * count)))
    events = await refreshed(library, web, among, helpers=2)
    assert of(events, RefreshFinished)[0].new == 6 * count
    assert {event.status for event in of(events, SourceRefreshed)} == {"new"}

    def pages(source: int) -> list[Article]:
        return [library.articles.get(row.id) for row in library.articles.page(View(source=source))]

    for one, other in zip(alone, among, strict=True):
        told = [(page.summary.title, page.summary.at, page.summary.offline_ready, page.blocks) for page in pages(one)]
        assert told
        assert told == [(it.summary.title, it.summary.at, it.summary.offline_ready, it.blocks) for it in pages(other)]
    assert library.articles.count(View(query="oeuvre 3-1")) == 2


async def test_a_helper_gives_what_the_own_thread_gives(library: Library) -> None:
    async with (
        helped(library) as shop,
        shop.document(fetched()) as theirs,
        Workshop(Desk(library)).document(fetched()) as ours,
    ):
        assert (theirs.hands is shop._own, ours.hands.__class__.__name__) == (False, "_Own")
        whole, light = await ours.feed(), await theirs.feed()
        assert light == craft.light(whole)
        assert [article.html for article in light.articles] == ["", ""]
        names = {article.identity for article in whole.articles}
        assert await theirs.pack(names) == await ours.pack(names)
        assert [each.identity for each in await theirs.pack({"guid:un"})] == ["guid:un"]
        assert await theirs.pack(()) == ()


async def test_no_helper_is_called_for_a_few(library: Library) -> None:
    async with Workshop(Desk(library), helpers=2) as shop:
        for _ in range(MANY):
            async with shop.document(fetched()) as document:
                await document.feed()
        assert shop._helpers == []


async def test_the_own_hands_rest_once_there_are_others(library: Library) -> None:
    async with helped(library) as shop:
        async with shop.document(fetched()):
            pass
        shop._own.busy = 0
        async with shop.document(fetched()) as one, shop.document(fetched()) as other:
            assert one.hands is other.hands is shop._helpers[0]


@pytest.mark.parametrize(("language", "sentence"), [("en", "a web page, not a feed"), ("fr", "page web")])
async def test_what_is_no_feed_is_said_in_the_readers_language(library: Library, language: str, sentence: str) -> None:
    i18n.use(language)
    async with helped(library) as shop, shop.document(fetched(b"<html><body>x</body></html>")) as document:
        with pytest.raises(FeedError, match=sentence):
            await document.feed()


async def test_a_document_is_forgotten_when_it_is_done(library: Library) -> None:
    async with helped(library) as shop:
        async with shop.document(fetched()) as document:
            await document.feed()
        async with shop.document(fetched()) as other:
            await other.feed()
            with pytest.raises(FetchError, match="KeyError"):
                await document.pack({"guid:un"})


async def test_a_helper_that_is_killed_is_followed_by_another(library: Library, web: Web, server: Server) -> None:
    async with helped(library) as shop:
        async with shop.document(fetched()) as document:
            await document.feed()
            helper = document.hands
            assert isinstance(helper, workshop._Helper)
            assert helper._process
            os.kill(helper._process.pid, signal.SIGKILL)
            with pytest.raises(HelperDied):
                await document.pack({"guid:un"})
        async with shop.document(fetched(), apart=True) as document:
            assert len((await document.feed()).articles) == 2


async def test_a_document_that_kills_whoever_reads_it_is_left_alone(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(9)"]
    begun = []

    async def begin() -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        begun.append(await asyncio.create_subprocess_exec(*dying, stdin=pipe, stdout=pipe))
        return begun[-1]

    monkeypatch.setattr(workshop, "_begin", begin)
    monkeypatch.setattr(workshop, "MANY", 0)
    server.answers["/feed"] = data(PAPER)
    subscribe(library, server.url("/feed"))
    (event,) = of(await refreshed(library, web, helpers=1), SourceRefreshed)
    assert (event.status, event.error) == ("failed", "The feed broke what was to read it, and was left alone.")
    assert len(begun) == 2
    assert all(process.returncode is not None for process in begun)


async def test_what_takes_for_ever_is_left_alone(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = [sys.executable, "-c", "import time; time.sleep(600)"]

    async def begin() -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(*endless, stdin=pipe, stdout=pipe)

    monkeypatch.setattr(workshop, "_begin", begin)
    monkeypatch.setattr(workshop, "MANY", 0)
    monkeypatch.setattr(workshop, "PATIENCE", 0.1)
    server.answers["/feed"] = data(PAPER)
    subscribe(library, server.url("/feed"))
    (event,) = of(await refreshed(library, web, helpers=1), SourceRefreshed)
    assert event.error == "The feed broke what was to read it, and was left alone."


async def test_without_room_for_a_helper_the_work_goes_on(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def begin() -> asyncio.subprocess.Process:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(workshop, "_begin", begin)
    monkeypatch.setattr(workshop, "MANY", 0)
    server.answers = {f"/{number}": data(feed([item(str(number))])) for number in range(5)}
    subscribe(library, *map(server.url, server.answers))
    assert of(await refreshed(library, web, helpers=2), RefreshFinished)[0].new == 5


def test_a_fault_of_ours_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(craft, "parsed", stumble)
    answer = craft._answer({}, craft.Parse(1, PAPER, "http://paper.example/", ""))
    assert isinstance(answer, craft.Mistaken)
    assert answer.kind == "ZeroDivisionError"
    assert "stumble" in answer.trace


async def test_a_fault_is_logged_and_the_source_fails(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    async with helped(library) as shop, shop.document(fetched()) as document:
        await document.feed()
        document.ticket = 99
        with caplog.at_level(logging.ERROR), pytest.raises(FetchError, match="made a mistake"):
            await document.pack({"guid:un"})
    assert "KeyError" in caplog.text


def test_a_helper_ends_with_the_courier() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-m", "placentin_tui.courier.craft"], stdin=pipe, stdout=pipe) as helper:
        assert helper.stdin
        question = craft.encode(craft.Parse(1, PAPER, "http://paper.example/", ""))
        helper.stdin.write(craft.LENGTH.pack(len(question)) + question)
        # What the system does for a courier that was killed.
        helper.stdin.close()
        assert helper.wait(30) == 0
