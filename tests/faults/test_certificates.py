"""Certificates nobody vouches for: refused, looked at, believed by choice, one at a time, and no longer."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from placentin_tui.__main__ import main
from placentin_tui.courier.refresh.subscribe import subscribe
from placentin_tui.errors import FetchError
from placentin_tui.library import Library
from placentin_tui.paths import Paths
from placentin_tui.rendering.source_status import fingerprint
from placentin_tui.ui.screens.certificate import CertificateScreen
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item
from tests.courier.refreshing import refreshed, titles
from tests.courier.refreshing import subscribe as subscribe_to
from tests.faults.faults import TLS, authority, server_tls
from tests.ui.paper import Paper
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_news import CONFIG
from tests.web.server import Server, data, running


def sha256(certificate: str) -> str:
    """As the library keeps it, and as the person compares it."""
    pem = (TLS / f"{certificate}.pem").read_text()
    begin = pem.index("-----BEGIN CERTIFICATE-----")
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem[begin:])).hexdigest()


@pytest.fixture
async def vouches_for_itself() -> AsyncIterator[Server]:
    async with running(tls=server_tls("self-signed")) as server:
        server.answers["/feed"] = data(feed([item("un")]))
        yield server


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web(timeout=20, trust=authority(), clock=lambda: NOW) as entered:
        yield entered


async def test_refused_then_believed_then_no_longer(library: Library, web: Web, vouches_for_itself: Server) -> None:
    (source,) = subscribe_to(library, vouches_for_itself.url("/feed"))
    await refreshed(library, web)
    kept = library.sources.get(source)
    assert (kept.error_reason, kept.refused, kept.certificate) == ("tls-self-signed", sha256("self-signed"), "")
    assert vouches_for_itself.visits == [], "nothing is asked of a server nobody vouches for"

    library.sources.trust(source, kept.refused)
    await refreshed(library, web)
    kept = library.sources.get(source)
    assert (kept.error, kept.refused, kept.articles) == ("", "", 1)

    library.sources.trust(source, "")
    await refreshed(library, web)
    assert library.sources.get(source).error_reason == "tls-self-signed", "at once, in the same process"
    assert len(vouches_for_itself.visits) == 1


async def test_one_certificate_is_believed_and_no_other(library: Library, web: Web) -> None:
    async with running(tls=server_tls("expired")) as server:
        server.answers["/feed"] = data(feed([item("un")]))
        (source,) = subscribe_to(library, server.url("/feed"))
        library.sources.trust(source, sha256("self-signed"))
        await refreshed(library, web)
        kept = library.sources.get(source)
        assert "another certificate than the one you believe" in kept.error
        assert kept.refused == sha256("expired"), "which can be looked at in its turn"
        assert server.visits == []


async def test_a_server_that_gets_a_certificate_like_anybodys_is_believed_for_it(library: Library, web: Web) -> None:
    async with running(tls=server_tls("good")) as server:
        server.answers["/feed"] = data(feed([item("un")]))
        (source,) = subscribe_to(library, server.url("/feed"))
        library.sources.trust(source, sha256("self-signed"))
        await refreshed(library, web)
    assert library.sources.get(source).articles == 1


async def test_what_one_source_is_believed_for_is_no_others(
    library: Library, web: Web, vouches_for_itself: Server
) -> None:
    async with running(tls=server_tls("self-signed")) as other:
        other.answers["/feed"] = data(feed([item("deux")]))
        one, two = subscribe_to(library, vouches_for_itself.url("/feed"), other.url("/feed"))
        library.sources.trust(one, sha256("self-signed"))
        await refreshed(library, web)
        assert titles(library) == ["Titre un"]
        assert library.sources.get(two).error_reason == "tls-self-signed"


async def test_subscribing_says_which_certificate_and_takes_it(
    library: Library, web: Web, vouches_for_itself: Server
) -> None:
    address = vouches_for_itself.url("/feed")
    with pytest.raises(FetchError) as refused:
        await anext(subscribe(library, web, address))
    assert refused.value.certificate == sha256("self-signed")
    _events = [event async for event in subscribe(library, web, address, certificate=refused.value.certificate)]
    (source,) = library.sources.all()
    assert (source.certificate, source.articles) == (sha256("self-signed"), 1)
    await refreshed(library, web)
    assert library.sources.get(source.id).error == ""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """An empty paper in the folders every process finds by itself."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    paper = Paper(tmp_path)
    paper.paths = Paths.of_user()
    paper.paths.create()
    return paper


async def test_from_the_command_line(
    home: Paper, vouches_for_itself: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    address = vouches_for_itself.url("/feed")
    mark = fingerprint(sha256("self-signed"))
    assert await asyncio.to_thread(main, ["add", address]) == 1
    said = capsys.readouterr().err
    assert "vouches for itself only" in said
    assert mark in said
    assert await asyncio.to_thread(main, ["add", address, "--certificate", mark]) == 0
    assert "1 article" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["trust", "1", "--forget"]) == 0
    assert await asyncio.to_thread(main, ["refresh", "1"]) == 1
    capsys.readouterr()
    assert await asyncio.to_thread(main, ["trust", "1"]) == 0
    assert f"was refused: {mark}" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["trust", "1", mark]) == 0
    assert await asyncio.to_thread(main, ["refresh", "--failed"]) == 0
    assert "1 source asked" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["refresh", "--failed"]) == 0
    assert "No source is in trouble." in capsys.readouterr().err


async def test_in_the_app(home: Paper, vouches_for_itself: Server) -> None:
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("escape", "a", *vouches_for_itself.url("/feed"), "enter")
        assert await sees(pilot, "vouches for itself only")
        assert isinstance(app.screen, CertificateScreen)
        assert fingerprint(sha256("self-signed"))[:23] in screen_text(app)
        await pilot.press("enter")  # the first line leaves it as it is
        assert await until(pilot, lambda: not app.own_library.sources.all() and app.screen is app.front)

        await pilot.press("a", *vouches_for_itself.url("/feed"), "enter")
        assert await sees(pilot, "vouches for itself only")
        await pilot.press("j", "enter")
        assert await sees(pilot, "Titre un")
        await pilot.press("P", "j")
        assert await sees(pilot, "You believe its certificate")
        await pilot.press("c")
        assert await sees(pilot, "Believe it no longer")
        await pilot.press("j", "enter")
        assert await sees(pilot, "vouches for itself only")
        assert not app.own_library.sources.all()[0].certificate
