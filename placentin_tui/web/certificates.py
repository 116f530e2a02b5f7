"""TLS trust: the system's certificate authorities, and single certificates the person chose to trust."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.web.address_policy import connect

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping

    from placentin_tui.web.address_policy import SocketFactory


@contextmanager
def _unread() -> Iterator[None]:
    """While open, new SSL contexts load no certificate authorities, which takes 25 ms each time."""
    ssl.SSLContext.set_default_verify_paths = lambda self: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # uncovers the inherited method again


with _unread():
    import aiohttp  # it makes two contexts at import, which no request of ours uses


class Certificates:
    """The trusted authorities (the system's, or those of `trust`), and exceptions: one certificate per server."""

    def __init__(self, trust: ssl.SSLContext | None) -> None:
        self._given = trust
        self._believed: dict[tuple[str, int], str] = {}

    @cached_property
    def trust(self) -> ssl.SSLContext:
        """The context for TLS connections, made at the first one: many a refresh needs none."""
        if self._given:
            return self._given
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        return context

    def believe(self, certificates: Mapping[str, str]) -> None:
        """Replace the exceptions: SHA-256 (hexadecimal) of the trusted certificate by address of its server."""
        self._believed = {_place(url): certificate for url, certificate in certificates.items()}

    def believed(self, url: str) -> aiohttp.Fingerprint | None:
        """The pinned certificate of this address's server, `None` when there is none."""
        certificate = self._believed.get(_place(url), "")
        return aiohttp.Fingerprint(bytes.fromhex(certificate)) if certificate else None

    async def shown(self, url: str, socket_factory: SocketFactory) -> str:
        """The SHA-256 of the certificate that this address's server presents, empty when it is trusted anyway.

        Only TLS handshakes, no request. Raises `OSError` when it presents none, `NotPublic` where the factory makes no
        socket.
        """
        host, port = _place(url)
        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        try:
            await _certificate(await connect(host, port, socket_factory), host, self.trust)
        except ssl.SSLCertVerificationError:
            certificate = await _certificate(await connect(host, port, socket_factory), host, blind)
            return hashlib.sha256(certificate).hexdigest()
        return ""


async def _certificate(made: socket.socket, host: str, context: ssl.SSLContext) -> bytes:
    """The server's certificate (DER) after a TLS handshake on a connected socket; raises `ssl.SSLError`."""
    try:
        _reader, writer = await asyncio.open_connection(sock=made, ssl=context, server_hostname=host)
    except BaseException:
        made.close()
        raise
    with closing(writer):
        return writer.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""


def _place(url: str) -> tuple[str, int]:
    """The host and port that present a certificate."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 443


def server_of(url: str) -> str:
    """Scheme, host and port of an address, its origin: who may share a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
