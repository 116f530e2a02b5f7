"""Forms posted, and credentials handed to those they are for."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from placentin_tui.errors import FetchError
from placentin_tui.web import Credential, Web
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
    assert caught.value.code == "reset"
    assert len(server.visits) == 1, "a form is never sent twice by itself"


async def test_a_form_goes_to_no_private_host_when_the_paper_is_public(web: Web, server: Server) -> None:
    with pytest.raises(FetchError) as caught:
        await web.post(server.url("/form"), [], public_only=True)
    assert caught.value.code == "private"
    assert server.visits == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "http://[::", ""])
async def test_a_form_goes_to_the_web_only(web: Web, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        await web.post(url, [])
    assert caught.value.code == "not-http"


# ── credentials ──────────────────────────────────────────────────────────────────────────────────────────────────────


def for_server(server: Server) -> Credential:
    return Credential(server.base.removeprefix("http://"), "ana", "ab cd")


def proofs(server: Server) -> list[str | None]:
    """What each visit proved by."""
    return [visit.headers.get("authorization") for visit in server.visits]


ANA = "Basic YW5hOmFiY2Q="


def test_the_blanks_of_a_password_are_for_the_eye() -> None:
    assert Credential("a.example", "ana", "ab cd ").header == ANA
    assert "ab cd" not in repr(Credential("a.example", "ana", "ab cd"))


async def test_credentials_go_along_at_their_own_server(web: Web, server: Server) -> None:
    server.answers["/here"] = redirect("/further")
    server.answers["/further"] = data(b"la")
    assert (await web.get(server.url("/here"), credential=for_server(server))).body == b"la"
    assert proofs(server) == [ANA, ANA]


async def test_credentials_are_led_to_no_other_server(web: Web, server: Server) -> None:
    async with running() as other:
        other.answers["/there"] = data(b"la")
        server.answers["/here"] = redirect("/further")
        server.answers["/further"] = redirect(other.url("/there"))
        with pytest.raises(FetchError, match=r"Your password is not for 127\.0\.0\.1") as caught:
            await web.get(server.url("/here"), credential=for_server(server))
        assert caught.value.code == "password"
        assert proofs(server) == [ANA, ANA]
        assert other.visits == [], "an answer of theirs would pass for the server's own"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.2:{port}/",
        "http://localhost:{port}/",
        "http://127.0.0.1:{other}/",
        "http://paper.example:{port}/",
    ],
)
async def test_no_request_bears_what_is_another_servers(web: Web, server: Server, url: str) -> None:
    port = int(server.base.rpartition(":")[2])
    address = url.format(port=port, other=port - 1)
    for asking in (
        web.get(address, credential=for_server(server)),
        web.post(address, [], credential=for_server(server)),
    ):
        with pytest.raises(FetchError) as caught:
            await asking
        assert caught.value.code == "password"
    assert server.visits == []


@pytest.mark.parametrize(
    ("server", "url", "may"),
    [
        ("a.example", "https://a.example/wp-json/", True),
        ("a.example", "https://a.example:443/wp-json/", True),
        ("a.example", "https://A.EXAMPLE/wp-json/", True),
        ("a.example", "http://a.example/wp-json/", False),
        ("a.example", "https://a.example:8443/", False),
        ("a.example", "https://www.a.example/", False),
        ("a.example", "https://a.example.evil.example/", False),
        ("a.example", "https://a.example@evil.example/", False),
        ("a.example", "https://evil.example/?https://a.example/", False),
        ("a.example", "https://a.example./", False),
        ("a.example", "ftp://a.example/", False),
        ("a.example:8443", "https://a.example:8443/", True),
        ("localhost", "http://localhost/", True),
        ("127.0.0.1:81", "http://127.0.0.1:81/", True),
        ("[::1]:81", "http://[::1]:81/", True),
        ("10.0.0.1", "http://10.0.0.1/", False),
        ("", "https:///x", False),
        ("", "", False),
    ],
)
def test_where_a_credential_may_go(server: str, url: str, may: bool) -> None:
    assert Credential(server, "ana", "x").is_for(url) is may


async def test_without_encryption_no_credential_goes_past_a_proxy(
    web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        with pytest.raises(FetchError) as caught:
            await web.get(server.url("/"), credential=for_server(server))
        assert caught.value.code == "password"
        assert proxy.visits == []


async def test_credentials_go_with_a_form(web: Web, server: Server) -> None:
    server.answers["/form"] = text("bien", status=201)
    await web.post(server.url("/form"), [("a", "b")], credential=for_server(server))
    assert proofs(server) == [ANA]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_form_with_credentials_is_led_nowhere(web: Web, server: Server, status: int) -> None:
    async with running() as other:
        server.answers["/form"] = redirect(other.url("/form"), status)
        fetched = await web.post(server.url("/form"), [("a", "b")], credential=for_server(server))
        assert fetched.status == status
        assert other.visits == []
