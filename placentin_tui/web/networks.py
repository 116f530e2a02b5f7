"""The two HTTP sessions: one that connects to public addresses alone, and one that connects anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from placentin_tui import __version__
from placentin_tui.web.address_policy import any_socket, public_socket
from placentin_tui.web.body import ENCODINGS
from placentin_tui.web.exchange import Response

if TYPE_CHECKING:
    from typing import Self

    from placentin_tui.web.address_policy import SocketFactory

USER_AGENT = f"placentin-tui/{__version__} (feed reader)"
LONGEST_HEADER = 32_768
"""Bytes; some papers' security policies fill more than the usual 8 kB."""


@dataclass(frozen=True, slots=True)
class Networks:
    """Two sessions with separate connection pools: a kept-alive connection to a private server must not be reused by a
    request that may not go there.
    """

    outside: aiohttp.ClientSession
    """For public addresses only, whatever names resolve to."""
    anywhere: aiohttp.ClientSession
    """For private addresses too, and for the person's proxy."""

    @classmethod
    def open(cls, timeout: aiohttp.ClientTimeout) -> Self:
        """Make the sessions; to be called with a running event loop."""
        return cls(_session(timeout, public_socket), _session(timeout, any_socket))

    async def close(self) -> None:
        """Close every connection."""
        await self.outside.close()
        await self.anywhere.close()


def _session(timeout: aiohttp.ClientTimeout, socket_factory: SocketFactory) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        # No limit here: `ConnectionLimiter` has it, and waiting there does not count towards the time-out.
        connector=aiohttp.TCPConnector(limit=0, socket_factory=socket_factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": ENCODINGS},
        response_class=Response,
        timeout=timeout,
        auto_decompress=False,
        max_line_size=LONGEST_HEADER,
        max_field_size=LONGEST_HEADER,
    )
