"""Everything a source's server does wrong, each with the end it must come to, in words."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.courier.papers import feed, item
from tests.web.server import Answer, Server, Visit, chunked, data, endless, head, raw, redirect, running, silence, text

TLS = Path(__file__).parent.parent / "data" / "tls"
PORTAL = b"<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body><form>Accept our terms</form></body></html>"
WHOLE = feed([item(f"long-{number}") for number in range(40)])


@dataclass(frozen=True)
class Fault:
    """One thing gone wrong."""

    reason: str
    english: str
    french: str
    answer: Answer = silence
    tls: str = ""
    """The certificate the server shows; empty: it speaks without."""
    address: str = ""
    """The source's address, where no server of ours answers at it."""


def _hang_up(visit: Visit) -> None:
    visit.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    visit.reset()


async def _slow_headers(visit: Visit) -> None:
    await visit.say(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        await visit.say(b"X-%d: y\r\n" % number)
        await asyncio.sleep(0.05)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


FAULTS: dict[str, Fault] = {
    "unknown host": Fault(
        "unknown-host", "There is no server called", "Aucun serveur ne s’appelle", address="http://nobody.invalid/feed"
    ),
    "refused": Fault(
        "refused", "refuses the connection", "refuse la connexion", address=f"http://127.0.0.1:{free_port()}/feed"
    ),
    "closed without a word": Fault("reset", "broke off the connection", "a coupé la connexion", raw()),
    "reset in the body": Fault(
        "cut",
        "broke off before its end",
        "s’est interrompue avant la fin",
        raw(head(200, {"Content-Length": "9999"}), WHOLE[:500], then=_hang_up),
    ),
    "headers without end": Fault("timeout", "did not answer in time", "n’a pas répondu à temps", _slow_headers),
    "silence": Fault("timeout", "did not answer in time", "n’a pas répondu à temps", silence),
    "a byte at a time": Fault(
        "timeout", "did not answer in time", "n’a pas répondu à temps", endless(b"x", pause=0.05)
    ),
    "never ending": Fault("too-big", "is larger than 10 MB", "dépasse 10 Mo", endless(b"x" * 1_000_000)),
    "a length that lies: too long": Fault(
        "cut",
        "broke off before its end",
        "s’est interrompue avant la fin",
        raw(head(200, {"Content-Length": "999999"}), WHOLE),
    ),
    "bad chunks": Fault("", "", "", chunked(WHOLE[:500], end=b"zz\r\nno chunk")),
    "a chunk that is missing": Fault(
        "cut", "broke off before its end", "s’est interrompue avant la fin", chunked(WHOLE[:500], end=b"")
    ),
    "a gzip bomb": Fault(
        "too-big",
        "is larger than 10 MB",
        "dépasse 10 Mo",
        data(gzip.compress(b"\0" * 60_000_000), content_encoding="gzip"),
    ),
    "cut gzip": Fault(
        "cut",
        "broke off before its end",
        "s’est interrompue avant la fin",
        data(gzip.compress(WHOLE)[:-3], content_encoding="gzip"),
    ),
    "not gzip": Fault(
        "cut", "broke off before its end", "s’est interrompue avant la fin", data(WHOLE, content_encoding="gzip")
    ),
    "no web server": Fault(
        "bad-answer",
        "does not answer as a web server does",
        "ne répond pas comme un serveur web",
        raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"),
    ),
    "a picture": Fault(
        "no-feed",
        "is not a feed",
        "pas de flux à cette adresse",
        data(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, kind="image/png"),
    ),
    "empty": Fault(
        "no-feed-empty", "The server sent an empty answer.", "Le serveur a envoyé une réponse vide.", data(b"")
    ),
    "a web page": Fault(
        "web-page", "sends a web page in place of the feed", "envoie une page web", data(PORTAL, kind="text/html")
    ),
    "a circle": Fault("redirects-circle", "in a circle", "fait tourner en rond", redirect("/feed")),
    "401": Fault("http-401", "may need an account", "demande peut-être un compte", text("", status=401)),
    "403": Fault("http-403", "may need an account", "demande peut-être un compte", text("", status=403)),
    "404": Fault("http-404", "has nothing at this address", "n’a rien à cette adresse", text("", status=404)),
    "410": Fault("http-410", "gone for good", "a disparu pour de bon", text("", status=410)),
    "429": Fault(
        "http-429",
        "asks us to come back later",
        "demande de revenir plus tard",
        text("", status=429, retry_after="7200"),
    ),
    "500": Fault("http-500", "has a trouble of its own", "est en panne de son côté", text("", status=500)),
    "503": Fault("http-503", "is out of service for the moment", "est hors service", text("", status=503)),
    "511": Fault("http-511", "wants you to sign in", "demande de vous identifier", text("", status=511)),
    "expired certificate": Fault("tls-expired", "has expired", "a expiré", tls="expired"),
    "another's certificate": Fault(
        "tls-other-name", "belongs to another server", "est celui d’un autre serveur", tls="other-name"
    ),
    "self-signed certificate": Fault(
        "tls-self-signed", "vouches for itself only", "est seul à se porter garant", tls="self-signed"
    ),
}


@asynccontextmanager
async def servers() -> AsyncIterator[dict[str, Server]]:
    """For each fault a server of its own, at an address of its own: what one host says counts for it alone."""
    async with AsyncExitStack() as stack:
        up: dict[str, Server] = {}
        for number, (name, fault) in enumerate(FAULTS.items(), 2):
            # The certificates are made out to 127.0.0.1.
            host = "127.0.0.1" if fault.tls else f"127.0.0.{number}"
            up[name] = await stack.enter_async_context(running(host, server_tls(fault.tls)))
        yield up


def authority() -> ssl.SSLContext:
    """Whom to trust for the certificates that are as they should be."""
    return ssl.create_default_context(cafile=TLS / "authority.pem")


def server_tls(certificate: str) -> ssl.SSLContext | None:
    """What a server shows who has this certificate; `None` when it has none."""
    if not certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / f"{certificate}.pem")
    return context
