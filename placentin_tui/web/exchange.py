"""One request as it is sent, and what came back before anybody judged it."""

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

    from placentin_tui.web.credentials import Credential

_stray_byte = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, the same at every hop."""

    headers: dict[str, str]
    limit: int
    """Bytes of an answer's body."""
    credential: Credential | None = None
    form: bytes | None = None
    """What is posted; `None`: nothing is, a document is asked for."""

    @property
    def method(self) -> str:
        """`GET`, or `POST` for a form."""
        return "GET" if self.form is None else "POST"

    def headers_for(self, url: str) -> dict[str, str]:
        """The headers at one hop; raises `FetchError` where its credential may not go."""
        if self.credential is None:
            return self.headers
        if not self.credential.is_for(url):
            raise password_kept(host_of(url))
        return self.headers | {"Authorization": self.credential.header}

    def wants(self, status: int) -> bool:
        """Whether the body of such an answer is read: of a form's, what is said in refusing it counts as well."""
        return 200 <= status < 300 or (self.form is not None and status >= 400)

    @property
    def is_conditional(self) -> bool:
        """Whether word that nothing has changed is an answer."""
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


class Response(aiohttp.ClientResponse):
    """An answer that knows who gives it, also when its connection was given back before anybody looked."""

    peer = ""

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Begin to read it."""
        address = connection.transport and connection.transport.get_extra_info("peername")
        self.peer = str(address[0]) if address else ""
        return await super().start(connection)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one server answered."""

    status: int
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes
    """Empty when it was not wanted."""
    peer: str
    """The address of the computer that gave it; empty when nobody knows."""
    seconds: float = 0.0
    """How long it took, the wait for a turn apart."""

    @classmethod
    async def read(cls, response: aiohttp.ClientResponse, request: Request) -> Answer:
        """The answer a server begins to give, to its end; raises `body.TooBig` and `body.Cut`."""
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
        """Whether that computer is this one or in its network; `None` when nobody knows."""
        return is_peer_home(self.peer) if self.peer else None

    def found_at(self, url: str, *, permanent: str = "", at_home: bool | None, from_home: bool) -> Fetched:
        """The same as a document, with what was learnt on the way to it (see `Fetched`)."""
        return Fetched(url, self.status, self.headers, self.body, permanent, at_home, from_home)


def _readable(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    """The headers that are text; of one given several times, the values with commas between.

    aiohttp hands bytes that are no UTF-8 on as halves of characters, which can be neither kept nor sent back nor shown.
    Such a value is left out; but in the address of a redirect each of them stands for itself, as browsers take it.
    """
    plain: dict[str, str] = {}
    for name in headers:
        values = headers.getall(name)
        if name.lower() == "location":
            values = [_stray_byte.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", value) for value in values]
        if values := [value for value in values if not _stray_byte.search(value)]:
            plain[name.lower()] = ", ".join(values)
    return plain
