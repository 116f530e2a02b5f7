"""Headers whose bytes are no text: left aside, and the answer read as any other."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placentin_tui.errors import FetchError
from placentin_tui.web import Web
from placentin_tui.web.response import Fetched
from tests.web.server import Server, raw

STRAY = [b"\xff\xfe\x9b31m", b"mar\xe9e", b"\x80", b"\xed\xa0\x80", b"\xc3", b"\xf8\x88\x80\x80\x80"]
NAMES = [
    b"ETag",
    b"Last-Modified",
    b"Link",
    b"Content-Type",
    b"Retry-After",
    b"X-WP-Total",
    b"X-WP-TotalPages",
    b"Vary",
]


def said(*lines: bytes, status: bytes = b"200 OK", body: bytes = b"one") -> bytes:
    """An answer with these header lines, byte for byte."""
    head = (b"HTTP/1.1 " + status, b"Connection: close", b"Content-Length: %d" % len(body), *lines)
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def is_sound(fetched: Fetched) -> bool:
    """Whether all that was learnt can be kept, sent back and shown."""
    words = json.dumps([fetched.url, fetched.permanent_url, dict(fetched.headers)], ensure_ascii=False)
    return bool(words.encode())


@pytest.mark.parametrize("value", STRAY)
@pytest.mark.parametrize("name", NAMES)
async def test_a_header_that_is_no_text_is_left_aside(server: Server, web: Web, name: bytes, value: bytes) -> None:
    server.answers["/"] = raw(said(name + b": " + value, b"X-Other: caf\xc3\xa9"))
    fetched = await web.get(server.url())
    assert (fetched.body, fetched.headers["x-other"]) == (b"one", "café")
    assert name.decode().lower() not in fetched.headers
    assert (fetched.etag, fetched.last_modified, fetched.content_type) == ("", "", "")
    assert is_sound(fetched)


async def test_of_several_values_the_sound_ones_stay(server: Server, web: Web) -> None:
    server.answers["/"] = raw(said(b"Link: <a>; rel=x", b"Link: <\xff>; rel=y", b"Link: <b>; rel=z"))
    assert (await web.get(server.url())).headers["link"] == "<a>; rel=x, <b>; rel=z"


async def test_a_packing_that_is_no_text_is_none(server: Server, web: Web) -> None:
    server.answers["/"] = raw(said(b"Content-Encoding: \xff\xfe"))
    assert (await web.get(server.url())).body == b"one"
    server.answers["/"] = raw(said(b"Content-Encoding: gzip", b"ETag: \xff", body=gzip.compress(b"packed")))
    assert (await web.get(server.url())).body == b"packed"


@pytest.mark.parametrize("value", STRAY)
async def test_cookies_and_reasons_that_are_no_text(
    server: Server, web: Web, value: bytes, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    cookie = b"Set-Cookie: visitor" + value + b"=" + value + b"; Path=/" + value
    server.answers["/"] = raw(said(cookie, status=b"200 " + value))
    fetched = await web.get(server.url())
    assert fetched.body == b"one"
    assert is_sound(fetched)
    assert (capsys.readouterr(), caplog.records) == (("", ""), [])


async def test_a_redirect_to_bytes_is_followed_as_browsers_follow_it(server: Server, web: Web) -> None:
    server.answers["/feed"] = raw(said(b"Location: /caf\xe9?q=\xff", status=b"301 Moved"))
    server.answers["/caf%E9?q=%FF"] = raw(said())
    fetched = await web.get(server.url("/feed"))
    assert fetched.body == b"one"
    assert fetched.permanent_url == server.url("/caf%E9?q=%FF")
    assert is_sound(fetched)


@pytest.mark.parametrize("location", [b"http://caf\xe9.example/", b"\xff\xfe", b"javascript:\xff", b"http://[\xff]/"])
async def test_a_redirect_to_no_address_is_said(server: Server, web: Web, location: bytes) -> None:
    server.answers["/feed"] = raw(said(b"Location: " + location, status=b"302 Found"))
    with pytest.raises(FetchError) as failure:
        await web.get(server.url("/feed"))
    assert str(failure.value).encode()
    assert failure.value.code in ("not-http", "http-404")


async def test_a_form_answered_with_bytes(server: Server, web: Web) -> None:
    server.answers["/form"] = raw(said(b"Location: /un/\xe9#comment-5", b"Retry-After: \xff", status=b"302 Found"))
    fetched = await web.post(server.url("/form"), [("a", "b")])
    assert fetched.headers["location"] == "/un/%E9#comment-5"
    assert "retry-after" not in fetched.headers
    assert is_sound(fetched)


@pytest.mark.parametrize("status", [b"429 Slow", b"503 Away", b"404 \xff"])
async def test_a_refusal_with_bytes_is_a_refusal(server: Server, web: Web, status: bytes) -> None:
    server.answers["/"] = raw(said(b"Retry-After: \xff", b"ETag: \xff", status=status))
    with pytest.raises(FetchError) as failure:
        await web.get(server.url())
    assert failure.value.code == f"http-{status[:3].decode()}"
    assert failure.value.retry_after is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.binary(max_size=40).filter(lambda value: not set(value) & set(b"\r\n\0")), max_size=8))
async def test_whatever_bytes_headers_hold(server: Server, web: Web, values: list[bytes]) -> None:
    lines = [name + b": " + value for name, value in zip(NAMES, values, strict=False)]
    server.answers["/any"] = raw(said(*lines))
    try:
        fetched = await web.get(server.url("/any"))
    except FetchError as error:
        assert error.code == "bad-answer"  # noqa: PT017 - controls make it none
    else:
        assert is_sound(fetched)
        for name, value in zip(NAMES, values, strict=False):
            kept = fetched.headers.get(name.decode().lower(), "").encode()
            assert kept in (b"", value.strip(b" \t"))
