"""Comments of a person with an account, or without one: where they and the password arrive, and where not."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from urllib.parse import parse_qs

import pytest

from placentin_tui.courier.comments import credentials
from placentin_tui.courier.comments.send import send
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.protocol import OutgoingCommentSettled
from placentin_tui.destination_policy import server as server_of
from placentin_tui.library import Library
from placentin_tui.models import OutgoingState
from placentin_tui.web import Web
from tests.courier.papers import feed, item
from tests.courier.refreshing import refreshed
from tests.courier.test_credentials import ACCEPTED, ME, Memory, library, memory, nobody_was_given_it, paper, proofs
from tests.courier.test_outbox import Clock
from tests.library.factories import article, put
from tests.web.server import Answer, Server, Visit, data, redirect, running

__all__ = ["library", "memory"]

COMMENTS = "/wp-json/wp/v2/comments"
FORM = "<form id=commentform action={}/wp-comments-post.php method=post></form>"


# ── comments sent with an account ────────────────────────────────────────────────────────────────────────────────────


def links(server: Server, root: str = "") -> str:
    return f'<{root or server.url("/wp-json/")}>; rel="https://api.w.org/", <{server.url("/?p=7")}>; rel=shortlink'


def page(server: Server, root: str = "", *, form: bool = True) -> Answer:
    """An article's page that names its server's interface, or another."""
    body = f"<html>{FORM.format(server.base) if form else ''}</html>".encode()
    return data(body, kind="text/html", link=links(server, root))


async def written(library: Library, web: Web, server: Server, *, account: bool = True) -> int:
    """A letter to a paper, where the person has an account; its number."""
    source = paper(library, server)
    url = server.url("/un/")
    (number,) = put(library, source, article("un", url=url, comments_url=f"{url}#comments"))
    server.answers["/un/"] = page(server)
    server.answers["/wp-comments-post.php"] = redirect(f"{url}?unapproved=4#comment-4")
    server.answers[COMMENTS] = data(b'{"id":144,"status":"hold"}', status=201, kind="application/json")
    if account:
        await credentials.give(Executor(library), web, source, "ana", "ab cd")
        server.visits.clear()
    return library.outbox.write(number, "12", "Ana", "ana@h.example", "1 < 2").id


@pytest.fixture
async def outgoing(library: Library, web: Web, server: Server, memory: Memory) -> int:
    return await written(library, web, server)


async def sent(library: Library, web: Web) -> OutgoingCommentSettled:
    return (await all_sent(library, web))[0]


async def all_sent(library: Library, web: Web) -> list[OutgoingCommentSettled]:
    assert isinstance(library.clock, Clock)
    events: AsyncGenerator[object, None] = send(library, web, force=True, sleep=library.clock.sleep)
    return [event async for event in events if isinstance(event, OutgoingCommentSettled)]


def posted(server: Server) -> list[str]:
    """Where comments were handed in."""
    return [visit.path for visit in server.visits if "content-type" in visit.headers]


async def test_with_an_account_the_interface_takes_the_comment(
    library: Library, web: Web, server: Server, outgoing: int
) -> None:
    got: list[bytes] = []

    async def answer(visit: Visit) -> None:
        got.append(await visit.reader.readexactly(int(visit.headers["content-length"])))
        await data(b'{"id":144,"status":"hold"}', status=201, kind="application/json")(visit)

    server.answers[COMMENTS] = answer
    assert await sent(library, web) == OutgoingCommentSettled(outgoing, 1, OutgoingState.HELD)
    assert library.outbox.get(outgoing).remote == 144
    assert parse_qs(got[0].decode()) == {"post": ["7"], "parent": ["12"], "content": ["1 &lt; 2"]}
    assert proofs(server) == [COMMENTS]


async def test_a_password_taken_back_is_said(library: Library, web: Web, server: Server, outgoing: int) -> None:
    refusal = b'{"code":"rest_comment_login_required","message":"Sorry","data":{"status":401}}'
    server.answers[COMMENTS] = data(refusal, status=401, kind="application/json")
    settled = await sent(library, web)
    assert (settled.state, "application password" in settled.message) == ("refused", True)


async def test_without_its_password_a_letter_waits(
    library: Library, web: Web, server: Server, outgoing: int, memory: Memory
) -> None:
    memory.kept.clear()
    settled = await sent(library, web)
    assert (settled.state, "keyring" in settled.message) == ("waiting", True)
    assert library.outbox.get(outgoing).tries == 0
    assert server.paths() == ["/un/"]


async def test_an_account_is_not_for_a_paper_that_names_the_others_interface(
    library: Library, web: Web, server: Server, memory: Memory
) -> None:
    """Paper B says that its interface is paper A's: the comment is for B, and the account for A."""
    await written(library, web, server)
    await all_sent(library, web)
    server.visits.clear()
    async with running("127.0.0.2") as b:
        outgoing = await written(library, web, b, account=False)
        library.sources.set_rest_root(2, server.url("/wp-json/"))
        for form in (True, False):
            b.answers["/un/"] = page(b, server.url("/wp-json/"), form=form)
            settled = await sent(library, web)
            assert (settled.outgoing, settled.state) == (outgoing, "held" if form else "refused")
            outgoing = library.outbox.write(2, "", "Ana", "ana@h.example", "Encore").id
        assert settled.server == server_of(server.base)
        assert "another server than its own" in settled.message
        assert posted(b) == ["/wp-comments-post.php"]
        assert posted(server) == []
        assert nobody_was_given_it(server, b)


async def test_a_page_that_names_another_interface_gets_no_password(
    library: Library, web: Web, server: Server, outgoing: int, memory: Memory
) -> None:
    async with running("127.0.0.2") as thief:
        thief.answers[COMMENTS] = data(b'{"id":1,"status":"approved"}', status=201, kind="application/json")
        server.answers["/un/"] = page(server, thief.url("/wp-json/"))
        settled = await sent(library, web)
        assert (settled.state, settled.server) == ("refused", server_of(thief.base))
        assert settled.root == thief.url("/wp-json/")
        assert thief.base.removeprefix("http://") in settled.message
        assert posted(thief) == posted(server) == []
        assert nobody_was_given_it(server, thief)
        assert library.outbox.get(outgoing).text == "1 < 2", "it is kept, and can be sent again"

        # With a yes, the password it has goes there too, is tried, and the comment follows.
        thief.answers[ME] = ACCEPTED
        await credentials.give(Executor(library), web, 1, "ana", root=settled.root, agreed=settled.server)
        library.outbox.queue(outgoing)
        await sent(library, web)
        assert proofs(thief) == [ME, COMMENTS]
        assert list(memory.kept) == [("placentin-tui", f"ana {settled.root}")]


@pytest.mark.parametrize("root", ["http://a.example/wp-json/", "http://10.0.0.1/wp-json/"])
async def test_an_interface_without_encryption_gets_none_and_the_letter_waits(
    library: Library, web: Web, server: Server, outgoing: int, root: str
) -> None:
    server.answers["/un/"] = page(server, root)
    settled = await sent(library, web)
    assert (settled.state, "no safe connection" in settled.message) == ("waiting", True)
    assert posted(server) == []


async def test_a_source_that_moves_takes_no_password_along(
    library: Library, web: Web, server: Server, outgoing: int
) -> None:
    """Who can read along on the way to a paper without encryption can also say that it has moved for good."""
    async with running("127.0.0.2") as thief:
        moved = feed([item("deux")])
        link = f'<{thief.url("/wp-json/")}>; rel="https://api.w.org/"'
        server.answers["/feed"] = redirect(thief.url("/feed"), 301)
        thief.answers["/feed"] = data(moved, link=link)
        for _time in range(3):
            await refreshed(library, web, force=True)
        assert library.sources.get(1).url == thief.url("/feed")
        assert library.sources.rest_root(1) == thief.url("/wp-json/")
        server.answers["/un/"] = page(server, thief.url("/wp-json/"))
        assert (await sent(library, web)).server == server_of(thief.base)
        assert nobody_was_given_it(server, thief)


# ── comments sent by a form ──────────────────────────────────────────────────────────────────────────────────────────


async def test_a_form_that_leads_elsewhere_is_asked_about(
    library: Library, web: Web, server: Server, memory: Memory
) -> None:
    outgoing = await written(library, web, server, account=False)
    async with running("127.0.0.2") as elsewhere:
        elsewhere.answers["/wp-comments-post.php"] = redirect(server.url("/un/?unapproved=9#comment-9"))
        form = FORM.format(elsewhere.base).encode()
        server.answers["/un/"] = data(form, kind="text/html", link=links(server))
        settled = await sent(library, web)
        assert (settled.state, settled.server, settled.root) == ("refused", server_of(elsewhere.base), "")
        assert settled.server in settled.message
        assert elsewhere.visits == []

        library.accounts.agree(1, settled.server)
        library.outbox.queue(outgoing)
        assert (await sent(library, web)).state == "held"
        assert posted(elsewhere) == ["/wp-comments-post.php"]
        assert nobody_was_given_it(server, elsewhere), "to agree to a comment is to agree to no password"


async def test_a_page_that_was_found_elsewhere_is_asked_about(
    library: Library, web: Web, server: Server, memory: Memory
) -> None:
    await written(library, web, server, account=False)
    async with running("127.0.0.2") as elsewhere:
        server.answers["/un/"] = redirect(elsewhere.url("/un/"))
        elsewhere.answers["/un/"] = page(elsewhere)
        settled = await sent(library, web)
        assert (settled.state, settled.server) == ("refused", server_of(elsewhere.base))
        assert posted(elsewhere) == []
