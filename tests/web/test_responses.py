"""Good answers: what is asked, what comes back, and what is remembered of the way."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from pathlib import Path

import brotli
import pytest

from placentin_tui import __version__
from placentin_tui.errors import FetchError
from placentin_tui.web import Web
from tests.web.server import Server, Visit, chunked, data, head, raw, redirect, text

BODY = b"<rss>" + b"une nouvelle, " * 5_000 + b"</rss>"


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


async def test_a_document_and_its_validators(server: Server, web: Web) -> None:
    etag, moment = 'W/"a b; ,c"', "Mon, 23 Nov 2026 9:04:58 GMT"
    server.answers["/feed/"] = data(BODY, etag=etag, last_modified=moment)
    fetched = await web.get(server.url("/feed/"))
    assert (fetched.status, fetched.body, fetched.url) == (200, BODY, server.url("/feed/"))
    assert (fetched.etag, fetched.last_modified, fetched.content_type) == (etag, moment, "application/rss+xml")
    assert fetched.permanent_url == ""
    assert not fetched.unchanged


async def test_validators_go_back_byte_for_byte(server: Server, web: Web) -> None:
    etag, moment = 'W/"a b; ,c"', "lundi 23 novembre, vers neuf heures"

    async def unchanged(visit: Visit) -> None:
        same = visit.headers["if-none-match"] == etag and visit.headers["if-modified-since"] == moment
        await visit.say(head(304 if same else 200, {"Content-Length": "0"}))

    server.answers["/"] = unchanged
    fetched = await web.get(server.url(), etag=etag, last_modified=moment)
    assert fetched.unchanged
    assert fetched.body == b""


async def test_304_to_one_who_asked_for_a_document_is_no_answer(server: Server, web: Web) -> None:
    server.answers["/"] = raw(head(304))
    with pytest.raises(FetchError) as failure:
        await web.get(server.url())
    assert failure.value.code == "http-304"


async def test_an_honest_name_and_nothing_personal(
    server: Server, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.answers["/"] = text("one", set_cookie="visitor=1; Path=/")
    await web.get(server.url())
    await web.get(server.url())
    for visit in server.visits:
        assert visit.headers["user-agent"] == f"placentin-tui/{__version__} (feed reader)"
        assert {"cookie", "authorization", "referer"}.isdisjoint(visit.headers)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", BODY),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY)),
        ("GZIP", gzip.compress(BODY[:9]) + gzip.compress(BODY[9:])),
        ("gzip", gzip.compress(BODY) + b"\0" * 40),
        ("deflate", zlib.compress(BODY)),
        ("deflate", bare_deflate(BODY)),
        ("br", brotli.compress(BODY)),
    ],
    # The bytes hold the moment they were packed at, and would name a test otherwise each time.
    ids=lambda value: value if isinstance(value, str) else "packed",
)
async def test_packed_documents(server: Server, web: Web, encoding: str, packed: bytes) -> None:
    server.answers["/whole"] = data(packed, content_encoding=encoding)
    # The seams fall anywhere, also inside the packing's own heads and tails.
    pieces = [packed[:1], packed[1:3], packed[3:-5], packed[-5:-1], packed[-1:]]
    server.answers["/pieces"] = chunked(*pieces, content_encoding=encoding)
    assert (await web.get(server.url("/whole"))).body == BODY
    assert (await web.get(server.url("/pieces"))).body == BODY


async def test_an_empty_answer_is_whole_whatever_it_is_packed_in(server: Server, web: Web) -> None:
    server.answers["/"] = data(b"", content_encoding="gzip")
    assert (await web.get(server.url())).body == b""


async def test_several_headers_of_one_name(server: Server, web: Web) -> None:
    links = b"Link: <a>; rel=x\r\nLink: <b>; rel=y\r\n"
    server.answers["/"] = raw(b"HTTP/1.1 200 OK\r\n" + links + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
    assert (await web.get(server.url())).headers["link"] == "<a>; rel=x, <b>; rel=y"


async def test_a_security_policy_of_twenty_kilobytes(server: Server, web: Web) -> None:
    server.answers["/"] = text("one", content_security_policy="x" * 20_000)
    assert (await web.get(server.url())).body == b"one"


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        ((301,), "/1"),
        ((308, 301), "/2"),
        ((301, 302, 301), "/1"),
        ((302, 301), ""),
        ((303,), ""),
        ((307,), ""),
    ],
)
async def test_only_an_unbroken_chain_is_permanent(
    server: Server, web: Web, statuses: tuple[int, ...], permanent: str
) -> None:
    for step, status in enumerate(statuses):
        server.answers[f"/{step}"] = redirect(server.url(f"/{step + 1}"), status)
    server.answers[f"/{len(statuses)}"] = text("here")
    fetched = await web.get(server.url("/0"))
    assert fetched.body == b"here"
    assert fetched.url == server.url(f"/{len(statuses)}")
    assert fetched.permanent_url == (server.url(permanent) if permanent else "")


async def test_relative_redirects_and_fragments(server: Server, web: Web) -> None:
    server.answers["/a/b"] = redirect("../c d?e=1#f", 301)
    server.answers["/c%20d?e=1"] = text("here")
    fetched = await web.get(server.url("/a/b#g"))
    assert fetched.permanent_url == server.url("/c%20d?e=1")


async def test_ten_redirects_are_followed(server: Server, web: Web) -> None:
    for step in range(10):
        server.answers[f"/{step}"] = redirect(f"/{step + 1}")
    server.answers["/10"] = text("here")
    assert (await web.get(server.url("/0"))).body == b"here"


async def test_four_at_a_time_at_one_host(server: Server, web: Web) -> None:
    together = asyncio.Event()

    async def when_four(visit: Visit) -> None:
        if server.at_once == 4:
            together.set()
        await together.wait()
        await asyncio.sleep(0.01)
        await text("one")(visit)

    paths = [f"/{n}" for n in range(12)]
    server.answers = dict.fromkeys(paths, when_four)
    fetched = await asyncio.gather(*(web.get(server.url(path)) for path in paths))
    assert [one.body for one in fetched] == [b"one"] * 12
    assert server.most_at_once == 4


async def test_waiting_for_a_turn_is_no_time_out(server: Server) -> None:
    async def slowly(visit: Visit) -> None:
        await asyncio.sleep(0.2)
        await text("one")(visit)

    paths = [f"/{n}" for n in range(6)]
    server.answers = dict.fromkeys(paths, slowly)
    async with Web(timeout=0.9, per_host=1) as web:
        fetched = await asyncio.gather(*(web.get(server.url(path)) for path in paths))
    assert len(fetched) == 6
