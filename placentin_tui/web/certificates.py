"""Whose certificates are believed: those this computer trusts, and those the person chose to believe all the same."""

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
    """Contexts made inside trust nobody: to read whom this computer trusts takes 25 ms each time."""
    ssl.SSLContext.set_default_verify_paths = lambda self: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # what stands behind it, OpenSSL's own, counts again


with _unread():
    import aiohttp  # it makes two contexts as it is imported; no question of ours is asked with their trust


class Certificates:
    """Those this computer trusts, or those of `trust`; and exceptions, one certificate each, for one server each."""

    def __init__(self, trust: ssl.SSLContext | None) -> None:
        self._given = trust
        self._believed: dict[tuple[str, int], str] = {}

    @cached_property
    def trust(self) -> ssl.SSLContext:
        """Whom to trust; read when the first safe connection is made, for many a refresh makes none."""
        if self._given:
            return self._given
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        return context

    def believe(self, certificates: Mapping[str, str]) -> None:
        """Believe these certificates (their SHA-256) when the servers of these addresses show them, and no other."""
        self._believed = {_place(url): certificate for url, certificate in certificates.items()}

    def believed(self, url: str) -> aiohttp.Fingerprint | None:
        """The certificate that is believed of this address's server, when one is."""
        certificate = self._believed.get(_place(url), "")
        return aiohttp.Fingerprint(bytes.fromhex(certificate)) if certificate else None

    async def shown(self, url: str, socket_factory: SocketFactory) -> str:
        """The certificate this address's server shows, when it is not one this computer trusts; nothing is asked.

        Raises `OSError` when it shows none, `NotPublic` among them where the factory makes no socket.
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
    try:
        _reader, writer = await asyncio.open_connection(sock=made, ssl=context, server_hostname=host)
    except BaseException:
        made.close()
        raise
    with closing(writer):
        return writer.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""


def _place(url: str) -> tuple[str, int]:
    """Who shows a certificate: the host, the port."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 443


def server_of(url: str) -> str:
    """Scheme, host and port: what a secret is shared with."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
