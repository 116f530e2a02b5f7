"""Days on which the network comes and goes, servers ask for patience, and clocks jump."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from placentin_tui.courier.process.protocol import RefreshFinished, SourceRefreshed
from placentin_tui.library import Library
from placentin_tui.models import NewSource
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item
from tests.courier.refreshing import of, refreshed, subscribe, titles
from tests.faults.faults import PORTAL
from tests.web.server import Server, Visit, data, head, raw, redirect, running, text

DAY = 24 * 60 * 60


class Names:
    """The resolver of this computer: every `.example` is on loopback, while there is a network."""

    def __init__(self) -> None:
        self.away = False
        self._look_up = socket.getaddrinfo

    def getaddrinfo(self, host: Any, *args: Any, **named: Any) -> Any:
        if str(host).endswith(".example"):
            if self.away:
                raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
            host = "127.0.0.1"
        return self._look_up(host, *args, **named)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    return names


def port(server: Server) -> str:
    return server.base.rpartition(":")[2]


# ── the network comes and goes ───────────────────────────────────────────────────────────────────────────────────────


async def test_online_again_before_the_refresh_is_over(
    library: Library, web: Web, server: Server, names: Names
) -> None:
    names.away = True

    async def and_back(visit: Visit) -> None:
        names.away = False
        await data(feed([item("straight")]))(visit)

    server.answers = {"/straight": and_back, "/far": data(feed([item("far")]))}
    subscribe(library, server.url("/straight"), f"http://far.example:{port(server)}/far")
    events = await refreshed(library, web)
    assert [event.status for event in of(events, SourceRefreshed)] == ["new", "new"]
    assert events[-1] == RefreshFinished(total=2, new=2, changed=0, failed=0)


async def test_offline_in_the_middle_is_nobodys_fault(library: Library, web: Web, server: Server, names: Names) -> None:
    names.away = True
    server.answers["/straight"] = data(feed([item("straight")]))
    _near, far = subscribe(library, server.url("/straight"), f"http://far.example:{port(server)}/far")
    events = await refreshed(library, web)
    assert events[-1] == RefreshFinished(total=2, new=1, changed=0, failed=1)
    kept = library.sources.get(far)
    assert (kept.failures, kept.next_try, kept.error) == (0, None, ""), "it is asked again with the next refresh"
    names.away = False
    server.answers["/far"] = data(feed([item("far")]))
    assert (await refreshed(library, web))[-1] == RefreshFinished(total=2, new=1, changed=0, failed=0)


async def test_a_network_that_wants_one_to_sign_in(library: Library, web: Web, names: Names) -> None:
    async with running() as one, running("127.0.0.2") as two:
        for server in (one, two):
            server.answers["/feed"] = data(feed([item(server.base)]))
        sources = subscribe(library, *(server.url("/feed") for server in (one, two)))
        await refreshed(library, web)
        before = titles(library)
        one.answers["/feed"] = redirect(f"http://portal.example:{port(one)}/login")
        one.answers["/login"] = data(PORTAL, kind="text/html")
        two.answers["/feed"] = data(PORTAL, kind="text/html")
        events = await refreshed(library, web)
    assert events[-1] == RefreshFinished(total=2, new=0, changed=0, failed=2, offline=True, sign_in=True)
    errors = [event.error for event in of(events, SourceRefreshed)]
    assert any("127.0.0.1 leads to a web page of portal.example" in error for error in errors)
    assert any("127.0.0.2 sends a web page in place of the feed" in error for error in errors)
    assert titles(library) == before
    for source in sources:
        kept = library.sources.get(source)
        assert (kept.failures, kept.next_try) == (0, None), "once signed in, they are asked at once"


async def test_one_paper_that_became_a_web_page_is_its_own_fault(library: Library, web: Web, server: Server) -> None:
    server.answers = {"/a": data(feed([item("a")])), "/b": data(feed([item("b")]))}
    gone, _fine = subscribe(library, server.url("/a"), server.url("/b"))
    await refreshed(library, web)
    server.answers["/a"] = redirect("/parking", 301)
    server.answers["/parking"] = data(PORTAL, kind="text/html")
    for failures in (1, 2, 3, 4):
        await refreshed(library, web, force=True)
        kept = library.sources.get(gone)
        assert (kept.error_reason, kept.failures, kept.articles) == ("web-page", failures, 1)
    assert (kept.url, kept.moving_to) == (server.url("/a"), ""), "a page is no good answer: the move is not remembered"


# ── servers that ask for patience ────────────────────────────────────────────────────────────────────────────────────


async def test_a_host_that_says_429_is_paused_whole(library: Library, server: Server) -> None:
    server.answers = {f"/{number}": text("", status=429, retry_after="7200") for number in range(6)}
    async with running("127.0.0.2") as other, Web(per_host=1, clock=lambda: NOW) as web:
        other.answers["/feed"] = data(feed([item("un")]))
        *paused, _fine = subscribe(library, *(server.url(f"/{number}") for number in range(6)), other.url("/feed"))
        events = await refreshed(library, web)
        assert len(server.visits) == 1, "the first answer was enough"
        assert events[-1] == RefreshFinished(total=7, new=1, changed=0, failed=6)
        reasons = sorted(event.reason for event in of(events, SourceRefreshed))
        assert reasons == ["", "http-429", "paused", "paused", "paused", "paused", "paused"]
        found = [library.sources.get(source) for source in paused]
        assert {source.next_try for source in found} == {NOW + 7200}
        assert sorted(source.failures for source in found) == [0, 0, 0, 0, 0, 1], "who was not asked has not failed"
        assert all("come back later" in source.error for source in found)
        # Not even by another process, until then; but the person may insist.
        async with Web(clock=lambda: NOW) as another:
            assert (await refreshed(library, another, now=NOW + 7199))[-1].total == 1  # type: ignore[union-attr]
            server.answers = {f"/{number}": data(feed([item(f"{number}")])) for number in range(6)}
            await refreshed(library, another, paused[:1], force=True)
            assert library.sources.get(paused[0]).error == ""
        await refreshed(library, web, paused[1:2], force=True)
        assert library.sources.get(paused[1]).error == ""


async def test_a_pause_ends_with_the_time_and_with_a_clock_set_back(server: Server) -> None:
    now = float(NOW)
    server.answers = {"/a": text("", status=429, retry_after="60"), "/b": text("fine")}
    async with Web(clock=lambda: now) as web:
        for moment, reason in ((NOW + 59, "paused"), (NOW + 61, ""), (NOW - DAY, "")):
            now = NOW
            web.resume(server.url())
            assert await reason_of(web, server.url("/a")) == "http-429"
            now = moment
            assert await reason_of(web, server.url("/b")) == reason


async def reason_of(web: Web, url: str) -> str:
    from placentin_tui.errors import FetchError

    try:
        await web.get(url)
    except FetchError as error:
        return error.code
    return ""


async def test_a_comment_refused_for_haste_pauses_nothing(server: Server, web: Web) -> None:
    server.answers = {"/comment": text("slow down", status=429), "/feed": data(feed([item("un")]))}
    assert (await web.post(server.url("/comment"), [("comment", "x")])).status == 429
    assert (await web.get(server.url("/feed"))).status == 200


# ── servers that always say the same ─────────────────────────────────────────────────────────────────────────────────


async def test_a_server_that_always_says_unchanged_is_asked_for_the_whole_once_in_a_while(
    library: Library, web: Web, server: Server
) -> None:
    async def stubborn(visit: Visit) -> None:
        conditional = "if-none-match" in visit.headers
        await (raw(head(304)) if conditional else data(feed([item(f"{len(server.visits)}")]), etag='"1"'))(visit)

    server.answers["/feed"] = stubborn
    (source,) = subscribe(library, server.url("/feed"))
    for days, found in ((0, 1), (1, 1), (7, 1), (8, 2), (9, 2), (15, 2), (16, 3)):
        library.sources._clock = lambda days=days: NOW + days * DAY  # type: ignore[misc]
        await refreshed(library, web, now=NOW + days * DAY)
        assert library.sources.get(source).articles == found, days


async def test_not_found_for_days_says_since_when(library: Library, web: Web, server: Server) -> None:
    (source,) = subscribe(library, server.url("/feed"))
    for days in (0, 1, 5):
        library.sources._clock = lambda days=days: NOW + days * DAY  # type: ignore[misc]
        await refreshed(library, web, now=NOW + days * DAY, force=True)
    kept = library.sources.get(source)
    assert (kept.error_reason, kept.failing_since, kept.failures) == ("http-404", NOW, 3)


# ── clocks that jump ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ahead", [400 * DAY, 2 * DAY])
async def test_a_clock_that_was_ahead_silences_nobody(library: Library, web: Web, server: Server, ahead: int) -> None:
    server.answers["/feed"] = text("", status=500)
    (source,) = subscribe(library, server.url("/feed"))
    await refreshed(library, web, now=NOW + ahead)
    server.answers["/feed"] = data(feed([item("un")]))
    await refreshed(library, web)
    assert library.sources.get(source).articles == 1


async def test_an_empty_feed_deletes_nothing(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un"), item("deux")]))
    library.sources.add(NewSource(server.url("/feed")))
    await refreshed(library, web)
    before = titles(library)
    for body in (feed([]), b"<rss version='2.0'><channel><title>x</title></channel></rss>", b""):
        server.answers["/feed"] = data(body)
        await refreshed(library, web, force=True)
        assert titles(library) == before
