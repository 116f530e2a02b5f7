"""A name that leads to one place today and to another tomorrow: where a server is, is said by the connection alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import chain, repeat
from pathlib import Path

import pytest

from placentin_tui.courier.comments import credentials
from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.comments.send import send
from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.images.download import PictureDownloader
from placentin_tui.courier.images.scaler_process import ScalerProcess
from placentin_tui.courier.network_scope import is_public
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.protocol import SourceRefreshed
from placentin_tui.courier.refresh.offline_ready import make_ready
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.courier.refresh.subscribe import subscribe
from placentin_tui.courier.wordpress.full_text import fetch_text
from placentin_tui.errors import FetchError
from placentin_tui.library import Library
from placentin_tui.models import FullTextPolicy, NewSource
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item, picture
from tests.courier.refreshing import of, refreshed
from tests.faults.faults import server_tls
from tests.faults.test_certificates import sha256
from tests.hostile.test_network_scope import OUTSIDE, internet, names, outside
from tests.library.factories import article, put
from tests.web.server import Answer, Server, Visit, data, redirect, running, text

__all__ = ["internet", "names", "outside"]

HOME = "127.0.0.1"
Names = dict[str, Iterator[list[str]]]


def port_of(server: Server) -> str:
    return server.base.rpartition(":")[2]


def leading(*first: str, then: str) -> Iterator[list[str]]:
    """What a name server says: these addresses one after the other, and then always the last."""
    return chain(([address] for address in first), repeat([then]))


@asynccontextmanager
async def twins(names: Names) -> AsyncIterator[tuple[Server, Server, str]]:
    """A server outside and one at home on the same port, and the name that leads to one of them."""
    async with running(OUTSIDE) as out, running(HOME, port=int(port_of(out))) as home:
        yield out, home, f"http://paper.example:{port_of(out)}"


async def test_a_name_that_led_home_when_it_was_looked_up_is_not_at_home(
    web: Web, internet: None, names: Names
) -> None:
    async with twins(names) as (out, home, base):
        out.answers["/feed"] = text("from outside")
        names["paper.example"] = leading(HOME, then=OUTSIDE)
        fetched = await web.get(f"{base}/feed")
        assert (fetched.body, fetched.at_home, fetched.from_home) == (b"from outside", False, False)
        assert home.visits == []


async def test_nor_is_it_led_home_from_there(web: Web, internet: None, names: Names) -> None:
    async with twins(names) as (out, home, base):
        out.answers["/feed"] = redirect(home.url("/reboot"))
        for first in ([HOME], [HOME, HOME], []):
            names["paper.example"] = leading(*first, then=OUTSIDE)
            async with Web(timeout=20, clock=lambda: NOW) as fresh:
                with pytest.raises(FetchError) as failure:
                    await fresh.get(f"{base}/feed")
            assert failure.value.code in ("private", "http-404")
        assert "/reboot" not in home.paths()


async def test_a_name_that_goes_to_and_fro_stays_outside_once_it_was_there(
    web: Web, library: Library, internet: None, names: Names
) -> None:
    async with twins(names) as (out, home, base):
        out.answers["/feed"] = data(feed([item("un")]))
        names["paper.example"] = leading(HOME, OUTSIDE, then=HOME)
        await drained(subscribe(library, web, f"{base}/feed"))
        async with Web(timeout=20, clock=lambda: NOW) as fresh:
            await refreshed(library, fresh, force=True)
        assert library.sources.get(1).error_reason == "private"
        assert home.visits == []


async def test_a_feed_subscribed_to_while_its_name_changed_is_of_the_internet(
    web: Web, library: Library, internet: None, names: Names, tmp_path: Path
) -> None:
    async with twins(names) as (out, home, base):
        home.answers["/router.png"] = data(picture(), kind="image/png")
        html = f'<p>Avant.</p><figure><img src="{home.url("/router.png")}" alt="x"></figure>'
        out.answers["/feed"] = data(feed([item("un", html)]))
        names["paper.example"] = leading(HOME, then=OUTSIDE)
        folder = ImageCache(tmp_path / "pictures", 1_000_000)
        async for _event in subscribe(library, web, f"{base}/feed", pictures=folder):
            pass
        (source,) = library.sources.all()
        assert library.sources.at_home(source.id) is False
        assert home.visits == []


def keeping(words: bytes) -> Answer:
    """One answer after the other on the same connection."""

    async def answer(visit: Visit) -> None:
        with suppress(asyncio.IncompleteReadError):
            while True:
                await visit.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(words), words))
                await visit.reader.readuntil(b"\r\n\r\n")

    return answer


@pytest.mark.parametrize(("first", "then"), [(OUTSIDE, HOME), (HOME, OUTSIDE)])
async def test_a_connection_that_is_kept_says_where_it_leads(
    web: Web, internet: None, names: Names, first: str, then: str
) -> None:
    async with twins(names) as (out, home, base):
        out.answers["/"], home.answers["/"] = keeping(b"out"), keeping(b"home")
        names["paper.example"] = leading(then=first)
        for _time in range(2):
            fetched = await web.get(f"{base}/")
            assert (fetched.body, fetched.at_home) == ((b"home", True) if first == HOME else (b"out", False))
        assert len(out.visits) + len(home.visits) == 1, "the second came on the same connection"
        names["paper.example"] = leading(then=then)
        with suppress(FetchError):  # its name is not looked up again for some seconds
            assert (await web.get(f"{base}/", public_only=True)).body == b"out"
        assert home.paths() == (["/"] if first == HOME else [])


# ── what is known of the internet ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def gone_home(library: Library, internet: None, names: Names) -> AsyncIterator[tuple[Server, str]]:
    """A paper of the internet whose name leads home by now: its article, its pages, its interface, its form."""
    async with twins(names) as (_out, home, base):
        source = library.sources.add(NewSource(f"{base}/feed", home=base)).id
        library.sources.note_home(source, at_home=False)
        library.sources.set_rest_root(source, f"{base}/wp-json/")
        (number,) = put(
            library,
            source,
            article(
                "un", picture=f"{base}/un.png", url=f"{base}/un/", comments_url=f"{base}/un/#c",
                comments_feed=f"{base}/un/feed", comment_count=3,
            ),
        )  # fmt: skip
        library.articles.set_post(number, 7)
        library.fulltexts.set_policy(source, FullTextPolicy.ALWAYS)
        library.outbox.write(number, "", "Ana", "ana@h.example", "Bonjour")
        names["paper.example"] = leading(then=HOME)
        yield home, base


async def drained(events: AsyncGenerator[object, None]) -> None:
    async for _event in events:
        pass


async def _pictures(library: Library, web: Web, folder: ImageCache) -> None:
    executor = Executor(library)
    async with ScalerProcess() as scaler:
        pictures = PictureDownloader(executor, web, folder, scaler)
        await pictures.fetch(1, public_only=await is_public(executor, 1), every=True)


async def _of_article(library: Library, web: Web, fetch: Callable[..., Awaitable[object]]) -> None:
    executor = Executor(library)
    with suppress(FetchError):
        await fetch(executor, web, 1, public_only=await is_public(executor, 1))


async def _subscribe(library: Library, web: Web, _folder: ImageCache) -> None:
    address = library.sources.get(1).url
    with pytest.raises(FetchError) as failure:
        await drained(subscribe(library, web, address))
    assert failure.value.code == "private"


async def _account(library: Library, web: Web, _folder: ImageCache) -> None:
    root = f"https://paper.example:{library.sources.get(1).url.split(':')[2].split('/')[0]}/wp-json/"
    with pytest.raises(FetchError) as failure:
        await credentials.give(Executor(library), web, 1, "ana", "secret", root=root)
    assert failure.value.code == "private"


ERRANDS: dict[str, Callable[[Library, Web, ImageCache], Awaitable[object]]] = {
    "refresh": lambda library, web, folder: drained(refresh(library, web, now=NOW, pictures=folder)),
    "refresh by name": lambda library, web, folder: drained(refresh(library, web, [1], now=NOW, force=True)),
    "offline-ready": lambda library, web, folder: drained(make_ready(library, web, 9, pictures=folder)),
    "pictures": _pictures,
    "comments": lambda library, web, folder: _of_article(library, web, fetch_comments),
    "text": lambda library, web, folder: _of_article(library, web, fetch_text),
    "outbox": lambda library, web, folder: drained(send(library, web, force=True)),
    "subscribe": _subscribe,
    "account": _account,
}


@pytest.mark.parametrize("errand", ERRANDS.values(), ids=ERRANDS)
async def test_what_stood_on_the_internet_is_asked_for_nothing_at_home(
    library: Library,
    web: Web,
    gone_home: tuple[Server, str],
    tmp_path: Path,
    errand: Callable[[Library, Web, ImageCache], Awaitable[object]],
) -> None:
    home, _base = gone_home
    await errand(library, web, ImageCache(tmp_path / "pictures", 1_000_000))
    assert home.visits == []


async def test_its_failure_says_why(library: Library, web: Web, gone_home: tuple[Server, str]) -> None:
    (event,) = of(await refreshed(library, web), SourceRefreshed)
    assert (event.status, event.reason) == ("failed", "private")
    assert "paper.example is not on the public web." in event.error


async def test_a_removed_source_comes_back_as_one_of_the_internet(
    library: Library, web: Web, gone_home: tuple[Server, str]
) -> None:
    home, base = gone_home
    library.undo_log.remove_source(1)
    with pytest.raises(FetchError):
        await drained(subscribe(library, web, f"{base}/feed"))
    assert home.visits == []


# ── what is not asked, only looked at ────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def counting(host: str, port: int = 0) -> AsyncIterator[tuple[int, list[object]]]:
    """A server that takes connections and says nothing; its port, and who connected."""
    came: list[object] = []

    def connected(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(writer.get_extra_info("peername"))
        writer.close()

    server = await asyncio.start_server(connected, host, port)
    async with server:
        yield server.sockets[0].getsockname()[1], came


async def test_no_certificate_is_looked_at_there(library: Library, web: Web, internet: None, names: Names) -> None:
    """The server outside shows one nobody vouches for; when it is looked at, the name leads home."""
    async with (
        running(OUTSIDE, tls=server_tls("self-signed")) as out,
        counting(HOME, int(port_of(out))) as (port, came),
    ):
        url = f"https://paper.example:{port}/feed"
        source = library.sources.add(NewSource(url)).id
        library.sources.note_home(source, at_home=False)
        names["paper.example"] = leading(OUTSIDE, then=HOME)
        await refreshed(library, web, force=True)
        assert (library.sources.get(source).error_reason, library.sources.get(source).refused) == (
            "tls-self-signed",
            "",
        )
        assert came == []
        names["paper.example"] = leading(then=HOME)
        assert await web.refused_certificate(url) == "", "one at home may be looked at, and shows none here"
        assert came
        names["paper.example"] = leading(then=OUTSIDE)
        assert await web.refused_certificate(url, public_only=True) == sha256("self-signed")


# ── a server at home that leads outside ──────────────────────────────────────────────────────────────────────────────


async def test_what_a_server_at_home_leads_to_outside_names_nothing_at_home(
    outside: Server, server: Server, web: Web, library: Library, tmp_path: Path
) -> None:
    server.answers["/feed"] = redirect(outside.url("/feed"))
    server.answers["/router.png"] = data(picture(), kind="image/png")
    html = f'<p>Avant.</p><figure><img src="{server.url("/router.png")}" alt="x"></figure>'
    outside.answers["/feed"] = data(feed([item("un", html)]))
    source = library.sources.add(NewSource(server.url("/feed"))).id
    folder = ImageCache(tmp_path / "pictures", 1_000_000)
    for _time in range(2):
        events = [event async for event in refresh(library, web, now=NOW, force=True, pictures=folder)]
        assert of(events, SourceRefreshed)[0].error == "", "it may still be asked itself"
        executor = Executor(library)
        assert await is_public(executor, source)
    assert set(server.paths()) == {"/feed"}


async def test_a_page_a_server_at_home_leads_to_outside_names_no_feed_at_home(
    outside: Server, server: Server, web: Web, library: Library
) -> None:
    server.answers["/"] = redirect(outside.url("/"))
    server.answers["/admin"] = data(feed([item("un")]))
    link = f'<link rel="alternate" type="application/rss+xml" href="{server.url("/admin")}">'
    outside.answers["/"] = data(f"<html><head>{link}</head></html>".encode(), kind="text/html")
    with pytest.raises(Exception, match="names no feed"):
        await drained(subscribe(library, web, server.url("/")))
    assert server.paths() == ["/"]


async def test_past_a_proxy_nobody_knows_where_a_server_is(
    server: Server, web: Web, library: Library, monkeypatch: pytest.MonkeyPatch, names: Names
) -> None:
    """An intranet's paper by its proxy: asked again and again, but what it names may come from the internet only."""
    monkeypatch.setenv("http_proxy", server.base)
    names["intranet.example"] = repeat(["10.1.2.3"])
    server.answers["http://intranet.example/feed"] = data(feed([item("un")]))
    source = library.sources.add(NewSource("http://intranet.example/feed")).id
    for _time in range(2):
        (event,) = of(await refreshed(library, web, force=True), SourceRefreshed)
        assert event.error == ""
    assert library.sources.at_home(source) is None
    assert await is_public(Executor(library), source)
    assert (await web.get("http://intranet.example/feed")).at_home is None
