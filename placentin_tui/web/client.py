"""Asks servers for documents: politely, with bounds on everything, and without leaving traces."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlencode, urlsplit

import aiohttp
from yarl import URL

from placentin_tui import __version__, text
from placentin_tui.errors import FetchError
from placentin_tui.i18n import _
from placentin_tui.web import body
from placentin_tui.web.answer import Fetched, retry_after
from placentin_tui.web.certificates import Certificates, server_of
from placentin_tui.web.hosts import is_home, is_public, proxy_for, public_socket
from placentin_tui.web.pauses import Pauses
from placentin_tui.web.troubles import host_of, not_public, paused, refusal, wrapped
from placentin_tui.web.turns import Turns, most

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import Self

    from aiohappyeyeballs import AddrInfoType
    from multidict import CIMultiDictProxy

USER_AGENT = f"placentin-tui/{__version__} (feed reader)"
LIMIT = 10_000_000
"""Bytes of a document."""
MOST_REDIRECTS = 10
LONGEST_REPLY = 1_000_000
"""Bytes of what a server says to a form."""
LONGEST_HEADER = 32_768
"""Bytes; some papers' security policies fill more than the usual 8 kB."""
DOCUMENTS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, */*;q=0.5"
)

_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)


class Web:
    """The web, to be entered with `async with`; no cookies, one honest name, no credentials but those handed in."""

    def __init__(
        self,
        *,
        timeout: float = 30.0,
        connect: float = 10.0,
        silence: float = 20.0,
        per_host: int = 4,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`timeout` bounds a question with its redirects, not the wait for a turn; `silence` a pause in the answer.

        `trust` is whose certificates are believed: those this computer trusts, unless it is given.
        """
        self._patience = timeout
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=silence)
        self._turns = Turns(most(), per_host)
        self._clock = clock
        self._pauses = Pauses(clock)
        self._certificates = Certificates(trust)
        self._outside: aiohttp.ClientSession | None = None
        """What can reach the internet, and nothing else."""
        self._anywhere: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        # Two, for a connection to a server at home is kept, and must not be found by who may not make it.
        self._outside = self._session(public_socket)
        self._anywhere = self._session(None)
        return self

    def _session(self, socket_factory: Callable[[AddrInfoType], socket.socket] | None) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            # No limit here: `Turns` counts, and waiting for a turn is no time-out.
            connector=aiohttp.TCPConnector(limit=0, socket_factory=socket_factory),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": body.ENCODINGS},
            timeout=self._timeout,
            auto_decompress=False,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for session in (self._outside, self._anywhere):
            if session:
                await session.close()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        limit: int = LIMIT,
        accept: str = DOCUMENTS,
        public_only: bool = False,
        authorization: str = "",
    ) -> Fetched:
        """The document at an address, or word that it is still the one these validators came with.

        Redirects are followed, but from the internet never to this computer or its network. `public_only`: nor is one
        of these asked first. `authorization` is a header for the server asked first, and no other. A host that says 429
        is left alone whole, until then or until `resume`. Raises `FetchError`.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        permanent, for_good, seen, left = "", True, [urldefrag(_on_the_web(url, url)).url], self._patience
        question = _Question(headers, limit, authorization=authorization, origin=server_of(seen[0]))
        homes = [not public_only]
        while True:
            # From a server at home one may be led anywhere, from the internet never into the house.
            at_home, (status, answer, content, spent) = await self._ask(seen[-1], question, left, homes[-1])
            homes.append(at_home)
            if status not in _MOVED:
                return self._judge(Fetched(seen[-1], status, answer, content, permanent, homes[1]), question)
            left -= spent
            seen.append(_next_hop(seen, answer.get("location", "")))
            for_good = for_good and status in _FOR_GOOD
            permanent = seen[-1] if for_good else permanent

    def resume(self, url: str) -> None:
        """Ask an address's host again, though it wants to be left alone: the person insists."""
        self._pauses.end(urlsplit(url).hostname or "")

    def believe(self, certificates: Mapping[str, str]) -> None:
        """Believe these certificates (their SHA-256), by the addresses whose servers show them, and no others."""
        self._certificates.believe(certificates)

    async def refused_certificate(self, url: str) -> str:
        """The certificate an address's server shows when this computer does not trust it, its SHA-256; else empty."""
        if not url.startswith("https:") or proxy_for(url):
            return ""
        return await self._certificates.shown(url, self._turns, self._patience)

    async def post(
        self,
        url: str,
        fields: Iterable[tuple[str, str]],
        *,
        accept: str = "*/*",
        public_only: bool = False,
        authorization: str = "",
    ) -> Fetched:
        """What a server answers to a filled-in form, whatever its status; a redirect is an answer, and not followed.

        Raises `FetchError` when no whole answer comes, which does not mean that the form did not arrive.
        """
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        form, address = urlencode(list(fields)).encode(), _on_the_web(url, url)
        question = _Question(headers, LONGEST_REPLY, authorization, server_of(address), form)
        at_home, answer = await self._ask(address, question, self._patience, not public_only)
        status, said, content, _spent = answer
        return Fetched(address, status, said, content, at_home=at_home)

    async def _ask(
        self, url: str, question: _Question, patience: float, may_be_home: bool
    ) -> tuple[bool, tuple[int, dict[str, str], bytes, float]]:
        """One question, and whether it was answered at home; raises `FetchError` when it would have been and must not.

        The answer: its status, headers, body when it is a good one, and the seconds it took.
        """
        if self._outside is None or self._anywhere is None:
            raise AssertionError("the web is entered with `async with`")
        at_home = is_home(url)
        if not may_be_home and (at_home or (proxy_for(url) and not await is_public(url))):
            raise not_public(host_of(url))
        if not at_home and not proxy_for(url):  # a proxy may be at home itself, and it alone knows where it leads
            try:
                return False, await self._answer(self._outside, url, question, patience)
            except FetchError as error:
                if error.reason != "private" or not may_be_home:
                    raise
            at_home = True
        return at_home, await self._answer(self._anywhere, url, question, patience)

    async def _answer(
        self, session: aiohttp.ClientSession, url: str, question: _Question, patience: float
    ) -> tuple[int, dict[str, str], bytes, float]:
        async with self._turns.at(host := urlsplit(url).hostname or ""):
            if question.form is None and (left := self._pauses.left(host)):
                raise paused(url, left)
            began = time.monotonic()
            with wrapped(url, question.limit):
                async with asyncio.timeout(patience):
                    status, headers, content = await self._believing(session, url, question)
            if status == 429 and question.form is None:
                self._pauses.begin(host, self._wait(headers))
            return status, headers, content, time.monotonic() - began

    async def _believing(
        self, session: aiohttp.ClientSession, url: str, question: _Question
    ) -> tuple[int, dict[str, str], bytes]:
        """The answer of a server that shows the certificate the person believes, or one anybody would."""
        if not (believed := self._certificates.believed(url)):
            return await self._response(session, url, question)
        try:
            return await self._response(session, url, question, believed)
        except aiohttp.ServerFingerprintMismatch as another:
            try:
                return await self._response(session, url, question)
            except (aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError):
                raise another from None

    async def _response(
        self, session: aiohttp.ClientSession, url: str, question: _Question, believed: aiohttp.Fingerprint | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, and the body when it is a good one; `believed`: that certificate only."""
        proxy = proxy_for(url)
        is_safe = url.startswith("https:") or (proxy or "").startswith("https:")
        async with session.request(
            "GET" if question.form is None else "POST",
            URL(url, encoded=True),
            headers=question.headers_for(url),
            data=question.form,
            proxy=proxy,
            allow_redirects=False,
            ssl=believed or (self._certificates.trust if is_safe else True),
        ) as response:
            content = await _content(response, question.limit) if question.wants(response.status) else b""
            return response.status, _plain(response.headers), content

    def _judge(self, fetched: Fetched, question: _Question) -> Fetched:
        """The answer when it is a good one; raises its refusal."""
        if (fetched.unchanged and question.is_conditional) or 200 <= fetched.status < 300:
            return fetched
        raise refusal(fetched.url, fetched.status, self._wait(fetched.headers))

    def _wait(self, headers: Mapping[str, str]) -> int | None:
        return retry_after(headers.get("retry-after", ""), int(self._clock()))


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked for, the same at every hop."""

    headers: dict[str, str]
    limit: int
    authorization: str = ""
    origin: str = ""
    """Whom the authorization is for."""
    form: bytes | None = None
    """What is posted; `None`: nothing is, a document is asked for."""

    def headers_for(self, url: str) -> dict[str, str]:
        """The headers at one hop."""
        if self.authorization and server_of(url) == self.origin:
            return self.headers | {"Authorization": self.authorization}
        return self.headers

    def wants(self, status: int) -> bool:
        """Whether the body of such an answer is read: of a form's, what is said in refusing it counts as well."""
        return 200 <= status < 300 or (self.form is not None and status >= 400)

    @property
    def is_conditional(self) -> bool:
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


async def _content(response: aiohttp.ClientResponse, limit: int) -> bytes:
    encoding = response.headers.get("Content-Encoding", "")
    if not encoding and (response.content_length or 0) > limit:
        raise body.TooBig
    return await body.read(response.content.iter_any(), encoding, limit)


def _plain(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    return {name.lower(): ", ".join(headers.getall(name)) for name in headers}


def _next_hop(seen: list[str], location: str) -> str:
    """Where a redirect leads; raises `FetchError` when it leads nowhere."""
    host = host_of(seen[-1])
    if not location:
        raise FetchError("redirects", _("{host} sends us elsewhere without saying where.").format(host=host))
    url = urldefrag(_on_the_web(location, seen[-1])).url
    if url in seen:
        raise FetchError("redirects", _("{host} sends us in a circle.").format(host=host))
    if len(seen) > MOST_REDIRECTS:
        raise FetchError("redirects", _("{host} sends us from address to address.").format(host=host))
    return url


def _on_the_web(url: str, base: str) -> str:
    safe = text.safe_url(url, base, keep_user=True)
    if not (safe.startswith(("http://", "https://")) and _has_sound_port(safe)):
        raise FetchError("not-http", _("“{address}” is not an address on the web.").format(address=text.clean(url, 80)))
    return safe


def _has_sound_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
