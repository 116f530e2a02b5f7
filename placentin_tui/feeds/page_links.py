"""What a web page tells discovery: its links, its refresh, and whether it is an article."""

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
"""The most characters of a link's text that are read."""
LONGEST_REFRESH = 30
"""The longest delay, in seconds, of a refresh that is followed; after longer ones the page is meant to be read."""
MOST_HOMES = 2
FEED = "application/rss+xml"
"""The type of links with a feed's scheme."""

_SELECTOR = (
    "link[href], a[href], meta[http-equiv][content], meta[property='og:type'][content], meta[name='og:type'][content]"
)

_feed_scheme = re.compile(r"^(?:feed|podcast|itpc|pcast|rss):(?:(?://)?(?=https?:)|(?=//)|)", re.IGNORECASE)
_worth_a_look = re.compile(r"rss|atom|rdf|xml|feed|flux|fil|podcast|itpc|pcast|canal", re.IGNORECASE)
"""A quick filter: links in the text that lead to feeds have one of these."""
_refresh = re.compile(
    r"\s{0,99}+(?P<delay>\d{0,9}+)(?:\.\d{0,9}+)?[\s;,]{0,99}+(?:url\s{0,99}=\s{0,99})?+[\"']?(?P<url>[^\"']{1,4096})",
    re.IGNORECASE,
)
_before_date = re.compile(
    r"^(?P<folder>(?:/[^/]{1,200})?/)(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:\d{1,2}/)?(?=[^/]*[a-z])"
)
# The parser drops `<body>` from what it takes for a fragment.
_body_class = re.compile(r"<body\s[^<>]{0,4096}?\bclass\s{0,9}=\s{0,9}[\"'](?P<names>[^\"'<>]{0,4096})", re.IGNORECASE)
_article_class = re.compile(r"(?:single|single-post|postid-\d{1,18}|page-id-\d{1,18})")
_article_query = re.compile(r"[?&](?:p|page_id)=\d{1,18}(?:&|$)|/wp/v2/(?:posts|pages)/\d{1,18}")
_interface = re.compile(r"(?:index\.php)?\?rest_route=/?$|wp-json/?$")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page or of its HTTP header."""

    url: str
    rel: frozenset[str]
    type: str = ""
    """The media type, without parameters."""
    title: str = ""
    words: tuple[str, ...] = ()
    """Its texts, when it is an `<a>`; empty for others."""
    is_variant: bool = False
    """It has `hreflang` or `media`, so it is a variant of the page."""


@dataclass(slots=True)
class PageLinks:
    """The parts of a page that matter for discovery."""

    url: str
    links: list[Link] = field(default_factory=list)
    refresh: str = ""
    """The target of its refresh; empty without one."""
    says_article: bool = False

    def related(self, relation: str) -> Iterator[str]:
        """The addresses of links with a relation."""
        return (link.url for link in self.links if relation in link.rel)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The page's address and its canonical one."""
        return (self.url, *islice(self.related("canonical"), 1))

    @property
    def homes(self) -> tuple[str, ...]:
        """The front pages of its site, as far as it names them."""
        interfaces = (_interface.sub("", url) for url in self.related("https://api.w.org/"))
        dated = _before_date.match(urlsplit(self.url).path)
        said = (*self.related("home"), *interfaces, *([urljoin(self.url, dated["folder"])] if dated else ()))
        host = urlsplit(self.url).hostname
        return tuple(dict.fromkeys(url for url in said if urlsplit(url).hostname == host))[:MOST_HOMES]

    @property
    def is_article(self) -> bool:
        """Whether it is a single article, not a front page or section."""
        if urlsplit(self.url).path in ("", "/") and not urlsplit(self.url).query:
            return False
        dated = bool(_before_date.match(urlsplit(self.url).path))
        short = any(_article_query.search(url) for url in (*self.related("shortlink"), *self.related("alternate")))
        return (self.says_article or dated or short) and self.url not in self.homes


def read_links(markup: str, url: str, headers: Mapping[str, str]) -> PageLinks:
    """The links of the page found at `url`; of the headers (by lower-case name) `link` and `refresh` are used."""
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
    """An address without `feed:`, `podcast:` and the like before it or in place of `https:`."""
    return _feed_scheme.sub("", address.strip())


def elements(page: str, selector: str, url: str) -> Iterator[tuple[LexborNode, str]]:
    """The elements of a page that match a CSS selector, each with its base URL."""
    from placentin_tui.prose.html.parse import pieces  # selectolax: 10 ms

    base = ""
    for tree in pieces(page):
        if not base and (named := tree.css_first("base[href]")):
            base = sanitize.safe_url(named.attributes.get("href") or "", url)
        yield from ((node, base or url) for node in tree.css(selector))


def _is_single(markup: str) -> bool:
    """Whether `<body>` has the classes of a single article in WordPress."""
    body = _body_class.search(markup)
    classes = body["names"].split() if body else []
    return "home" not in classes and any(map(_article_class.fullmatch, classes))


def _add(page: PageLinks, said: Mapping[str, str], base: str, words: tuple[str, ...] = ()) -> None:
    """Add a link to a page, if its address is http or https."""
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
    """The texts of a link that may lead to a feed: its text, title and label; else none."""
    names = attributes.get("title", ""), attributes.get("aria-label", "")
    said = (node.text(deep=True, separator=" ", strip=True)[: 2 * LONGEST_WORDS], *names)
    if "rel" not in attributes and not any(map(_worth_a_look.search, (attributes["href"], *said))):
        return ()
    return tuple(plain(each, LONGEST_WORDS, None) for each in said)


def _sent_to(content: str, base: str, url: str) -> str:
    """The target of a refresh; empty when it only reloads the page, or leaves time to read it."""
    found = _refresh.match(content)
    if not found or int(found["delay"] or 0) > LONGEST_REFRESH:
        return ""
    address = sanitize.safe_url(found["url"].strip(), base)
    return address if address.startswith("http") and urldefrag(address)[0] != urldefrag(url)[0] else ""
