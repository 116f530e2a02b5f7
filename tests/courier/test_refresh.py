"""Refreshing real sources into a real library."""

from __future__ import annotations

import asyncio
import gzip
import re
from contextlib import aclosing
from pathlib import Path

import pytest

from placentin_tui.courier.process.protocol import RefreshFinished, RefreshStarted, SourceRefreshed
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.errors import LibraryError
from placentin_tui.library import Library
from placentin_tui.models import NewSource, View
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed, item
from tests.courier.refreshing import of, refreshed, subscribe, titles
from tests.web.server import Answer, Server, Visit, data, endless, head, raw, redirect, silence, text

# ── news ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_new_articles(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("deux", hour=10), item("un")]), etag='"1"')
    (source,) = subscribe(library, server.url("/feed"))
    started, done, finished = await refreshed(library, web)
    assert started == RefreshStarted(1)
    assert isinstance(done, SourceRefreshed)
    assert (done.source, done.title, done.status, done.new, done.changed, done.error) == (
        source, "Journal 0", "new", 2, 0, "",
    )  # fmt: skip
    assert done.seconds > 0
    assert finished == RefreshFinished(total=1, new=2, changed=0, failed=0)
    assert titles(library) == ["Titre deux", "Titre un"]
    kept = library.sources.get(source)
    assert (kept.title, kept.language, kept.home) == ("Le Journal", "fr-FR", "http://paper.example/")


async def test_both_validators_are_echoed_byte_for_byte(library: Library, web: Web, server: Server) -> None:
    etag, moment = 'W/"a, b;c"', "Tue, 3 Mar 2026 9:4:58 +0000"

    async def conditional(visit: Visit) -> None:
        same = visit.headers.get("if-none-match") == etag and visit.headers.get("if-modified-since") == moment
        answer = raw(head(304)) if same else data(feed([item("un")]), etag=etag, last_modified=moment)
        await answer(visit)

    server.answers["/feed"] = conditional
    (source,) = subscribe(library, server.url("/feed"))
    for status in ("new", "unchanged", "unchanged"):
        assert of(await refreshed(library, web), SourceRefreshed)[0].status == status
    assert [visit.headers.get("if-none-match") for visit in server.visits] == [None, etag, etag]
    assert library.sources.get(source).last_success == NOW


async def test_the_same_bytes_are_not_read_again(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]), etag='"1"')
    subscribe(library, server.url("/feed"))
    await refreshed(library, web)
    server.answers["/feed"] = data(gzip.compress(feed([item("un")])), etag='"2"', content_encoding="gzip")
    assert of(await refreshed(library, web), SourceRefreshed)[0].status == "unchanged"
    assert library.sources.fetch_states()[0].etag == '"2"'


async def test_a_corrected_article(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    subscribe(library, server.url("/feed"))
    await refreshed(library, web)
    library.undo_log.mark_read([library.articles.page(View())[0].id])
    server.answers["/feed"] = data(feed([item("un", "<p>Un autre texte.</p>")]))
    assert of(await refreshed(library, web), RefreshFinished)[0].changed == 1
    (row,) = library.articles.page(View())
    assert row.corrected == NOW
    assert row.read


async def test_an_article_that_leaves_the_feed_stays(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    subscribe(library, server.url("/feed"))
    await refreshed(library, web)
    server.answers["/feed"] = data(feed([]))
    assert of(await refreshed(library, web), SourceRefreshed)[0].status == "unchanged"
    assert titles(library) == ["Titre un"]


async def test_two_hundred_sources(library: Library, web: Web, server: Server) -> None:
    for number in range(200):
        server.answers[f"/{number}"] = data(feed([item(f"{number}-a"), item(f"{number}-b")]), etag=f'"{number}"')
    subscribe(library, *(server.url(f"/{number}") for number in range(200)))
    events = await refreshed(library, web)
    assert events[0] == RefreshStarted(200)
    assert events[-1] == RefreshFinished(total=200, new=400, changed=0, failed=0)
    assert len(of(events, SourceRefreshed)) == 200
    assert server.most_at_once <= 4
    assert library.articles.count(View()) == 400


# ── where sources move ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_permanent_redirect_is_remembered_once_it_has_answered_well(
    library: Library, web: Web, server: Server
) -> None:
    server.answers["/old"] = redirect("/new", 301)
    (source,) = subscribe(library, server.url("/old"))
    await refreshed(library, web)
    server.answers["/new"] = data(feed([item("un")]))
    for _time in range(3):
        kept = library.sources.get(source)
        assert kept.url == server.url("/old")
        await refreshed(library, web, force=True)
    assert kept.moving_to == server.url("/new")
    kept = library.sources.get(source)
    assert (kept.url, kept.moving_to) == (server.url("/new"), "")
    await refreshed(library, web)
    assert server.paths() == ["/old", "/new"] * 4 + ["/new"]


async def test_a_move_that_does_not_hold_is_forgotten(library: Library, web: Web, server: Server) -> None:
    moved, stayed = redirect("/new", 301), data(feed([item("un")]))
    server.answers["/new"] = stayed
    (source,) = subscribe(library, server.url("/old"))
    for answer in (moved, moved, stayed, moved, moved):
        server.answers["/old"] = answer
        await refreshed(library, web)
    assert library.sources.get(source).url == server.url("/old")


async def test_a_move_is_remembered_though_nothing_is_new(library: Library, web: Web, server: Server) -> None:
    server.answers["/old"] = data(feed([item("un")]), etag='"1"')
    (source,) = subscribe(library, server.url("/old"))
    await refreshed(library, web)
    server.answers["/old"] = redirect("/new", 308)
    server.answers["/new"] = raw(head(304))
    for _time in range(3):
        await refreshed(library, web)
    assert library.sources.get(source).url == server.url("/new")
    assert library.sources.fetch_states()[0].etag == '"1"'


async def test_a_temporary_redirect_is_not_remembered(library: Library, web: Web, server: Server) -> None:
    server.answers["/old"] = redirect("/new", 302)
    server.answers["/new"] = data(feed([item("un")]))
    (source,) = subscribe(library, server.url("/old"))
    await refreshed(library, web)
    assert library.sources.get(source).url == server.url("/old")


async def test_gone_is_gone(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = text("", status=410)
    (source,) = subscribe(library, server.url("/feed"))
    (done,) = of(await refreshed(library, web), SourceRefreshed)
    assert (done.status, done.reason) == ("gone", "http-410")
    assert library.sources.get(source).gone
    assert of(await refreshed(library, web), RefreshStarted) == [RefreshStarted(0)]
    assert len(server.visits) == 1


# ── failures ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PORTAL = b"<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body><form>Accept our terms</form></body></html>"

FAULTS: dict[str, tuple[Answer, str]] = {
    "a captive portal": (data(PORTAL, kind="text/html"), "web-page"),
    "nothing": (data(b""), "no-feed-empty"),
    "not XML": (data(b"\0\1\2\3 not a feed"), "no-feed"),
    "cut": (raw(head(200, {"Content-Length": "9999"}), feed([item("x")])[:200]), "cut"),
    "cut gzip": (data(gzip.compress(feed([item("x")]))[:-3], content_encoding="gzip"), "cut"),
    "never ending": (endless(b"x" * 1_000_000), "too-big"),
    "a bomb": (data(gzip.compress(b"\0" * 60_000_000), content_encoding="gzip"), "too-big"),
    "silence": (silence, "timeout"),
    "drop by drop": (endless(b"x", pause=0.05), "timeout"),
    "a loop": (redirect("/a%20loop"), "redirects-circle"),
    "closed": (raw(), "reset"),
    "forbidden": (text("", status=403), "http-403"),
    "not found": (text("", status=404), "http-404"),
    "broken": (text("", status=500), "http-500"),
}


async def test_one_source_after_another_fails_and_the_others_go_on(library: Library, server: Server) -> None:
    paths = {name: "/" + name.replace(" ", "%20") for name in FAULTS}
    for name, path in paths.items():
        server.answers[path] = data(feed([item(f"old-{len(name)}-{path}")]))
    server.answers["/good"] = data(feed([item("good")]))
    numbers = dict(zip(FAULTS, subscribe(library, *(server.url(path) for path in paths.values())), strict=True))
    library.sources.add(NewSource(server.url("/good")))
    async with Web(timeout=1.0, per_host=20) as web:
        await refreshed(library, web)
        before = titles(library)
        for name, path in paths.items():
            server.answers[path] = FAULTS[name][0]
        server.answers["/good"] = data(feed([item("better"), item("good")]))
        events = await refreshed(library, web)
    reasons = {event.source: event.reason for event in of(events, SourceRefreshed) if event.status == "failed"}
    assert reasons == {numbers[name]: reason for name, (_answer, reason) in FAULTS.items()}
    assert events[-1] == RefreshFinished(total=len(FAULTS) + 1, new=1, changed=0, failed=len(FAULTS))
    assert set(titles(library)) == {*before, "Titre better"}
    for name, number in numbers.items():
        source = library.sources.get(number)
        assert (source.error_reason, source.failures, source.next_try) == (FAULTS[name][1], 1, NOW + 300), name
        assert re.fullmatch(r".+\.", source.error), name
        assert source.articles == 1


async def test_documents_that_fill_the_room_make_the_others_wait_and_come_in_all_the_same(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("placentin_tui.courier.refresh.refresh.ROOM", 1)
    for number in range(6):
        server.answers[f"/{number}"] = data(feed([item(f"a{number}")]))
    subscribe(library, *(server.url(f"/{number}") for number in range(6)))
    events = await refreshed(library, web)
    assert events[-1] == RefreshFinished(total=6, new=6, changed=0, failed=0)


async def test_failures_grow_and_one_success_forgives(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = text("", status=500)
    (source,) = subscribe(library, server.url("/feed"))
    for failures, wait in enumerate((300, 600, 1200), 1):
        await refreshed(library, web, force=True)
        kept = library.sources.get(source)
        assert (kept.failures, kept.next_try) == (failures, NOW + wait)
    # Left alone until then, unless the person asks.
    assert await refreshed(library, web, now=NOW + 1199) == [RefreshStarted(0), RefreshFinished(0, 0, 0, 0)]
    server.answers["/feed"] = data(feed([item("un")]))
    assert of(await refreshed(library, web, now=NOW + 1200), RefreshFinished)[0].new == 1
    kept = library.sources.get(source)
    assert (kept.failures, kept.next_try, kept.error, kept.error_reason) == (0, None, "", "")


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after(library: Library, web: Web, server: Server, status: int) -> None:
    server.answers["/seconds"] = text("", status=status, retry_after="7200")
    server.answers["/date"] = text("", status=status, retry_after="Tue, 03 Mar 2026 13:00:00 GMT")
    server.answers["/year"] = text("", status=status, retry_after="Tue, 03 Mar 2027 13:00:00 GMT")
    sources = subscribe(library, *(server.url(path) for path in ("/seconds", "/date", "/year")))
    waits = []
    for source in sources:  # one by one: who says 429 is left alone whole, unless the person insists
        await refreshed(library, web, [source], force=True)
        waits.append((library.sources.get(source).next_try or 0) - NOW)
    assert waits == [7200, 3600, 86_400]


async def test_only_those_named(library: Library, web: Web, server: Server) -> None:
    server.answers = {"/a": data(feed([item("a")])), "/b": data(feed([item("b")]))}
    _a, b = subscribe(library, server.url("/a"), server.url("/b"))
    events = await refreshed(library, web, [b, 99])
    assert [event.source for event in of(events, SourceRefreshed)] == [b]


async def test_a_source_removed_meanwhile(library: Library, web: Web, server: Server) -> None:
    (source,) = subscribe(library, server.url("/feed"))

    async def and_remove(visit: Visit) -> None:
        library.undo_log.remove_source(source)
        await data(feed([item("un")]))(visit)

    server.answers["/feed"] = and_remove
    assert (await refreshed(library, web))[-1] == RefreshFinished(total=1, new=0, changed=0, failed=0)


# ── no network ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_source_removed_long_ago_is_really_deleted(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    kept, removed = subscribe(library, server.url("/feed"), "http://127.0.0.1:9/feed")
    library.undo_log.remove_source(removed)
    removal = library.clock()
    await refreshed(library, web, now=removal + 3600)
    assert library.undo_log.undo() is not None
    library.undo_log.remove_source(removed)
    await refreshed(library, web, now=removal + 30 * 24 * 3600)
    assert library.undo_log.undo() is None
    assert [source.id for source in library.sources.all()] == [kept]


async def test_no_network_is_nobodys_fault(library: Library, web: Web) -> None:
    sources = subscribe(library, "http://one.invalid/feed", "http://two.invalid/feed")
    events = await refreshed(library, web)
    assert events[-1] == RefreshFinished(total=2, new=0, changed=0, failed=2, offline=True)
    for source in sources:
        kept = library.sources.get(source)
        assert (kept.failures, kept.next_try, kept.error) == (0, None, "")


async def test_one_host_that_is_unknown_is_its_own_fault(library: Library, web: Web, server: Server) -> None:
    server.answers["/feed"] = data(feed([item("un")]))
    unknown, _known = subscribe(library, "http://one.invalid/feed", server.url("/feed"))
    events = await refreshed(library, web)
    assert events[-1] == RefreshFinished(total=2, new=1, changed=0, failed=1, offline=False)
    assert library.sources.get(unknown).failures == 1


async def test_no_sources_is_not_offline(library: Library, web: Web) -> None:
    assert await refreshed(library, web) == [RefreshStarted(0), RefreshFinished(0, 0, 0, 0)]


# ── our own faults ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_library_that_fails_ends_the_refresh(tmp_path: Path, web: Web, server: Server) -> None:
    library = Library.open(tmp_path / "library.db", tmp_path)

    async def and_close(visit: Visit) -> None:
        library.close()
        await data(feed([item("un")]))(visit)

    server.answers = {"/a": and_close, "/b": silence}
    subscribe(library, server.url("/a"), server.url("/b"))
    with pytest.raises(LibraryError):
        await refreshed(library, web)


async def test_stopping_in_the_middle_leaves_nothing_running(library: Library, web: Web, server: Server) -> None:
    server.answers = {"/a": data(feed([item("un")])), "/b": silence, "/c": silence}
    subscribe(library, *(server.url(path) for path in ("/a", "/b", "/c")))
    before = asyncio.all_tasks()
    async with aclosing(refresh(library, web, now=NOW)) as events:
        async for event in events:
            if isinstance(event, SourceRefreshed):
                break
    assert {task for task in asyncio.all_tasks() - before if "serve" not in repr(task)} == set()
    assert titles(library) == ["Titre un"]


async def test_being_cancelled_in_the_middle(library: Library, web: Web, server: Server) -> None:
    server.answers = {"/a": data(feed([item("un")])), "/b": silence}
    subscribe(library, server.url("/a"), server.url("/b"))
    begun = asyncio.Event()

    async def follow() -> None:
        async for event in refresh(library, web, now=NOW):
            if isinstance(event, SourceRefreshed):
                begun.set()

    task = asyncio.create_task(follow())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert titles(library) == ["Titre un"]
    library.sources.add(NewSource("http://paper.example/after"))  # the library is free
