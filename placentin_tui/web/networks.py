"""The ways to servers: one that leads to the internet alone, and one that leads anywhere."""

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
    """A session for each, with connections of its own: one to a server at home is kept, and must not be found by a
    request that may not go there.
    """

    outside: aiohttp.ClientSession
    """To the internet, and nowhere else, whatever names and redirects say."""
    anywhere: aiohttp.ClientSession
    """To this computer and its network too; and to the person's proxy."""

    @classmethod
    def open(cls, timeout: aiohttp.ClientTimeout) -> Self:
        """Make them; to be called where the event loop runs."""
        return cls(_session(timeout, public_socket), _session(timeout, any_socket))

    async def close(self) -> None:
        """Close every connection."""
        await self.outside.close()
        await self.anywhere.close()


def _session(timeout: aiohttp.ClientTimeout, socket_factory: SocketFactory) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        # No limit here: `Turns` counts, and waiting for a turn is no time-out.
        connector=aiohttp.TCPConnector(limit=0, socket_factory=socket_factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": ENCODINGS},
        response_class=Response,
        timeout=timeout,
        auto_decompress=False,
        max_line_size=LONGEST_HEADER,
        max_field_size=LONGEST_HEADER,
    )
