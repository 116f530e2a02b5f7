"""The outbox and papers that answer oddly, or not at all; a WordPress’s own answers are in tests/wordpress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from placentin_tui.courier.comments.send import INTERVAL, MOST_TRIES, send
from placentin_tui.courier.process.protocol import Event, OutboxSent, OutgoingCommentSettled
from placentin_tui.library import Library
from placentin_tui.models import NewSource
from placentin_tui.web import Web
from tests.courier.bad_worker import DIES
from tests.courier.conftest import NOW
from tests.library.factories import article, put
from tests.web.server import Server, Visit, data, raw, redirect, running, text

FORM = b'<form action="/wp-comments-post.php" id="commentform"><input type="hidden" name="key" value="7"></form>'


class Clock:
    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def __call__(self) -> int:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += int(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", tmp_path, clock=clock) as opened:
        yield opened


def paper(library: Library, server: Server, page: bytes = FORM) -> int:
    """An article on a server of ours; its number."""
    links = f'<{server.url("/wp-json/")}>; rel="https://api.w.org/", <{server.url("/?p=7")}>; rel=shortlink'
    server.answers["/un/"] = data(page, kind="text/html", link=links)
    source = library.sources.add(NewSource(server.url("/feed"))).id
    return put(library, source, article("un", url=server.url("/un/")))[0]


def write(library: Library, article: int, text: str = "Bonjour") -> int:
    return library.outbox.write(article, "", "Ana", "ana@h.example", text).id


async def sent(library: Library, web: Web, clock: Clock, *, force: bool = False) -> list[Event]:
    return [event async for event in send(library, web, force=force, sleep=clock.sleep, chance=lambda: 0.5)]


def held(number: int, server: Server) -> str:
    return f"{server.url('/un/')}?unapproved={number}#comment-{number}"


async def test_an_empty_outbox_asks_nobody(library: Library, web: Web, clock: Clock) -> None:
    assert await sent(library, web, clock) == [OutboxSent(0)]


async def test_a_paper_that_is_away_is_tried_later_and_later(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    outgoing = write(library, paper(library, server))
    server.answers["/wp-comments-post.php"] = raw(then=lambda visit: visit.reset())
    first, last = await sent(library, web, clock)
    assert isinstance(first, OutgoingCommentSettled)
    assert (first.state, last) == ("waiting", OutboxSent(1))
    waiting = library.outbox.get(outgoing)
    assert (waiting.tries, waiting.next_try, waiting.said) == (1, NOW + 300, first.message)
    assert await sent(library, web, clock) == [OutboxSent(1)], "not before its time"
    await sent(library, web, clock, force=True)
    assert library.outbox.get(outgoing).next_try == clock.now + 600


async def test_a_paper_that_is_away_keeps_nobody_else_waiting(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    async with running("127.0.0.2") as other:
        other.answers["/wp-comments-post.php"] = redirect(held(4, other))
        server.answers["/wp-comments-post.php"] = text("later", status=500)
        number = paper(library, server)
        server.answers["/un/"] = text("away", status=503)
        first, second = write(library, number), write(library, number, "Encore")
        third = write(library, paper(library, other))
        events = await sent(library, web, clock)
    states = [(event.outgoing, event.state) for event in events if isinstance(event, OutgoingCommentSettled)]
    assert states == [(first, "waiting"), (third, "held")]
    assert library.outbox.get(second).tries == 0
    assert clock.slept == []


async def test_two_letters_to_one_host_keep_their_distance(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    number = paper(library, server)
    server.answers["/wp-comments-post.php"] = redirect(held(4, server))
    outgoing_comments = [write(library, number, words) for words in ("Un", "Deux", "Trois")]
    events = await sent(library, web, clock)
    assert [event.outgoing for event in events if isinstance(event, OutgoingCommentSettled)] == outgoing_comments
    assert clock.slept == [INTERVAL, INTERVAL]


async def test_a_paper_that_is_never_slow_enough_is_left_alone(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    outgoing = write(library, paper(library, server))
    answer = b'{"code":"wp_die","message":"Trop vite","data":{"status":429}}'
    server.answers["/wp-comments-post.php"] = data(answer, status=429, kind="application/json")
    *_events, last = await sent(library, web, clock)
    waiting = library.outbox.get(outgoing)
    assert (last, waiting.state, waiting.said) == (OutboxSent(1), "waiting", "Trop vite")
    assert waiting.tries == MOST_TRIES + 1
    assert waiting.next_try == clock.now + 300


async def test_the_form_of_the_page_is_filled_in(library: Library, web: Web, clock: Clock, server: Server) -> None:
    got: list[bytes] = []

    async def answer(visit: Visit) -> None:
        got.append(await visit.reader.readexactly(int(visit.headers["content-length"])))
        await redirect(held(4, server))(visit)

    server.answers["/elsewhere"] = answer
    write(library, paper(library, server, FORM.replace(b"/wp-comments-post.php", b"/elsewhere")))
    await sent(library, web, clock)
    assert b"key=7&comment_post_ID=7&comment_parent=0&author=Ana" in got[0]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (text("gone", status=404), "no longer on the paper"),
        (data(b"<html>Rien.</html>", kind="text/html"), "takes no comments from here"),
    ],
)
async def test_where_nothing_can_be_sent_nothing_is(
    library: Library, web: Web, clock: Clock, server: Server, page: object, says: str
) -> None:
    outgoing = write(library, paper(library, server))
    server.answers["/un/"] = page  # type: ignore[assignment]
    await sent(library, web, clock)
    refused = library.outbox.get(outgoing)
    assert (refused.state, refused.tries, refused.text) == ("refused", 0, "Bonjour")
    assert says in refused.said


async def test_an_answer_nobody_understands_is_no_success(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    outgoing = write(library, paper(library, server))
    server.answers["/wp-comments-post.php"] = data(b"<html>Prove that you are human</html>", kind="text/html")
    await sent(library, web, clock)
    assert (library.outbox.get(outgoing).state, library.outbox.get(outgoing).text) == ("unknown", "Bonjour")


async def test_shown_on_the_page_where_the_interface_is_closed(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    number = paper(library, server, FORM + b"<li id='comment-4'>")
    outgoing = write(library, number)
    server.answers["/wp-comments-post.php"] = redirect(f"{server.url('/un/')}#comment-4")
    server.answers["/wp-json/wp/v2/comments/4?_fields=id"] = text("closed", status=401)
    await sent(library, web, clock)
    assert (library.outbox.get(outgoing).state, library.outbox.get(outgoing).remote) == ("published", 4)


async def test_two_do_not_send_at_once(library: Library, web: Web, clock: Clock, server: Server) -> None:
    write(library, paper(library, server))
    with library.outbox_lock():
        assert await sent(library, web, clock) == [OutboxSent(1)]
    assert server.paths() == []


async def test_a_source_removed_meanwhile_keeps_its_letter(
    library: Library, web: Web, clock: Clock, server: Server
) -> None:
    number = paper(library, server)

    async def remove(visit: Visit) -> None:
        with Library.open(library._path or Path(), Path()) as other:
            other.undo_log.remove_source(1)
        await data(FORM, kind="text/html")(visit)

    server.answers["/un/"] = remove
    outgoing = write(library, number)
    await sent(library, web, clock)
    assert library.outbox.get(outgoing).text == "Bonjour"


@pytest.mark.usefixtures("bad_workers")
async def test_a_page_that_undoes_its_reader_leaves_the_letter_where_it_is(
    library: Library, web: Web, server: Server, clock: Clock
) -> None:
    outgoing = write(library, paper(library, server, FORM + DIES))
    (settled, last) = await sent(library, web, clock)
    assert isinstance(settled, OutgoingCommentSettled)
    assert (settled.state, settled.message) == (
        "waiting",
        "What came from the paper broke what was to read it, and was left alone.",
    )
    assert last == OutboxSent(1)
    assert library.outbox.get(outgoing).next_try
    assert "/wp-comments-post.php" not in server.paths()


@pytest.mark.usefixtures("bad_workers")
async def test_an_answer_that_undoes_its_reader_says_neither_yes_nor_no(
    library: Library, web: Web, server: Server, clock: Clock
) -> None:
    write(library, paper(library, server))
    server.answers["/wp-comments-post.php"] = data(b"<html>" + DIES, kind="text/html")
    (settled, _last) = await sent(library, web, clock)
    assert isinstance(settled, OutgoingCommentSettled)
    assert settled.state == "unknown"
    assert "neither yes nor no" in settled.message
    assert server.paths().count("/wp-comments-post.php") == 1
