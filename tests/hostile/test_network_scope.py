"""From the internet nobody is led into the house: not by an address, a name, a redirect or a name that changes."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.images.download import PictureDownloader
from placentin_tui.courier.images.scaler_process import ScalerProcess
from placentin_tui.courier.network_scope import is_public
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.courier.refresh.subscribe import subscribe
from placentin_tui.errors import FetchError, NoFeedFound
from placentin_tui.library import Library
from placentin_tui.models import NewSource, View
from placentin_tui.web import Web, address_policy
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item, picture, said
from tests.web.server import Server, data, raw, redirect, running, text

OUTSIDE = "127.0.0.2"
"""What these tests take for the internet; the rest of 127.0.0.0/8 is at home as ever."""


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_policy, "is_global", lambda address: address == OUTSIDE)


@pytest.fixture
async def outside(internet: None) -> AsyncIterator[Server]:
    async with running(OUTSIDE) as served:
        yield served


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, Iterator[list[str]]]:
    """What a name server says of some names, each time it is asked."""
    said: dict[str, Iterator[list[str]]] = {}
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        if host not in said:
            return real(host, port, *args, **named)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0)) for address in next(said[host])]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return said


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("64:ff9b::101:101", True),  # 1.1.1.1 by NAT64
        ("2002:101:101::1", True),  # the same by 6to4
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("0.1.2.3", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.31.255.255", False),
        ("192.168.0.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("239.1.1.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::7f00:1", False),  # 127.0.0.1 as IPv6 wrote it once
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::c0a8:1", False),
        ("64:ff9b:1::1", False),
        ("2002:7f00:1::", False),
        ("2002:c0a8:101::1", False),
        ("2001:0:1::1", False),
        ("2001:db8::1", False),
        ("fc00::1", False),
        ("fd12:3456::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("4000::1", False),
        ("2130706433", False),
        ("0x7f.1", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_which_addresses_are_of_the_internet(address: str, public: bool) -> None:
    assert address_policy.is_global(address) is public


@given(st.integers(0, 2**32 - 1), st.sampled_from(["10.0.0.0/8", "127.0.0.0/8", "192.168.0.0/16", "169.254.0.0/16"]))
def test_an_address_of_the_house_stays_one_whatever_it_is_wrapped_in(number: int, network: str) -> None:
    home = ipaddress.ip_network(network)
    inner = int(home[number % home.num_addresses])
    for wrapped in (inner, 0xFFFF << 32 | inner, 0x64FF9B << 96 | inner, 0x2002 << 112 | inner << 80, inner << 64):
        assert not address_policy.is_global(str(ipaddress.IPv6Address(wrapped)))
    assert not address_policy.is_global(str(ipaddress.IPv4Address(inner)))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "localhost",
        "public.example@127.0.0.1",
        "１２７.0.0.1",
        "127.0.0.1.",
        "127.0.0.1%2f",
    ],
)
async def test_no_spelling_of_home_is_asked(server: Server, web: Web, host: str) -> None:
    port = server.base.rpartition(":")[2]
    with pytest.raises(FetchError) as failure:
        await web.get(f"http://{host}:{port}/", public_only=True)
    assert failure.value.code in ("private", "not-http")
    assert server.visits == []


async def test_a_name_that_leads_home_is_not_followed(
    server: Server, web: Web, names: dict[str, Iterator[list[str]]]
) -> None:
    names["paper.example"] = iter([["127.0.0.1"]] * 9)
    with pytest.raises(FetchError) as failure:
        await web.get(f"http://paper.example:{server.base.rpartition(':')[2]}/", public_only=True)
    assert failure.value.code == "private"
    assert "paper.example is not on the public web." in str(failure.value)
    assert server.visits == []


async def test_a_name_that_changes_when_it_is_called_is_not_followed(
    server: Server, web: Web, names: dict[str, Iterator[list[str]]]
) -> None:
    """DNS rebinding: outside when looked up, at home when the connection is made."""
    names["paper.example"] = iter([["93.184.216.34"], *[["127.0.0.1"]] * 9])
    url = f"http://paper.example:{server.base.rpartition(':')[2]}/"
    assert await address_policy.is_public(url)
    with pytest.raises(FetchError) as failure:
        await web.get(url, public_only=True)
    assert failure.value.code == "private"
    assert server.visits == []


async def test_of_several_addresses_only_those_outside_are_tried(
    outside: Server, web: Web, names: dict[str, Iterator[list[str]]]
) -> None:
    outside.answers["/"] = text("from outside")
    names["paper.example"] = iter([["127.0.0.1", OUTSIDE]] * 9)
    fetched = await web.get(f"http://paper.example:{outside.base.rpartition(':')[2]}/", public_only=True)
    assert fetched.body == b"from outside"
    assert not fetched.at_home


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_from_outside_does_not_lead_home(
    outside: Server, server: Server, web: Web, status: int
) -> None:
    outside.answers["/feed"] = redirect(server.url("/admin/reboot"), status)
    outside.answers["/far"] = redirect(outside.url("/feed"))
    for path in ("/feed", "/far"):
        with pytest.raises(FetchError) as failure:
            await web.get(outside.url(path))
        assert failure.value.code == "private"
    assert server.visits == []


async def test_from_home_one_may_be_led_outside_but_not_back(outside: Server, server: Server, web: Web) -> None:
    server.answers["/feed"] = redirect(outside.url("/feed"))
    outside.answers["/feed"] = text("news")
    fetched = await web.get(server.url("/feed"))
    assert (fetched.body, fetched.at_home) == (b"news", True)
    outside.answers["/feed"] = redirect(server.url("/back"))
    with pytest.raises(FetchError) as failure:
        await web.get(server.url("/feed"))
    assert failure.value.code == "private"
    assert server.paths() == ["/feed", "/feed"]


async def test_a_connection_into_the_house_is_not_shared(web: Web) -> None:
    async with running("localhost") as near:
        near.answers["/"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        assert (await web.get(near.url())).at_home
        with pytest.raises(FetchError) as failure:
            await web.get(near.url(), public_only=True)
        assert failure.value.code == "private"
        assert len(near.visits) == 1


async def test_what_an_article_from_outside_names_at_home_is_never_fetched(
    outside: Server, server: Server, web: Web, library: Library, tmp_path: Path
) -> None:
    server.answers["/photo.png"] = data(picture(), kind="image/png")
    server.answers["/comments"] = data(said("Ana"))
    html = f'<p>Avant.</p><figure><img src="{server.url("/photo.png")}" alt="x"></figure>'
    outside.answers["/feed"] = data(feed([item("un", html, comments=2, discussed_at=server.url("/comments"))]))
    source = library.sources.add(NewSource(outside.url("/feed"))).id
    folder = ImageCache(tmp_path / "pictures", 1_000_000)
    async for _event in refresh(library, web, now=NOW, force=True, pictures=folder):
        pass
    assert library.sources.at_home(source) is False
    executor = Executor(library)
    (row,) = library.articles.page(View())
    async with ScalerProcess() as scaler:
        pictures = PictureDownloader(executor, web, folder, scaler)
        await pictures.fetch(row.id, public_only=await is_public(executor, source), every=True)
    assert server.visits == []


async def test_a_source_of_the_house_may_name_what_is_there(
    server: Server, web: Web, library: Library, tmp_path: Path
) -> None:
    server.answers["/photo.png"] = data(picture(), kind="image/png")
    html = f'<p>Avant.</p><figure><img src="{server.url("/photo.png")}" alt="x"></figure>'
    server.answers["/feed"] = data(feed([item("un", html)]))
    source = library.sources.add(NewSource(server.url("/feed"))).id
    folder = ImageCache(tmp_path / "pictures", 1_000_000)
    async for _event in refresh(library, web, now=NOW, force=True, pictures=folder):
        pass
    assert library.sources.at_home(source) is True
    assert server.paths() == ["/feed", "/photo.png"]


async def test_a_source_that_was_outside_once_does_not_move_into_the_house(library: Library) -> None:
    source = library.sources.add(NewSource("https://paper.example/feed")).id
    assert library.sources.at_home(source) is None
    assert await is_public(Executor(library), source)
    library.sources.note_home(source, at_home=False)
    library.sources.note_home(source, at_home=True)
    assert library.sources.at_home(source) is False


@pytest.mark.parametrize(
    ("head", "link", "refresh"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="{home}/feed">', "", ""),
        ('<link rel="alternate" href="{home}/feed">', "", ""),
        ('<a href="{home}/feed">RSS</a>', "", ""),
        ('<a href="feed:{home}/feed">Suivre</a>', "", ""),
        ('<meta http-equiv="refresh" content="0; url={home}/feed">', "", ""),
        ('<script>{{"feedUrl": "{home}/feed"}}</script>', "", ""),
        ('<link rel="https://api.w.org/" href="{home}/wp-json/"><a rel="home" href="{home}/">Une</a>', "", ""),
        ("", '<{home}/feed>; rel="alternate"; type="application/rss+xml"', ""),
        ("", "", "0; url={home}/feed"),
    ],
)
async def test_a_page_from_outside_names_no_feed_at_home(
    outside: Server, server: Server, web: Web, library: Library, head: str, link: str, refresh: str
) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    body, link, refresh = (each.format(home=server.base) for each in (f"<html><head>{head}</head>", link, refresh))
    outside.answers["/"] = data(body.encode(), kind="text/html", link=link, refresh=refresh)
    with pytest.raises(NoFeedFound):
        async for _event in subscribe(library, web, outside.url("/")):
            pass
    assert server.visits == []


async def test_nor_does_one_at_home_that_sends_one_outside(
    outside: Server, server: Server, web: Web, library: Library
) -> None:
    server.answers["/"] = data(f'<meta http-equiv="refresh" content="0; url={outside.url("/")}">'.encode())
    server.answers["/feed"] = data(feed([item("un")]))
    link = f'<link rel="alternate" type="application/rss+xml" href="{server.url("/feed")}">'
    outside.answers["/"] = data(link.encode(), kind="text/html")
    with pytest.raises(NoFeedFound):
        async for _event in subscribe(library, web, server.url("/")):
            pass
    assert server.paths() == ["/"]


async def test_a_form_from_outside_is_not_sent_home(server: Server, web: Web, names: dict[str, Any]) -> None:
    names["paper.example"] = iter([["127.0.0.1"]] * 9)
    with pytest.raises(FetchError) as failure:
        await web.post(f"http://paper.example:{server.base.rpartition(':')[2]}/", [("a", "b")], public_only=True)
    assert failure.value.code == "private"
    assert server.visits == []
