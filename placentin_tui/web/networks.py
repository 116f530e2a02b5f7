"""The ways to servers: one to the internet, one to this computer and its network, one by the person's proxy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from placentin_tui import __version__
from placentin_tui.web.body import ENCODINGS
from placentin_tui.web.hosts import home_socket, public_socket

if TYPE_CHECKING:
    from typing import Self

    from placentin_tui.web.hosts import SocketFactory

USER_AGENT = f"placentin-tui/{__version__} (feed reader)"
LONGEST_HEADER = 32_768
"""Bytes; some papers' security policies fill more than the usual 8 kB."""


@dataclass(frozen=True, slots=True)
class Networks:
    """A session for each; by the one that had an answer it is known where the server is, whatever its name said.

    The sockets of each lead to addresses of its own network alone. Each keeps its connections to itself: one into the
    house must not be found by a request that may not go there.
    """

    outside: aiohttp.ClientSession
    """To the internet, and nowhere else."""
    home: aiohttp.ClientSession
    """To this computer and its network, and nowhere else."""
    proxied: aiohttp.ClientSession
    """To the person's proxy, wherever it is."""

    @classmethod
    def open(cls, timeout: aiohttp.ClientTimeout) -> Self:
        """Make them; to be called where the event loop runs."""
        return cls(_session(timeout, public_socket), _session(timeout, home_socket), _session(timeout, None))

    async def close(self) -> None:
        """Close every connection."""
        for session in (self.outside, self.home, self.proxied):
            await session.close()

    def forget_names(self) -> None:
        """Look names of the internet up again, though they were a moment ago."""
        connector = self.outside.connector
        assert isinstance(connector, aiohttp.TCPConnector)
        connector.clear_dns_cache()


def _session(timeout: aiohttp.ClientTimeout, socket_factory: SocketFactory | None) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        # No limit here: `Turns` counts, and waiting for a turn is no time-out.
        connector=aiohttp.TCPConnector(limit=0, socket_factory=socket_factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": ENCODINGS},
        timeout=timeout,
        auto_decompress=False,
        max_line_size=LONGEST_HEADER,
        max_field_size=LONGEST_HEADER,
    )
