"""What a web page says to those who look for feeds: its links, where it sends one on, and whether it is an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from placentin_tui.feeds import link_header
from placentin_tui.feeds.fields import plain
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

LONGEST_WORDS = 80
"""Characters of a link in the text that says where a feed is."""
LONGEST_REFRESH = 30
"""Seconds after which a page that sends one on is one to be read."""
MOST_HOMES = 2
FEED = "application/rss+xml"
"""The type of a link whose scheme says that it is a feed's."""

_SELECTOR = (
    "link[href], a[href], meta[http-equiv][content], meta[property='og:type'][content], meta[name='og:type'][content]"
)

_feed_scheme = re.compile(r"^(?:feed|podcast|itpc|pcast|rss):(?:(?://)?(?=https?:)|(?=//)|)", re.IGNORECASE)
_worth_a_look = re.compile(r"rss|atom|rdf|xml|feed|flux|fil|podcast|itpc|pcast|canal", re.IGNORECASE)
"""Without one of these no link of the text says that it leads to a feed."""
_refresh = re.compile(
    r"\s{0,99}+(?P<delay>\d{0,9}+)(?:\.\d{0,9}+)?[\s;,]{0,99}+(?:url\s{0,99}=\s{0,99})?+[\"']?(?P<url>[^\"']{1,4096})",
    re.IGNORECASE,
)
_before_date = re.compile(
    r"^(?P<folder>(?:/[^/]{1,200})?/)(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:\d{1,2}/)?(?=[^/]*[a-z])"
)
# The parser drops the element `body` of what it takes for a fragment.
_body_class = re.compile(r"<body\s[^<>]{0,4096}?\bclass\s{0,9}=\s{0,9}[\"'](?P<names>[^\"'<>]{0,4096})", re.IGNORECASE)
_article_class = re.compile(r"(?:single|single-post|postid-\d{1,18}|page-id-\d{1,18})")
_article_query = re.compile(r"[?&](?:p|page_id)=\d{1,18}(?:&|$)|/wp/v2/(?:posts|pages)/\d{1,18}")
_interface = re.compile(r"(?:index\.php)?\?rest_route=/?$|wp-json/?$")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, or of the header it came with."""

    url: str
    rel: frozenset[str]
    type: str = ""
    """The media type, without parameters."""
    title: str = ""
    words: tuple[str, ...] = ()
    """What it says in the page's text; empty when it does not stand there."""
    is_variant: bool = False
    """It is for another language or another screen."""


@dataclass(slots=True)
class PageLinks:
    """What matters of a page."""

    url: str
    links: list[Link] = field(default_factory=list)
    refresh: str = ""
    """Where it sends one on; empty when it does not."""
    says_article: bool = False

    def related(self, relation: str) -> Iterator[str]:
        """The addresses of that relation."""
        return (link.url for link in self.links if relation in link.rel)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its own addresses."""
        return (self.url, *islice(self.related("canonical"), 1))

    @property
    def homes(self) -> tuple[str, ...]:
        """The front pages it belongs to, as far as it says so."""
        interfaces = (_interface.sub("", url) for url in self.related("https://api.w.org/"))
        dated = _before_date.match(urlsplit(self.url).path)
        said = (*self.related("home"), *interfaces, *([urljoin(self.url, dated["folder"])] if dated else ()))
        host = urlsplit(self.url).hostname
        return tuple(dict.fromkeys(url for url in said if urlsplit(url).hostname == host))[:MOST_HOMES]

    @property
    def is_article(self) -> bool:
        """Whether it is one article, not a front page or a section."""
        if urlsplit(self.url).path in ("", "/") and not urlsplit(self.url).query:
            return False
        dated = bool(_before_date.match(urlsplit(self.url).path))
        short = any(_article_query.search(url) for url in (*self.related("shortlink"), *self.related("alternate")))
        return (self.says_article or dated or short) and self.url not in self.homes


def read_links(markup: str, url: str, headers: Mapping[str, str]) -> PageLinks:
    """What the page found at `url` says; of the headers (lower-case names) `link` and `refresh` are wanted."""
    page = PageLinks(url, refresh=_sent_to(headers.get("refresh", ""), url, url), says_article=_is_single(markup))
    for said in link_header.links(headers.get("link", "")):
        _add(page, said, url)
    for node, base in elements(markup, _SELECTOR, url):
        attributes = {name: value or "" for name, value in node.attributes.items()}
        if node.tag == "meta":
            if attributes.get("http-equiv", "").strip().lower() == "refresh":
                page.refresh = page.refresh or _sent_to(attributes["content"], base, url)
            page.says_article |= attributes["content"].strip().lower() == "article"
        elif node.tag == "link":
            _add(page, attributes, base)
        elif words := _words(node, attributes):
            _add(page, attributes, base, words)
    return page


def without_feed_scheme(address: str) -> str:
    """An address without the `feed:` or `podcast:` that some links put before it, or in place of `https:`."""
    return _feed_scheme.sub("", address.strip())


def elements(page: str, selector: str, url: str) -> Iterator[tuple[LexborNode, str]]:
    """The elements of a page that a CSS selector picks, each with the address its own is relative to."""
    from placentin_tui.prose.html.parse import pieces  # selectolax: 10 ms, and pages are read in a process of their own

    base = ""
    for tree in pieces(page):
        if not base and (named := tree.css_first("base[href]")):
            base = sanitize.safe_url(named.attributes.get("href") or "", url)
        yield from ((node, base or url) for node in tree.css(selector))


def _is_single(markup: str) -> bool:
    """Whether the page's body is of the classes WordPress gives an article."""
    body = _body_class.search(markup)
    classes = body["names"].split() if body else []
    return "home" not in classes and any(map(_article_class.fullmatch, classes))


def _add(page: PageLinks, said: Mapping[str, str], base: str, words: tuple[str, ...] = ()) -> None:
    """One more link of a page, if it leads to the web."""
    bare, kind = without_feed_scheme(said["href"]), said.get("type", "")
    if bare != said["href"].strip():
        kind = kind or FEED
    address = sanitize.safe_url(bare, base)
    if address.startswith("http"):
        rel = frozenset(said.get("rel", "").lower().split())
        is_variant = bool(said.get("hreflang") or said.get("media"))
        kind = kind.partition(";")[0].strip().lower()
        page.links.append(Link(address, rel, kind, said.get("title", ""), words, is_variant))


def _words(node: LexborNode, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What a link in the text says, if it may matter: its words, and what stands for them."""
    names = attributes.get("title", ""), attributes.get("aria-label", "")
    said = (node.text(deep=True, separator=" ", strip=True)[: 2 * LONGEST_WORDS], *names)
    if "rel" not in attributes and not any(map(_worth_a_look.search, (attributes["href"], *said))):
        return ()
    return tuple(plain(each, LONGEST_WORDS, None) for each in said)


def _sent_to(content: str, base: str, url: str) -> str:
    """Where a refresh sends one on, empty when it only loads the page anew or leaves time to read it."""
    found = _refresh.match(content)
    if not found or int(found["delay"] or 0) > LONGEST_REFRESH:
        return ""
    address = sanitize.safe_url(found["url"].strip(), base)
    return address if address.startswith("http") and urldefrag(address)[0] != urldefrag(url)[0] else ""
