"""Certificates nobody vouches for: what a server shows, and those the person chose to believe all the same."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.web.turns import Turns


class Certificates:
    """The exceptions to whose certificates are believed: one certificate each, for one server each."""

    def __init__(self, trust: ssl.SSLContext | None) -> None:
        self._trust = trust
        self._believed: dict[tuple[str, int], str] = {}

    def believe(self, certificates: Mapping[str, str]) -> None:
        """Believe these certificates (their SHA-256) when the servers of these addresses show them, and no other."""
        self._believed = {_place(url): certificate for url, certificate in certificates.items()}

    def believed(self, url: str) -> str:
        """The certificate that is believed of this address's server, empty when none is."""
        return self._believed.get(_place(url), "")

    async def shown(self, url: str, turns: Turns, patience: float) -> str:
        """The certificate this address's server shows, when it is not one this computer trusts; nothing is asked."""
        host, port = _place(url)
        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        try:
            async with turns.at(host), asyncio.timeout(patience):
                try:
                    await _certificate(host, port, self._trust or ssl.create_default_context())
                except ssl.SSLCertVerificationError:
                    return hashlib.sha256(await _certificate(host, port, blind)).hexdigest()
        except (OSError, TimeoutError, UnicodeError):
            pass
        return ""


async def _certificate(host: str, port: int, context: ssl.SSLContext) -> bytes:
    _reader, writer = await asyncio.open_connection(host, port, ssl=context)
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
