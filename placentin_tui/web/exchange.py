"""One HTTP request and its response, redirects not followed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from placentin_tui.web import body
from placentin_tui.web.address_policy import is_peer_home
from placentin_tui.web.error_mapping import host_of, password_kept
from placentin_tui.web.response import Fetched

if TYPE_CHECKING:
    from aiohttp.connector import Connection
    from multidict import CIMultiDictProxy

    from placentin_tui.web.credentials import Authorization

_stray_byte = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Request:
    """A request, the same at every redirect."""

    headers: dict[str, str]
    limit: int
    """The most bytes of the response's body."""
    credential: Authorization | None = None
    form: bytes | None = None
    """The URL-encoded body of a POST; `None` for a GET."""

    @property
    def method(self) -> str:
        """`GET`, or `POST` for a form."""
        return "GET" if self.form is None else "POST"

    def headers_for(self, url: str) -> dict[str, str]:
        """The headers for one address; raises `FetchError` where its credential may not be sent."""
        if self.credential is None:
            return self.headers
        if not self.credential.is_for(url):
            raise password_kept(host_of(url))
        return self.headers | {"Authorization": self.credential.header}

    def wants(self, status: int) -> bool:
        """Whether the body of a response is read: of a success, and of an error in response to a form."""
        return 200 <= status < 300 or (self.form is not None and status >= 400)

    @property
    def is_conditional(self) -> bool:
        """Whether 304 (not modified) is a valid response."""
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


class Response(aiohttp.ClientResponse):
    """A response that remembers its peer's IP address, even after its connection was released."""

    peer = ""

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Begin to read the response."""
        address = connection.transport and connection.transport.get_extra_info("peername")
        self.peer = str(address[0]) if address else ""
        return await super().start(connection)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, read and decompressed."""

    status: int
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes
    """Empty when `Request.wants` is false."""
    peer: str
    """The IP address it came from; empty when unknown."""
    seconds: float = 0.0
    """How long the request took, without waiting for the limiter."""

    @classmethod
    async def read(cls, response: aiohttp.ClientResponse, request: Request) -> Answer:
        """Read a response to its end; raises `body.TooBig` and `body.TruncatedBody`."""
        assert isinstance(response, Response)
        headers = _readable(response.headers)
        content = b""
        if request.wants(response.status):
            encoding = headers.get("content-encoding", "")
            if not encoding and (response.content_length or 0) > request.limit:
                raise body.TooBig
            content = await body.read(response.content.iter_any(), encoding, request.limit)
        return cls(response.status, headers, content, response.peer)

    @property
    def at_home(self) -> bool | None:
        """Whether its peer is this computer or in its private network; `None` when unknown."""
        return is_peer_home(self.peer) if self.peer else None

    def found_at(self, url: str, *, permanent: str = "", at_home: bool | None, from_home: bool) -> Fetched:
        """The answer as a `Fetched`, with what the redirects told."""
        return Fetched(url, self.status, self.headers, self.body, permanent, at_home, from_home)


def _readable(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    """The headers that are text, by lower-case name; repeated ones joined with commas.

    aiohttp decodes bytes that are not UTF-8 to lone surrogates, which can be neither stored nor sent back nor shown, so
    such values are left out; but in `Location` each of these bytes is percent-encoded, as browsers do.
    """
    plain: dict[str, str] = {}
    for name in headers:
        values = headers.getall(name)
        if name.lower() == "location":
            values = [_stray_byte.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", value) for value in values]
        if values := [value for value in values if not _stray_byte.search(value)]:
            plain[name.lower()] = ", ".join(values)
    return plain
