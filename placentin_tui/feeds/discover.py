"""Feed discovery: from what a person typed to the feed behind it.

address ─▶ one of a known service ─▶ where that keeps its feeds ─▶ Found
       └─▶ a feed itself ────────────────────────────────────────▶ Found
       └─▶ a page that sends one on ─▶ the page it sends one to, as below
       └─▶ a page ─▶ the feeds of articles it names: one ────────▶ Found
                 │                              several ─▶ SeveralFeeds: the person chooses
                 ├─▶ where a service or program keeps its feeds ─▶ Found
                 ├─▶ what may be a feed: of those that are, one ─▶ Found, several ─▶ SeveralFeeds
                 ├─▶ the usual paths ────────────────────────────▶ Found
                 └─▶ the feed of all comments ───────────────────▶ Found, or NoFeedFound
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import msgspec

from placentin_tui.errors import FetchError, NoFeedFound, SeveralFeeds
from placentin_tui.failure_codes import kind_of
from placentin_tui.feeds import feed_providers
from placentin_tui.feeds.comment_feeds import holds_comments, holds_nothing, is_beneath
from placentin_tui.feeds.common_feed_paths import usual_addresses
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.duplicate_feeds import without_twins
from placentin_tui.feeds.linked_feeds import judge_page
from placentin_tui.feeds.page_links import without_feed_scheme
from placentin_tui.i18n import _
from placentin_tui.models import FeedChoice, Judgement
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from placentin_tui.web import Fetched

MOST_SENT_ON = 3
"""The most refreshes (`<meta http-equiv=refresh>`) in a row that are followed."""
MOST_TRIED = 5
"""The most links that are fetched to see whether they are feeds."""
JUDGED_BY = ("content-type", "link", "refresh")
"""The headers that `judgement` needs."""
_HEAD = 4096
"""Characters of a document in which its root element must begin."""

_scheme = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_before_root = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_feed_root = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_page_root = re.compile(r"<(?:html|head|body|meta|title)[\s>]", re.IGNORECASE)
_json_feed = re.compile(r"\s*\{.*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version", re.DOTALL)

_NO_HTTPS = ("bad-answer", "refused", "reset", "timeout", "tls", "unreachable")
_SILENT = ("http-429", "offline", "paused", "refused", "reset", "timeout", "unknown-host", "unreachable")
"""Failures after which a host is not asked for more paths."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed and the response with it."""

    choice: FeedChoice
    fetched: Fetched
    page: Fetched | None = None
    """The page that links to it; `None` when the address was the feed's own."""


async def judged(page: Fetched) -> Judgement:
    """What a response is, parsed in this process."""
    return judgement(page.body, page.url, page.headers)


async def discover(
    address: str,
    get: Callable[[str], Awaitable[Fetched]],
    judge: Callable[[Fetched], Awaitable[Judgement]] = judged,
) -> Found:
    """The feed behind an address a person typed; raises `SeveralFeeds`, `NoFeedFound` or `FetchError`.

    `get` fetches an address; `judge` does the work of `judged`, in another process for instance.
    """
    typed = addresses(address)
    search = _Search(get, judge)
    if found := await search.at_service(typed[0]):
        return found
    asked, page = await _first_answer(typed, get)
    said = await judge(page)
    if said.is_feed:
        return _found(asked, page)
    return await search.behind(*await search.sent_on(page, said))


class _Search:
    """One search for a feed, which fetches no address twice."""

    def __init__(
        self, get: Callable[[str], Awaitable[Fetched]], judge: Callable[[Fetched], Awaitable[Judgement]]
    ) -> None:
        self._get = get
        self._judge = judge
        self._asked: set[str] = set()
        self._failure: FetchError | None = None
        """The first failure of another host than the page's."""
        self._doubtful: Found | None = None
        """A feed that seems to be of comments: used when there is no other."""

    async def at_service(self, url: str) -> Found | None:
        """The feed at an address of a known service; `None` when it is not one, or has no feed."""
        for feed in feed_providers.by_address(url):
            if answer := await self._answer(feed, url):
                said = await self._judge(answer)
                if said.is_feed:
                    return _found(feed, answer)
                return await self._first(map(_untitled, said.known), answer)
        return None

    async def sent_on(self, page: Fetched, said: Judgement) -> tuple[Fetched, Judgement]:
        """The page after following a page's refreshes, with its judgement; pages with feeds are not left."""
        for _hop in range(MOST_SENT_ON):
            if said.is_feed or said.choices or not said.refresh:
                break
            self._asked.add(urldefrag(page.url)[0])
            if not (answer := await self._answer(said.refresh, page.url)):
                break
            page, said = answer, await self._judge(answer)
        return page, said

    async def behind(self, page: Fetched, said: Judgement) -> Found:
        """The feed a page leads to: linked, known, likely or guessed, in this order."""
        self._asked.add(urldefrag(page.url)[0])
        if said.is_feed:
            return _found(page.url, page)
        if len(said.choices) > 1:
            raise _several(said.choices)
        found = (
            await self._first((*said.choices, *map(_untitled, said.known)), page, said)
            or await self._likely(page, said)
            or await self._first(map(_untitled, usual_addresses(page.url, said)), page, said)
            or self._doubtful
            or await self._first(said.comments, page)
        )
        if not found:
            raise self._failure or NoFeedFound(
                _("{address} names no feed, and none was found where feeds usually are.").format(address=page.url)
            )
        return found

    async def _likely(self, page: Fetched, said: Judgement) -> Found | None:
        """The one feed among likely links; raises `SeveralFeeds` when there are several."""
        tried, rest = said.likely[:MOST_TRIED], said.likely[MOST_TRIED:]
        found = [each for choice in tried if (each := await self._first((choice,), page, said))]
        choices = without_twins((each.choice, "") for each in found)
        if len(choices) > 1:
            raise _several((*choices, *rest))
        return found[0] if found else None

    async def _first(self, choices: Iterable[FeedChoice], page: Fetched, said: Judgement | None = None) -> Found | None:
        """The first choice that is a feed; of articles, when `said` is the judgement of the page that led there."""
        for choice in choices:
            if (answer := await self._answer(choice.url, page.url)) and (feed := await self._judge(answer)).is_feed:
                found, is_own = _found(choice.url, answer, choice.title, page), is_beneath(choice.url, (page.url,))
                # An empty feed beneath an article is of its future comments.
                if not said or not (feed.is_comments or (feed.is_empty and is_own and said.is_article)):
                    return found
                self._doubtful = self._doubtful or (None if is_own else found)
        return None

    async def _answer(self, url: str, page: str) -> Fetched | None:
        """The response at an address, `None` when it was fetched before or fails; raises `FetchError` when the page's
        own server does not answer.
        """
        if url in self._asked:
            return None
        self._asked.add(url)
        try:
            return await self._get(url)
        except FetchError as error:
            if error.code in _SILENT:
                if error.code == "offline" or urlsplit(url).netloc == urlsplit(page).netloc:
                    raise
                self._failure = self._failure or error
            return None


def addresses(typed: str) -> tuple[str, ...]:
    """The addresses that a typed text may mean, the likeliest first; raises `NoFeedFound` when it is none."""
    typed = without_feed_scheme(typed)
    typed = feed_providers.of_handle(typed) or typed
    if _scheme.match(typed):
        offers = [typed]
    else:
        bare = typed.removeprefix("//")
        mail = "@" in bare.partition("/")[0]
        offers = [] if mail else [f"https://{bare}", f"http://{bare}"]
    safe = tuple(url for offer in offers if (url := sanitize.safe_url(offer, keep_user=True)).startswith("http"))
    if not safe:
        raise NoFeedFound(_("“{address}” is not an address on the web.").format(address=sanitize.clean(typed, 80)))
    return tuple(url if urlsplit(url).path else f"{url}/" for url in safe)


def judgement(body: bytes, url: str, headers: Mapping[str, str]) -> Judgement:
    """What the document found at `url` is; of the headers (by lower-case name) those in `JUDGED_BY` count."""
    content_type = headers.get("content-type", "")
    if looks_like_feed(body, content_type):
        feed = decode(body, content_type)
        return Judgement(is_feed=True, is_comments=holds_comments(feed), is_empty=holds_nothing(feed))
    said = judge_page(body, url, headers)
    return msgspec.structs.replace(said, is_page=looks_like_page(body, content_type))


def looks_like_feed(body: bytes, content_type: str = "") -> bool:
    """Whether a document's root element is that of a feed, whatever its content type."""
    from placentin_tui.feeds.repair_xml import is_wrapped  # a parser: the courier process avoids it

    words = decode(body[:_HEAD], content_type)
    if words.lstrip().startswith("{"):
        return bool(_json_feed.match(decode(body, content_type)))
    start = _before_root.match(words)
    return bool(start and _feed_root.match(words, start.end())) or is_wrapped(words)


def looks_like_page(body: bytes, content_type: str = "") -> bool:
    """Whether a document is a web page, which captive portals send in place of everything."""
    words = decode(body[:_HEAD], content_type)
    start = _before_root.match(words)
    return bool(start and _page_root.match(words, start.end()))


def _untitled(url: str) -> FeedChoice:
    return FeedChoice(url, "")


def _several(choices: tuple[FeedChoice, ...]) -> SeveralFeeds:
    return SeveralFeeds(_("This page names several feeds: choose one of them."), choices)


async def _first_answer(urls: tuple[str, ...], get: Callable[[str], Awaitable[Fetched]]) -> tuple[str, Fetched]:
    """The first address that answers, and its response; the next is tried after failures that http may not have."""
    *others, last = urls
    for url in others:
        try:
            return url, await get(url)
        except FetchError as error:
            if kind_of(error.code) not in _NO_HTTPS:
                raise
    return last, await get(last)


def _found(asked: str, answer: Fetched, title: str = "", page: Fetched | None = None) -> Found:
    return Found(FeedChoice(answer.permanent_url or asked, title), answer, page)
