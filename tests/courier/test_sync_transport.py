"""A token goes to its own server alone, encrypted unless the person agreed otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from placentin_tui.courier.sync.transport import WebTransport
from placentin_tui.destination_policy import check_service
from placentin_tui.errors import ConsentNeeded, FetchError
from placentin_tui.models import Service
from placentin_tui.sync.server import Reply
from placentin_tui.web import LoginToken, Web
from tests.web.server import Server, data, redirect, running, text

PAGE = "/reader/api/0/x"


def service(address: str, agreed: str = "") -> Service:
    """A service at an address."""
    nothing = dict.fromkeys(("last_success", "next_try")) | dict.fromkeys(
        ("failures", "waiting", "refused", "sources"), 0
    )
    words = dict.fromkeys(("command", "error_reason", "error_values"), "")
    named = {"id": 1, "name": "n", "dialect": "greader", "address": address, "user": "lise", "agreed": agreed}
    return msgspec.convert(nothing | words | named, Service)


def asked(
    answer: Callable[[Server, Server], None], ask: Callable[[WebTransport], Awaitable[Reply]]
) -> tuple[Reply | str, list[str]]:
    """What comes of a request (a code where it fails), and the authorizations the other server saw."""

    async def work() -> tuple[Reply | str, list[str]]:
        async with running() as served, running() as other, Web(timeout=5) as web:
            answer(served, other)
            transport = WebTransport(web, service(served.base), 0)
            try:
                reply: Reply | str = await ask(transport)
            except FetchError as error:
                reply = error.code
            return reply, [visit.headers.get("authorization", "") for visit in other.visits]

    return asyncio.run(work())


def test_a_redirect_takes_no_token_to_another_server() -> None:
    def lead_away(served: Server, other: Server) -> None:
        served.answers[PAGE] = redirect(other.url("/"))

    code, seen = asked(lead_away, lambda transport: transport.get(PAGE, (), "token"))
    assert (code, seen) == ("password", [])


def test_a_form_is_sent_nowhere_else() -> None:
    def lead_away(served: Server, other: Server) -> None:
        served.answers[PAGE] = redirect(other.url("/"), 307)

    code, seen = asked(lead_away, lambda transport: transport.post(PAGE, (("Passwd", "secret"),)))
    assert (code, seen) == ("http-307", [])


@pytest.mark.parametrize(("status", "result"), [(401, Reply(401, b"")), (404, Reply(404, b"")), (500, "http-500")])
def test_statuses(status: int, result: Reply | str) -> None:
    def refuse(served: Server, _other: Server) -> None:
        served.answers[PAGE] = text("no", status=status)

    assert asked(refuse, lambda transport: transport.get(PAGE, (), "token"))[0] == result


def test_an_answer_without_measure() -> None:
    def flood(served: Server, _other: Server) -> None:
        served.answers[PAGE] = data(b"x" * 11_000_000)

    assert asked(flood, lambda transport: transport.get(PAGE, (), "token"))[0] == "too-big"
    assert asked(flood, lambda transport: transport.post(PAGE, (), "token"))[0] == "too-big"


def test_where_a_token_may_go() -> None:
    safe, agreed = LoginToken("rss.example", "t"), LoginToken("nas.lan:8080", "t", in_clear=True)
    assert safe.is_for("https://rss.example/reader")
    assert not safe.is_for("http://rss.example/reader")
    assert not safe.is_for("https://other.example/")
    assert agreed.is_for("http://nas.lan:8080/x")
    assert not agreed.is_for("http://nas.lan/x")
    assert not agreed.is_for("http://other.example/")
    assert "t'" not in repr(safe)


def test_where_a_password_may_go() -> None:
    for address in ("https://rss.example", "http://127.0.0.1:8080/api", "http://localhost"):
        check_service(address, "")
    check_service("http://nas.lan:8080/api", "nas.lan:8080")
    for address, agreed in (("http://nas.lan", ""), ("http://nas.lan", "other.lan"), ("", ""), ("ftp://x", "x")):
        with pytest.raises(ConsentNeeded):
            check_service(address, agreed)
