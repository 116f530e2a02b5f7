"""The HTTP client: conditional GET, redirects, form posts, with bounds on time, size and connections."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlencode, urlsplit

import aiohttp
from yarl import URL

from placentin_tui.errors import FetchError
from placentin_tui.text import sanitize
from placentin_tui.web.address_policy import any_socket, is_home, is_public, proxy_for, public_socket
from placentin_tui.web.certificates import Certificates
from placentin_tui.web.cooldowns import HostCooldowns
from placentin_tui.web.error_mapping import host_of, not_public, paused, refusal, wrapped
from placentin_tui.web.exchange import Answer, Request
from placentin_tui.web.limiter import ConnectionLimiter, most
from placentin_tui.web.networks import Networks
from placentin_tui.web.response import Fetched, retry_after

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import Self

    from placentin_tui.web.credentials import Authorization

LIMIT = 10_000_000
"""Bytes of a document."""
MOST_REDIRECTS = 10
LONGEST_REPLY = 1_000_000
"""Bytes of the response to a form."""
DOCUMENTS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, */*;q=0.5"
)

_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)


class Web:
    """An HTTP client, entered with `async with`: no cookies, an honest User-Agent, no stored credentials."""

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
        """`timeout`: seconds for a request with its redirects, waiting for the limiter not counted; `connect`: seconds
        to connect; `silence`: the longest pause within a response; `per_host`: concurrent requests to one host.

        `trust`: the TLS context, the system's authorities by default; `clock`: seconds since 1970, for cooldowns.
        """
        self._patience = timeout
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=silence)
        self._limiter = ConnectionLimiter(most(), per_host)
        self._clock = clock
        self._cooldowns = HostCooldowns(clock)
        self._certificates = Certificates(trust)
        self._networks: Networks | None = None

    async def __aenter__(self) -> Self:
        self._networks = Networks.open(self._timeout)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._networks:
            await self._networks.close()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        limit: int = LIMIT,
        accept: str = DOCUMENTS,
        public_only: bool = False,
        credential: Authorization | None = None,
    ) -> Fetched:
        """Fetch a document, conditionally when `etag` or `last_modified` of the last response are given.

        Redirects are followed, but never from the internet to this computer or its private network; with `public_only`
        the first address may not be there either. With a `credential`, a redirect to a server it is not for fails.
        After a 429 the host is not asked again until its cooldown ends or `resume` is called. Raises `FetchError`.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        request = Request(headers, limit, credential)
        permanent, for_good, seen, left = "", True, [urldefrag(_on_the_web(url, url)).url], self._patience
        homes: list[bool | None] = [not public_only]
        while True:
            # A private server may redirect anywhere, one on the internet never to the private network.
            at_home, answer = await self._ask(seen[-1], request, left, may_be_home=homes[-1] is True)
            homes.append(at_home)
            if answer.status not in _MOVED:
                found = answer.found_at(seen[-1], permanent=permanent, at_home=homes[1], from_home=at_home is True)
                return self._judge(found, request)
            left -= answer.seconds
            seen.append(_next_hop(seen, answer.headers.get("location", "")))
            for_good = for_good and answer.status in _FOR_GOOD
            permanent = seen[-1] if for_good else permanent

    def resume(self, url: str) -> None:
        """End the cooldown of an address's host: the person insists."""
        self._cooldowns.end(urlsplit(url).hostname or "")

    def believe(self, certificates: Mapping[str, str]) -> None:
        """Trust these certificates (SHA-256) for the servers of these addresses, and no other exceptions."""
        self._certificates.believe(certificates)

    async def refused_certificate(self, url: str, *, public_only: bool = False) -> str:
        """The SHA-256 of an address's certificate when this computer does not trust it; else empty.

        `public_only`: servers on this computer or in its private network are not asked.
        """
        if not url.startswith("https:") or proxy_for(url):
            return ""
        with suppress(OSError, TimeoutError, UnicodeError):
            async with self._limiter.at(urlsplit(url).hostname or ""), asyncio.timeout(self._patience):
                return await self._certificates.shown(url, public_socket if public_only else any_socket)
        return ""

    async def post(
        self,
        url: str,
        fields: Iterable[tuple[str, str]],
        *,
        accept: str = "*/*",
        limit: int = LONGEST_REPLY,
        public_only: bool = False,
        credential: Authorization | None = None,
    ) -> Fetched:
        """Post a form and return the response, whatever its status; redirects are not followed.

        Raises `FetchError` when no whole response comes, which does not mean that the form did not arrive.
        """
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        form, address = urlencode(list(fields)).encode(), _on_the_web(url, url)
        request = Request(headers, limit, credential, form)
        at_home, answer = await self._ask(address, request, self._patience, may_be_home=not public_only)
        return answer.found_at(address, at_home=at_home, from_home=at_home is True)

    async def _ask(
        self, url: str, request: Request, patience: float, *, may_be_home: bool
    ) -> tuple[bool | None, Answer]:
        """One request without redirects: whether its server is private (`None`: unknown, behind a proxy), and its
        answer.

        Raises `FetchError`, also when the server is private and `may_be_home` is false.
        """
        if (networks := self._networks) is None:
            raise AssertionError("the web is entered with `async with`")
        at_home, proxy = is_home(url), proxy_for(url)
        if not may_be_home and (at_home or (proxy and not await is_public(url))):
            raise not_public(host_of(url))
        if proxy:  # it may be private itself, and it alone resolves the name
            return at_home or None, await self._answer(networks.anywhere, url, request, patience)
        if not at_home:
            try:
                return False, await self._answer(networks.outside, url, request, patience)
            except FetchError as error:
                if error.code != "private" or not may_be_home:
                    raise
        # The name may resolve to another address now than a moment ago, so the peer is asked.
        answer = await self._answer(networks.anywhere, url, request, patience)
        return answer.at_home, answer

    async def _answer(self, session: aiohttp.ClientSession, url: str, request: Request, patience: float) -> Answer:
        """The answer within the limits of connections, cooldown and time; raises `FetchError`."""
        async with self._limiter.at(host := urlsplit(url).hostname or ""):
            if request.form is None and (left := self._cooldowns.left(host)):
                raise paused(url, left)
            began = time.monotonic()
            with wrapped(url, request.limit):
                async with asyncio.timeout(patience):
                    answer = await self._believing(session, url, request)
            if answer.status == 429 and request.form is None:
                self._cooldowns.begin(host, self._wait(answer.headers))
            return replace(answer, seconds=time.monotonic() - began)

    async def _believing(self, session: aiohttp.ClientSession, url: str, request: Request) -> Answer:
        """The answer of a server that presents the pinned certificate, or else one that is trusted anyway."""
        if not (believed := self._certificates.believed(url)):
            return await self._response(session, url, request)
        try:
            return await self._response(session, url, request, believed)
        except aiohttp.ServerFingerprintMismatch as another:
            try:
                return await self._response(session, url, request)
            except (aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError):
                raise another from None

    async def _response(
        self, session: aiohttp.ClientSession, url: str, request: Request, believed: aiohttp.Fingerprint | None = None
    ) -> Answer:
        """Send the request and read status, headers and, when wanted, the body; `believed`: accept that certificate
        only.
        """
        proxy = proxy_for(url)
        is_safe = url.startswith("https:") or (proxy or "").startswith("https:")
        async with session.request(
            request.method,
            URL(url, encoded=True),
            headers=request.headers_for(url),
            data=request.form,
            proxy=proxy,
            allow_redirects=False,
            ssl=believed or (self._certificates.trust if is_safe else True),
        ) as response:
            return await Answer.read(response, request)

    def _judge(self, fetched: Fetched, request: Request) -> Fetched:
        """The response when it has 2xx, or 304 to a conditional request; else raises the `FetchError` of its status."""
        if (fetched.unchanged and request.is_conditional) or 200 <= fetched.status < 300:
            return fetched
        raise refusal(fetched.url, fetched.status, self._wait(fetched.headers))

    def _wait(self, headers: Mapping[str, str]) -> int | None:
        return retry_after(headers.get("retry-after", ""), int(self._clock()))


def _next_hop(seen: list[str], location: str) -> str:
    """The absolute address a redirect leads to; raises `FetchError` for none, a circle, or too many."""
    host = host_of(seen[-1])
    if not location:
        raise FetchError("redirects-nowhere", host=host)
    url = urldefrag(_on_the_web(location, seen[-1])).url
    if url in seen:
        raise FetchError("redirects-circle", host=host)
    if len(seen) > MOST_REDIRECTS:
        raise FetchError("redirects", host=host)
    return url


def _on_the_web(url: str, base: str) -> str:
    """The sanitized absolute address; raises `FetchError` when it is not http or https."""
    safe = sanitize.safe_url(url, base, keep_user=True)
    if not (safe.startswith(("http://", "https://")) and _has_sound_port(safe)):
        raise FetchError("not-http", address=sanitize.clean(url, 80))
    return safe


def _has_sound_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
