"""From what a person typed to the feed behind it.

address ─▶ a feed itself ─────────────────────────────────────────▶ Found
       └─▶ a page ─▶ the feeds it names: one ─────────────────────▶ Found
                 │                      several ─▶ SeveralFeeds: the person chooses
                 └─▶ names none ─▶ the usual paths ───────────────▶ Found, or NoFeedFound
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from placentin_tui import text
from placentin_tui.errors import FetchError, NoFeedFound, SeveralFeeds
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import plain
from placentin_tui.i18n import _
from placentin_tui.models import FeedChoice, Judgement
from placentin_tui.reasons import kind_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from selectolax.lexbor import LexborNode

    from placentin_tui.web import Fetched

USUAL_PATHS = ("feed/", "feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
"""Where feeds mostly are, relative to the page and then to the site."""
MOST_CHOICES = 20
LONGEST_TITLE = 200
_HEAD = 4096
"""Characters of a document in which its root element begins."""

_scheme = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_feed_scheme = re.compile(r"^feed:(?://)?(?=https?:)|^feed:(?=//)|^feed:", re.IGNORECASE)
_feed_types = re.compile(r"application/(?:rss|atom|rdf)\+xml|application/feed\+json|(?:text|application)/xml")
_json_type = re.compile(r"application/json")
_before_root = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_feed_root = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_page_root = re.compile(r"<(?:html|head|body|meta|title)[\s>]", re.IGNORECASE)
_json_feed = re.compile(r"\s*\{.*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version", re.DOTALL)
_of_comments = re.compile(
    r"/comments?/(?:feed|default)|[?&]feed=comments|comments?[-_.]?(?:rss|feed|atom)", re.IGNORECASE
)

_NO_HTTPS = ("bad-answer", "refused", "reset", "timeout", "tls", "unreachable")
_SILENT = ("offline", "refused", "reset", "timeout", "unknown-host", "unreachable")
"""Reasons not to ask a host for seven more paths."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed, and what its server answered."""

    choice: FeedChoice
    fetched: Fetched
    page: Fetched | None = None
    """The page that named it; `None` when the address was the feed's own."""


async def judged(page: Fetched) -> Judgement:
    """What an answer is, found out here and now."""
    return judgement(page.body, page.url, page.content_type)


async def discover(
    address: str,
    get: Callable[[str], Awaitable[Fetched]],
    judge: Callable[[Fetched], Awaitable[Judgement]] = judged,
) -> Found:
    """The feed behind an address a person typed; raises `SeveralFeeds`, `NoFeedFound` or `FetchError`.

    `get` asks a server, `judge` looks at what it answers, wherever foreign documents are looked at.
    """
    asked, page = await _first_answer(addresses(address), get)
    found = await judge(page)
    if found.is_feed:
        return _found(asked, page)
    choices = found.choices
    if len(choices) > 1:
        raise SeveralFeeds(_("This page names several feeds: choose one of them."), choices)
    tries = [*(choice.url for choice in choices), *_usual_addresses(page.url)]
    for url in dict.fromkeys(tries):
        try:
            answer = await get(url)
        except FetchError as error:
            if error.code in _SILENT:
                raise
            continue
        if (await judge(answer)).is_feed:
            title = next((choice.title for choice in choices if choice.url == url), "")
            return _found(url, answer, title, page)
    raise NoFeedFound(
        _("{address} names no feed, and none was found where feeds usually are.").format(address=page.url)
    )


def addresses(typed: str) -> tuple[str, ...]:
    """The web addresses what was typed may mean, the likeliest first; raises `NoFeedFound` when it is none."""
    typed = _feed_scheme.sub("", typed.strip())
    if _scheme.match(typed):
        offers = [typed]
    else:
        bare = typed.removeprefix("//")
        mail = "@" in bare.partition("/")[0]
        offers = [] if mail else [f"https://{bare}", f"http://{bare}"]
    safe = tuple(url for offer in offers if (url := text.safe_url(offer, keep_user=True)).startswith("http"))
    if not safe:
        raise NoFeedFound(_("“{address}” is not an address on the web.").format(address=text.clean(typed, 80)))
    return tuple(url if urlsplit(url).path else f"{url}/" for url in safe)


def judgement(body: bytes, url: str, content_type: str) -> Judgement:
    """What a document found at `url` is."""
    if looks_like_feed(body, content_type):
        return Judgement(is_feed=True)
    choices = candidates(body, url=url, content_type=content_type)
    return Judgement(is_feed=False, is_page=looks_like_page(body, content_type), choices=choices)


def looks_like_feed(body: bytes, content_type: str = "") -> bool:
    """Whether a document's first element is that of a feed, whatever the server calls it."""
    words = decode(body[:_HEAD], content_type)
    if words.lstrip().startswith("{"):
        return bool(_json_feed.match(decode(body, content_type)))
    start = _before_root.match(words)
    return bool(start and _feed_root.match(words, start.end()))


def looks_like_page(body: bytes, content_type: str = "") -> bool:
    """Whether a document is a web page: what a network that wants one to sign in first sends for everything."""
    words = decode(body[:_HEAD], content_type)
    start = _before_root.match(words)
    return bool(start and _page_root.match(words, start.end()))


def candidates(page: bytes, *, url: str, content_type: str = "") -> tuple[FeedChoice, ...]:
    """The feeds a page names, in its order; those of its comments only when there is no other."""
    choices: dict[tuple[str, str], FeedChoice] = {}
    for choice in _alternates(decode(page, content_type), url):
        # The same feed in two formats bears one title, which nobody could choose by.
        choices.setdefault(("", choice.title) if choice.title else (choice.url, ""), choice)
    articles = [choice for choice in choices.values() if not _of_comments.search(choice.url)]
    return tuple(articles or choices.values())[:MOST_CHOICES]


def elements(page: str, selector: str, url: str) -> Iterator[tuple[LexborNode, str]]:
    """The elements of a page that a CSS selector picks, each with the address its own is relative to."""
    from placentin_tui.prose.html.parse import pieces  # selectolax: 10 ms, and pages are read in a process of their own

    base = ""
    for tree in pieces(page):
        if not base and (named := tree.css_first("base[href]")):
            base = text.safe_url(named.attributes.get("href") or "", url)
        yield from ((node, base or url) for node in tree.css(selector))


def _alternates(page: str, url: str) -> Iterator[FeedChoice]:
    for link, base in elements(page, "link[rel][href]", url):
        attributes = link.attributes
        if "alternate" not in (attributes.get("rel") or "").lower().split():
            continue
        address = text.safe_url(attributes.get("href") or "", base)
        if address.startswith("http") and _is_feed_type(attributes.get("type") or "", address):
            yield FeedChoice(address, plain(attributes.get("title") or "", LONGEST_TITLE, None))


def _is_feed_type(kind: str, address: str) -> bool:
    """Whether a link's type is a feed's; plain JSON (1.0 allowed it) is mostly an API's."""
    kind = kind.partition(";")[0].strip().lower()
    return bool(_feed_types.fullmatch(kind) or (_json_type.fullmatch(kind) and "feed" in address.rpartition("/")[2]))


def _usual_addresses(url: str) -> Iterator[str]:
    for base in dict.fromkeys((url, urljoin(url, "/"))):
        folder = base if urlsplit(base).path.endswith("/") else f"{base.partition('?')[0]}/"
        yield from (urljoin(folder, path) for path in USUAL_PATHS)


async def _first_answer(urls: tuple[str, ...], get: Callable[[str], Awaitable[Fetched]]) -> tuple[str, Fetched]:
    """The first address that answers, with its answer; where one speaks no HTTPS, the next is tried."""
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
