"""Foreign documents are read in processes of their own, real ones; what undoes one is bounded, and harms no other."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from placentin_tui import i18n
from placentin_tui.courier.process.protocol import RefreshFinished, SourceRefreshed
from placentin_tui.courier.workers import parser_pool, parser_tasks, parser_worker, wordpress_tasks, worker_process
from placentin_tui.courier.workers.parser_pool import MANY, ParserPool
from placentin_tui.courier.workers.parser_tasks import FeedLost
from placentin_tui.courier.workers.worker_loop import LENGTH
from placentin_tui.courier.workers.worker_process import WorkerDied
from placentin_tui.errors import FeedError, OpmlError
from placentin_tui.library import Library
from placentin_tui.models import Article, ParsedComment, RefreshOutcome, View
from placentin_tui.web import Fetched, Web
from placentin_tui.wordpress.posts import Completion
from tests.courier.bad_worker import DIES, EATS, SLEEPS, SPINS, SPINS_ONCE, SPINS_PACKING, STUMBLES
from tests.courier.papers import feed, item, said
from tests.courier.refreshing import of, refreshed, subscribe, titles
from tests.web.server import Server, data

ROOT = Path(__file__).parents[2]
PAPER = feed([item("deux", "<p>Un <em>deux</em>.</p>", comments=2, hour=10), item("un", '<img src="/1.jpg">')])
SENTENCE = "The feed broke what was to read it, and was left alone."


def fetched(body: bytes = PAPER) -> Fetched:
    return Fetched(url="http://paper.example/feed", status=200, headers={}, body=body)


def pids(pool: ParserPool) -> list[int]:
    return [worker.process.pid for worker in pool._workers if worker.process.pid]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - what is waited for is a process, and has no event
            await asyncio.sleep(0)


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool() as entered:
        yield entered


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each process that is started runs."""
    modules: list[str] = []
    begin = worker_process.WorkerProcess._begin

    async def noted(self: worker_process.WorkerProcess) -> asyncio.subprocess.Process:
        modules.append(self._module)
        return await begin(self)

    monkeypatch.setattr(worker_process.WorkerProcess, "_begin", noted)
    return modules


# ── what comes of documents ──────────────────────────────────────────────────────────────────────────────────────────


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


async def test_a_feed_is_read_and_packed_apart_as_it_would_be_here(pool: ParserPool) -> None:
    async with pool.document(fetched()) as document:
        light = await document.feed()
        assert light == parser_tasks.read_feed(-1, PAPER, document.fetched.url, "")
        assert [article.html for article in light.articles] == ["", ""]
        names = frozenset(article.identity for article in light.articles)
        assert await document.pack(()) == ()
        assert [each.identity for each in await document.pack({"guid:un"})] == ["guid:un"]
        assert set(await document.pack(names)) == set(parser_tasks.pack_articles(-1, names))
        assert pids(pool) != [os.getpid()]


async def test_every_task_gives_apart_what_it_gives_here(pool: ParserPool, library: Library) -> None:
    page = b"<head><link rel=alternate type='application/rss+xml' href='/f'></head><a href=/don>Faire un don</a>"
    form = b"<form id=commentform action=/wp-comments-post.php><input type=hidden name=a value=b></form>"
    thread = b'[{"id": 8, "parent": 0, "author_name": "Ana", "content": {"rendered": "<p>Oui</p>"}}]'
    posts = b'[{"id": 5, "link": "http://p.example/un", "content": {"rendered": "<p>Tout.</p>"}}]'
    url, kind = "http://p.example/un", "text/html"
    assert await pool.run(parser_tasks.judge, page, url, kind) == parser_tasks.judge(page, url, kind)
    headers = {
        "content-type": kind,
        "link": "</autre>; rel=alternate; type=application/rss+xml",
        "refresh": "0; url=/fr",
    }
    apart = await pool.run(parser_tasks.judge_answer, page, url, headers)
    assert apart == parser_tasks.judge_answer(page, url, headers)
    assert ([choice.url for choice in apart.choices], apart.refresh) == (
        ["http://p.example/autre", "http://p.example/f"],
        "http://p.example/fr",
    )
    assert await pool.run(parser_tasks.support_page, page, url, kind) == "http://p.example/don"
    comments = await pool.run(parser_tasks.comments_of_feed, said("Ana", "Léo"), url, "")
    assert comments == parser_tasks.comments_of_feed(said("Ana", "Léo"), url, "")
    (source,) = await pool.run(parser_tasks.subscriptions, b"<opml><outline xmlUrl='http://p.example/f'/></opml>")
    assert source.url == "http://p.example/f"
    headers = {"link": '<http://p.example/wp-json/>; rel="https://api.w.org/"', "content-type": kind}
    said_of_it = await pool.run(wordpress_tasks.article_page, b"<body class='postid-5'>", url, headers)
    assert (said_of_it.root, said_of_it.post) == ("http://p.example/wp-json/", 5)
    filled = await pool.run(wordpress_tasks.comment_form, form, url, kind)
    assert filled == wordpress_tasks.comment_form(form, url, kind)
    assert filled
    assert filled.hidden == (("a", "b"),)
    assert await pool.run(wordpress_tasks.comment_form, b"<p>", url, kind) is None
    for number, shown in ((8, True), (80, False), (9, False)):
        assert await pool.run(wordpress_tasks.shows_comment, b"<li id='comment-8'>", number) is shown
    (comment,) = await pool.run(wordpress_tasks.thread, thread)
    assert (comment.author, comment.html) == ("Ana", "<p>Oui</p>")
    assert await pool.run(wordpress_tasks.prepared, (comment,)) == wordpress_tasks.prepared((comment,))
    (completion,) = await pool.run(wordpress_tasks.completions, posts, False)
    assert completion == Completion(5, url, "<p>Tout.</p>")
    assert await pool.run(wordpress_tasks.post_at, posts, "https://www.p.example/un/") == 5
    taken = await pool.run(wordpress_tasks.verdict, 302, {"location": f"{url}#comment-9"}, b"")
    assert (taken.state, taken.comment) == ("verify", 9)


async def test_an_article_goes_there_and_comes_back_whole(
    pool: ParserPool, library: Library, web: Web, server: Server
) -> None:
    server.answers["/feed"] = data(PAPER)
    subscribe(library, server.url("/feed"))
    await refreshed(library, web)
    article = library.articles.get(library.articles.page(View())[0].id)
    completion = Completion(5, article.summary.url, f"<p>{'Un mot après l’autre. ' * 40}</p>")
    whole = await pool.run(wordpress_tasks.completed, article, completion)
    assert whole == wordpress_tasks.completed(article, completion)
    assert whole.words > article.summary.words
    body = f"<article><h1>T</h1>{'<p>Une phrase assez longue pour être du texte.</p>' * 30}</article>".encode()
    arguments = body, article.summary.url, "text/html", ""
    assert await pool.run(parser_tasks.text_of_page, article, *arguments) == parser_tasks.text_of_page(
        article, *arguments
    )


async def test_half_a_character_crosses_as_one_that_says_so(pool: ParserPool) -> None:
    (comment,) = await pool.run(
        wordpress_tasks.thread, rb'[{"id": 8, "content": {"rendered": "a\ud800b"}, "link": "http://x.example/\udfff"}]'
    )
    assert comment.html == "a?b"
    (prepared,) = await pool.run(wordpress_tasks.prepared, (ParsedComment("8", "Ana", "a\ud800b"),))
    assert prepared.parsed.html == "a?b"
    headers = {"link": '<http://p.example/\udcff>; rel="https://api.w.org/"'}
    page = await pool.run(wordpress_tasks.article_page, b"", "http://p.example/", headers)
    assert page.root == "http://p.example/?"


@pytest.mark.parametrize(("language", "sentence"), [("en", "a web page, not a feed"), ("fr", "page web")])
async def test_what_is_no_feed_is_said_in_the_readers_language(language: str, sentence: str) -> None:
    i18n.use(language)
    async with ParserPool() as pool, pool.document(fetched(b"<html><body>x</body></html>")) as document:
        with pytest.raises(FeedError, match=sentence):
            await document.feed()
        with pytest.raises(OpmlError):
            await pool.run(parser_tasks.subscriptions, b"nothing")


# ── processes ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_none_is_started_for_nothing(library: Library, web: Web, server: Server, begun: list[str]) -> None:
    server.answers["/feed"] = data(PAPER)
    subscribe(library, server.url("/feed"))
    async with ParserPool():
        pass
    assert begun == []
    await refreshed(library, web, helpers=2)
    assert begun == [parser_pool.WORKER], "one document, one process"
    await refreshed(library, web, helpers=2)
    assert begun == [parser_pool.WORKER], "the same bytes are not read again"


async def test_another_is_started_where_many_wait(pool: ParserPool) -> None:
    async with ParserPool(2) as two:
        documents = [two.document(fetched()) for _ in range(2 * MANY)]
        for document in documents:
            await document.__aenter__()
        assert [worker.busy for worker in two._workers] == [MANY, MANY]
        for document in documents:
            await document.__aexit__(None, None, None)
        assert [worker.busy for worker in two._workers] == [0, 0]


async def test_idle_ones_are_ended_and_come_back(pool: ParserPool) -> None:
    async with ParserPool(idle=0.0) as restless:
        await restless.run(parser_tasks.judge, PAPER, "http://p.example/", "")
        await until(lambda: not pids(restless))
        assert (await restless.run(parser_tasks.judge, PAPER, "http://p.example/", "")).is_feed
    assert pids(restless) == []


async def test_a_feed_is_forgotten_when_it_is_done(pool: ParserPool) -> None:
    async with pool.document(fetched()) as document:
        await document.feed()
    async with pool.document(fetched()) as other:
        await other.feed()
        with pytest.raises(FeedLost):
            await pool._workers[0].run(parser_tasks.pack_articles, (document.ticket, frozenset()), 9.0)


async def test_what_a_process_has_read_is_read_again_when_it_was_killed(pool: ParserPool) -> None:
    async with pool.document(fetched()) as document:
        await document.feed()
        (pid,) = pids(pool)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(WorkerDied) as died:
            await document.feed()
        assert not died.value.overran
        assert [each.identity for each in await document.pack({"guid:un"})] == ["guid:un"]
        assert pids(pool) != [pid]


async def test_killed_for_no_fault_of_its_document_it_is_followed_by_another(pool: ParserPool) -> None:
    await pool.run(parser_tasks.judge, PAPER, "http://p.example/", "")
    (pid,) = pids(pool)
    os.kill(pid, signal.SIGKILL)
    assert (await pool.run(parser_tasks.judge, PAPER, "http://p.example/", "")).is_feed


async def test_memory_is_bounded_by_the_system(pool: ParserPool) -> None:
    await pool.run(parser_tasks.judge, PAPER, "http://p.example/", "")
    (pid,) = pids(pool)
    (line,) = [each for each in Path(f"/proc/{pid}/limits").read_text().splitlines() if "address space" in each]
    assert line.split()[3:5] == [str(parser_worker.MEMORY)] * 2


def test_a_process_ends_with_the_courier() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-m", parser_pool.WORKER], stdin=pipe, stdout=pipe) as worker:
        assert worker.stdin
        arguments = msgspec.Raw(parser_worker.encode((PAPER, "http://p.example/", "")))
        question = parser_worker.encode(parser_worker.Call(parser_tasks.__name__, "judge", arguments, 9.0))
        worker.stdin.write(LENGTH.pack(len(question)) + question)
        # What the system does for a courier that was killed.
        worker.stdin.close()
        assert worker.wait(30) == 0


async def test_where_no_process_can_be_had_a_sentence_says_so(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def begin(*_command: object, **_named: object) -> asyncio.subprocess.Process:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(asyncio, "create_subprocess_exec", begin)
    server.answers["/feed"] = data(PAPER)
    (source,) = subscribe(library, server.url("/feed"))
    (event,) = of(await refreshed(library, web), SourceRefreshed)
    assert (event.status, event.reason) == ("failed", "no-process")
    assert event.error == "No process could be started to read what came (Cannot allocate memory); try again later."
    monkeypatch.undo()
    await refreshed(library, web, [source], force=True)
    assert titles(library) == ["Titre deux", "Titre un"]


# ── what undoes them ─────────────────────────────────────────────────────────────────────────────────────────────────


async def outcome(
    library: Library, web: Web, server: Server, bad: bytes, *, good: int = 5
) -> dict[str, SourceRefreshed]:
    """What a refresh says of good papers and one that has `bad` in it, in its order."""
    server.answers["/bad"] = data(PAPER + bad)
    for number in range(good):
        server.answers[f"/{number}"] = data(feed([item(str(number))]))
    sources = subscribe(library, server.url("/bad"), *(server.url(f"/{number}") for number in range(good)))
    names = dict(zip(sources, ("bad", *map(str, range(good))), strict=True))
    return {names[event.source]: event for event in of(await refreshed(library, web), SourceRefreshed)}


@pytest.mark.usefixtures("bad_workers")
@pytest.mark.parametrize("bad", [SPINS, DIES, EATS, SPINS_PACKING], ids=repr)
async def test_what_undoes_its_reader_is_left_alone_and_the_others_are_read_before(
    library: Library, web: Web, server: Server, bad: bytes
) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    events = await outcome(library, web, server, bad)
    assert [event.status for name, event in events.items() if name != "bad"] == ["new"] * 5
    assert (events["bad"].status, events["bad"].reason, events["bad"].error) == ("failed", "no-feed-broke", SENTENCE)
    assert list(events)[-1] == "bad", "what the others brought is stored first"
    assert library.sources.get(1).error == SENTENCE
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 30
    assert len(titles(library)) == 5


@pytest.mark.usefixtures("bad_workers")
async def test_what_takes_longer_than_others_is_read_after_them(library: Library, web: Web, server: Server) -> None:
    events = await outcome(library, web, server, SPINS_ONCE)
    assert list(events)[-1] == "bad"
    assert {event.status for event in events.values()} == {"new"}
    assert len(titles(library)) == 7


@pytest.mark.usefixtures("bad_workers")
async def test_a_process_that_does_nothing_is_ended_by_the_clock(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "WALL_CLOCK_FACTOR", 4)
    began = time.monotonic()
    events = await outcome(library, web, server, SLEEPS)
    assert events["bad"].error == SENTENCE
    assert [event.status for event in events.values()].count(RefreshOutcome.NEW) == 5
    assert time.monotonic() - began < 120


@pytest.mark.usefixtures("bad_workers")
async def test_a_fault_of_ours_is_logged_and_costs_one_source(
    library: Library, web: Web, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        events = await outcome(library, web, server, STUMBLES)
    assert "made a mistake with what this source sent (ZeroDivisionError)" in events["bad"].error
    assert "undone_by" in caplog.text
    assert [event.status for event in events.values()].count(RefreshOutcome.NEW) == 5


@pytest.mark.usefixtures("bad_workers")
async def test_a_page_that_undoes_its_reader_is_tried_once_and_one_that_kills_it_twice(begun: list[str]) -> None:
    async with ParserPool(seconds=0.5) as hurried:
        for bad, processes in ((SPINS, 1), (DIES, 3), (EATS, 4)):
            with pytest.raises(FeedError, match="broke what was to read it"):
                await hurried.run(parser_tasks.judge, bad, "http://p.example/", "")
            assert len(begun) == processes
        assert (await hurried.run(parser_tasks.judge, PAPER, "http://p.example/", "")).is_feed


async def test_what_nobody_waits_for_any_more_is_no_answer_to_the_next(pool: ParserPool) -> None:
    first = asyncio.ensure_future(pool.run(parser_tasks.judge, PAPER, "http://p.example/", ""))
    await until(lambda: bool(pids(pool)))
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert not (await pool.run(parser_tasks.judge, b"<p>", "http://p.example/", "")).is_feed
