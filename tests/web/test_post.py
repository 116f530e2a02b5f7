"""Forms posted, and credentials handed to those they are for."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from placentin_tui.errors import FetchError
from placentin_tui.web import Web
from tests.web.server import Server, Visit, data, raw, redirect, running, text


async def test_a_form_goes_as_browsers_send_it(web: Web, server: Server) -> None:
    got: list[bytes] = []

    async def answer(visit: Visit) -> None:
        got.append(await visit.reader.readexactly(int(visit.headers["content-length"])))
        await text("merci")(visit)

    server.answers["/form"] = answer
    fields = [("author", "Zoé"), ("comment", "1 < 2 & 3 = 3\r\n😀"), ("author", "")]
    fetched = await web.post(server.url("/form"), fields, accept="application/json")
    assert (fetched.status, fetched.body, fetched.url) == (200, b"merci", server.url("/form"))
    assert parse_qsl(got[0].decode("ascii"), keep_blank_values=True) == fields
    headers = server.visits[0].headers
    assert headers["content-type"] == "application/x-www-form-urlencoded; charset=UTF-8"
    assert headers["accept"] == "application/json"
    assert "cookie" not in headers
    assert "authorization" not in headers


async def test_a_redirect_is_the_answer(web: Web, server: Server) -> None:
    server.answers["/form"] = redirect("/elsewhere#comment-5")
    fetched = await web.post(server.url("/form"), [])
    assert (fetched.status, fetched.headers["location"]) == (302, "/elsewhere#comment-5")
    assert server.paths() == ["/form"]


@pytest.mark.parametrize("status", [403, 409, 429, 500, 503])
async def test_a_refusal_is_an_answer_with_its_words(web: Web, server: Server, status: int) -> None:
    server.answers["/form"] = text("trop vite", status=status)
    fetched = await web.post(server.url("/form"), [("a", "b")])
    assert (fetched.status, fetched.body) == (status, b"trop vite")


async def test_no_answer_is_none(web: Web, server: Server) -> None:
    server.answers["/form"] = raw(then=lambda visit: visit.reset())
    with pytest.raises(FetchError) as caught:
        await web.post(server.url("/form"), [("a", "b")])
    assert caught.value.reason == "reset"
    assert len(server.visits) == 1, "a form is never sent twice by itself"


async def test_a_form_goes_to_no_private_host_when_the_paper_is_public(web: Web, server: Server) -> None:
    with pytest.raises(FetchError) as caught:
        await web.post(server.url("/form"), [], public_only=True)
    assert caught.value.reason == "private"
    assert server.visits == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "http://[::", ""])
async def test_a_form_goes_to_the_web_only(web: Web, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        await web.post(url, [])
    assert caught.value.reason == "not-http"


async def test_credentials_stay_with_whom_they_are_for(web: Web, server: Server) -> None:
    async with running() as other:
        other.answers["/there"] = data(b"la")
        server.answers["/here"] = redirect("/further")
        server.answers["/further"] = redirect(other.url("/there"))
        fetched = await web.get(server.url("/here"), authorization="Basic secret")
        assert fetched.body == b"la"
        assert [visit.headers.get("authorization") for visit in server.visits] == ["Basic secret"] * 2
        assert [visit.headers.get("authorization") for visit in other.visits] == [None]


async def test_credentials_go_with_a_form(web: Web, server: Server) -> None:
    server.answers["/form"] = text("bien", status=201)
    await web.post(server.url("/form"), [("a", "b")], authorization="Basic secret")
    assert server.visits[0].headers["authorization"] == "Basic secret"
