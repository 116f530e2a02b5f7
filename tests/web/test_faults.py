"""Bad days: each ends with a stable word and a sentence."""

from __future__ import annotations

import asyncio
import errno
import gzip
import os
import socket
import ssl
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest

from placentin_tui import i18n
from placentin_tui.errors import FetchError
from placentin_tui.web import Web
from placentin_tui.web.address_policy import has_route
from placentin_tui.web.error_mapping import wrapped
from tests.web.server import Answer, Server, Visit, chunked, data, endless, head, raw, redirect, running, silence, text

TLS = Path(__file__).parent.parent / "data" / "tls"
BODY = b"<rss>" + b"une nouvelle, " * 5_000 + b"</rss>"


async def fails(web: Web, url: str, reason: str, sentence: str = "", limit: int = 10_000_000) -> FetchError:
    with pytest.raises(FetchError) as failure:
        await web.get(url, limit=limit)
    assert failure.value.code == reason
    assert sentence in str(failure.value)
    assert str(failure.value).endswith(".")
    return failure.value


# ── no answer ────────────────────────────────────────────────────────────────────────────────────────────────────────


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_refused(web: Web) -> None:
    await fails(web, f"http://127.0.0.1:{free_port()}/", "refused", "127.0.0.1 refuses the connection")


@pytest.mark.parametrize("host", ["placentin.invalid", "a..b", "a" * 70 + ".invalid"])
async def test_unknown_host(web: Web, host: str) -> None:
    # Without any network no host is known, and it says so.
    reason = "unknown-host" if has_route() else "offline"
    error = await fails(web, f"http://{host}/", reason)
    assert host in str(error) or reason == "offline"


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (OSError(errno.ENETUNREACH, ""), "offline"),
        (OSError(errno.ENETDOWN, ""), "offline"),
        (socket.gaierror(socket.EAI_AGAIN, ""), "offline"),
        (OSError(errno.EHOSTUNREACH, ""), "unreachable"),
        (OSError(errno.ETIMEDOUT, ""), "timeout"),
        (OSError(errno.ECONNRESET, ""), "reset"),
        (ssl.SSLError("odd"), "unreachable"),
    ],
)
def test_what_the_system_says(trouble: OSError, reason: str) -> None:
    with pytest.raises(FetchError) as failure, wrapped("http://paper.example/", 1):
        raise trouble
    assert failure.value.code == reason


async def test_reset_before_and_within_the_answer(server: Server, web: Web) -> None:
    def linger(visit: Visit) -> None:
        visit.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        visit.reset()

    server.answers["/before"] = raw(then=linger)
    server.answers["/within"] = raw(head(200, {"Content-Length": "100"}), b"half", then=linger)
    await fails(web, server.url("/before"), "reset", "broke off the connection")
    await fails(web, server.url("/within"), "cut", "before its end")


async def test_closed_without_a_word(server: Server, web: Web) -> None:
    server.answers["/"] = raw()
    await fails(web, server.url(), "reset")


@pytest.mark.parametrize(
    "said",
    [b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"\0\1\2\3" * 100, b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nno\r\n\r\n"],
)
async def test_no_web_server(server: Server, web: Web, said: bytes) -> None:
    server.answers["/"] = raw(said)
    await fails(web, server.url(), "bad-answer", "does not answer as a web server does")


async def test_headers_without_end(server: Server, web: Web) -> None:
    server.answers["/"] = raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000)
    await fails(web, server.url(), "bad-answer")


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        raw(b"HTTP/1.1 200 OK\r\n"),
        endless(b"x", pause=0.05),
    ],
    ids=["silence", "no headers' end", "drop by drop"],
)
async def test_the_whole_answer_has_a_time(server: Server, answer: Answer) -> None:
    async def and_wait(visit: Visit) -> None:
        await answer(visit)
        await silence(visit)

    server.answers["/"] = and_wait
    async with Web(timeout=0.4) as web:
        await fails(web, server.url(), "timeout", "did not answer in time")


async def test_a_pause_in_the_answer(server: Server) -> None:
    async def half(visit: Visit) -> None:
        await visit.say(head(200, {"Content-Length": "100"}) + b"half")
        await silence(visit)

    server.answers["/"] = half
    async with Web(timeout=60, silence=0.2) as web:
        await fails(web, server.url(), "timeout")


async def test_redirects_share_one_time(server: Server) -> None:
    async def late(visit: Visit) -> None:
        await asyncio.sleep(0.25)
        await redirect(f"/{int(visit.path[1:]) + 1}")(visit)

    server.answers = {f"/{n}": late for n in range(10)}
    async with Web(timeout=0.6) as web:
        await fails(web, server.url("/0"), "timeout")
    assert len(server.visits) <= 3


# ── TLS ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def server_tls(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / f"{certificate}.pem")
    return context


@pytest.fixture
def authority() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=TLS / "authority.pem")


async def test_a_safe_connection(authority: ssl.SSLContext) -> None:
    async with running(tls=server_tls("good")) as server, Web(trust=authority) as web:
        server.answers["/"] = text("safe")
        assert (await web.get(server.url())).body == b"safe"


@pytest.mark.parametrize(
    ("certificate", "sentence"),
    [
        ("expired", "has expired"),
        ("other-name", "belongs to another server"),
        ("self-signed", "vouches for itself only"),
    ],
)
async def test_certificates_that_are_not_trusted(authority: ssl.SSLContext, certificate: str, sentence: str) -> None:
    async with running(tls=server_tls(certificate)) as server, Web(trust=authority) as web:
        await fails(web, server.url(), f"tls-{certificate}", sentence)
        assert server.visits == []


async def test_an_authority_this_computer_does_not_know(web: Web) -> None:
    async with running(tls=server_tls("good")) as server:
        await fails(web, server.url(), "tls-untrusted", "not one this computer trusts")


async def test_an_authority_this_computer_trusts(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    async with running(tls=server_tls("good")) as server:
        server.answers["/"] = text("safe")
        assert (await web.get(server.url())).body == b"safe"


def test_no_authority_is_read_before_there_is_a_safe_connection() -> None:
    program = """
import ssl
read = ssl.SSLContext.set_default_verify_paths
from placentin_tui.web.client import Web
import aiohttp.connector as connector
assert ssl.SSLContext.set_default_verify_paths is read
assert connector._SSL_CONTEXT_VERIFIED.verify_mode == ssl.CERT_REQUIRED
assert connector._SSL_CONTEXT_VERIFIED.cert_store_stats()["x509"] == 0
assert ssl.create_default_context().cert_store_stats()["x509"] == 1
"""
    environment = {**os.environ, "SSL_CERT_FILE": str(TLS / "authority.pem"), "SSL_CERT_DIR": "/nowhere"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


async def test_tls_where_there_is_none(web: Web) -> None:
    def plain(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head(400))
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await fails(web, f"https://127.0.0.1:{port}/", "tls", "No safe connection")


# ── an answer nobody can use ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answer",
    [
        raw(head(200, {"Content-Length": "70000"}), BODY[:100]),
        data(gzip.compress(BODY)[:-1], content_encoding="gzip"),
        data(gzip.compress(BODY)[:100], content_encoding="gzip"),
        data(gzip.compress(BODY)[:5], content_encoding="gzip"),
        data(zlib.compress(BODY)[:100], content_encoding="deflate"),
        data(brotli.compress(BODY)[:30], content_encoding="br"),
        data(BODY, content_encoding="gzip"),
        data(BODY, content_encoding="br"),
        data(BODY, content_encoding="deflate"),
        data(b"\x1f\x8b\x08\0" + b"\xff" * 100, content_encoding="gzip"),
        data(BODY, content_encoding="zstd"),
        chunked(BODY[:100], end=b""),
    ],
)
async def test_a_cut_or_badly_packed_answer_is_no_document(server: Server, web: Web, answer: Answer) -> None:
    server.answers["/"] = answer
    await fails(web, server.url(), "cut", "broke off before its end")


async def test_bad_chunks(server: Server, web: Web) -> None:
    server.answers["/"] = chunked(BODY[:100], end=b"zz\r\nno chunk")
    with pytest.raises(FetchError) as failure:
        await web.get(server.url())
    # It depends on how the bytes arrive whether aiohttp has taken the answer for one yet.
    assert failure.value.code in ("cut", "bad-answer")


@pytest.mark.parametrize(
    "answer",
    [
        data(b"x" * 1_000_001),
        chunked(*[b"x" * 100_001] * 10),
        data(gzip.compress(b"\0" * 50_000_000), content_encoding="gzip"),
        data(gzip.compress(b"x" * 600_000) * 3, content_encoding="gzip"),
        data(zlib.compress(b"\0" * 50_000_000), content_encoding="deflate"),
        data(brotli.compress(b"\0" * 200_000_000, quality=1), content_encoding="br"),
        endless(b"x" * 10_000),
        # A gzip head with a comment that never ends: megabytes in, not one byte out.
        endless(b"\x1f\x8b\x08\x10" + b"c" * 100_000, content_encoding="gzip"),
    ],
)
async def test_an_answer_has_a_size(server: Server, web: Web, answer: Answer) -> None:
    server.answers["/"] = answer
    await fails(web, server.url(), "too-big", "larger than 1 MB", limit=1_000_000)


async def test_a_document_of_just_the_size(server: Server, web: Web) -> None:
    body = b"x" * 1_000_000
    server.answers["/plain"] = data(body)
    server.answers["/packed"] = data(gzip.compress(body), content_encoding="gzip")
    assert (await web.get(server.url("/plain"), limit=1_000_000)).body == body
    assert (await web.get(server.url("/packed"), limit=1_000_000)).body == body


async def test_redirects_that_lead_nowhere(server: Server, web: Web) -> None:
    for step in range(12):
        server.answers[f"/{step}"] = redirect(f"/{step + 1}")
    server.answers["/self"] = redirect("/self#again")
    server.answers["/there"] = redirect("/back")
    server.answers["/back"] = redirect("/there")
    server.answers["/silent"] = raw(head(302, {"Content-Length": "0"}))
    server.answers["/file"] = redirect("file:///etc/passwd")
    server.answers["/script"] = redirect("javascript:alert(1)")
    await fails(web, server.url("/0"), "redirects", "from address to address")
    assert len(server.visits) == 11
    await fails(web, server.url("/self"), "redirects-circle", "in a circle")
    await fails(web, server.url("/there"), "redirects-circle", "in a circle")
    await fails(web, server.url("/silent"), "redirects-nowhere", "without saying where")
    await fails(web, server.url("/file"), "not-http", "file:///etc/passwd")
    await fails(web, server.url("/script"), "not-http")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/", "/feed", "", "http://h:99999/", "http://[::"])
async def test_only_the_web_is_asked(web: Web, address: str) -> None:
    await fails(web, address, "not-http")


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (300, "does not give"),
        (401, "may need an account"),
        (403, "may need an account"),
        (404, "nothing at this address"),
        (410, "gone for good"),
        (418, "does not give"),
        (429, "come back later"),
        (500, "trouble of its own"),
        (503, "out of service"),
    ],
)
async def test_refusals(server: Server, web: Web, status: int, sentence: str) -> None:
    server.answers["/"] = text("<h1>no</h1>", status=status)
    error = await fails(web, server.url(), f"http-{status}", sentence)
    assert str(status) in str(error)
    assert error.retry_after is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("999999999999999999", 86_400),
        ("Fri, 15 Jan 2027 08:10:00 GMT", 600),  # the web's clock stands at 08:00:00
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0),
        ("Fri, 15 Jan 2038 07:00:00 GMT", 86_400),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("", None),
    ],
)
async def test_how_long_to_stay_away(server: Server, web: Web, said: str, seconds: int | None) -> None:
    for status in (429, 503):
        server.answers["/"] = raw(head(status).replace(b"\r\n\r\n", f"\r\nRetry-After: {said}\r\n\r\n".encode()))
        error = await fails(web, server.url(), f"http-{status}")
        assert error.retry_after == seconds
        web.resume(server.url())


async def test_in_french(server: Server, web: Web) -> None:
    i18n.use("fr")
    server.answers["/"] = text("", status=404)
    await fails(web, server.url(), "http-404", "127.0.0.1")
