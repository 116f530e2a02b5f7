"""Which feeds a web page names, in its head, in its text or in the header it came with, and where else to look.

What is named as HTML has it (`rel="alternate"` and a feed's type, or an address that reads as one) may be offered to a
person as it is. The rest is likely at most: a link without a type, a link that says "RSS". What the page names in
neither way is looked for at the places it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from placentin_tui import text
from placentin_tui.feeds import known_feeds, link_header
from placentin_tui.feeds.comment_feeds import without_comments
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.feed_formats import without_twins
from placentin_tui.feeds.fields import plain
from placentin_tui.models import FeedChoice, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

MOST_CHOICES = 20
MOST_LIKELY = 5
"""Links that are asked for to see whether they are feeds."""
LONGEST_TITLE = 200
LONGEST_WORDS = 80
LONGEST_REFRESH = 30
"""Seconds after which a page that sends one on is one to be read."""

_SELECTOR = "link[href], a[href], meta[http-equiv][content], meta[property='og:type']"
_NO_FEED = frozenset(("stylesheet", "replies", "canonical", "amphtml", "next", "prev", "edit"))
"""Relations of links that lead to something else, whatever their type."""

_feed_scheme = re.compile(r"^(?:feed|podcast|itpc|pcast|rss):(?:(?://)?(?=https?:)|(?=//)|)", re.IGNORECASE)
_feed_type = re.compile(
    r"(?:application|text)/(?:x[.-])?(?P<format>rss|atom|rdf)(?:\+xml)?|application/feed\+json|(?:text|application)/xml"
)
_feed_path = re.compile(
    r"(?:^|[/._-])(?:rss2?|atom|rdf|feeds?)(?:\.(?:xml|json|php|aspx?|rss))?/?$|\.(?:rss|atom|rdf|xml)$", re.IGNORECASE
)
_feed_query = re.compile(r"(?:^|&)(?:feed|format|type|alt|output)=(?:rss2?|atom|feed|rdf)(?:&|$)", re.IGNORECASE)
_says_feed = re.compile(
    r"(?:\W|\b(?:subscribe|s|abonne[rz]|vous|via|par|by|to|au|le|the|our|notre|podcast|news)\b){0,9}"
    r"(?:rss2?|(?:rss|atom|xml|podcast)[ -]?feed|(?:flux|fil|feed|canal|canale) (?:rss|atom|xml)|rss[ -]\w{1,9}|atom)"
    r"(?:\W|\b(?:feed|\d\d?|icon|icône)\b){0,9}",
    re.IGNORECASE,
)
_refresh = re.compile(
    r"\s{0,99}+(?P<delay>\d{0,9}+)(?:\.\d{0,9}+)?[\s;,]{0,99}+(?:url\s{0,99}=\s{0,99})?+[\"']?(?P<url>[^\"']{1,4096})",
    re.IGNORECASE,
)
_before_date = re.compile(
    r"^(?P<folder>(?:/[^/]{1,200}){0,9}?/)(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:\d{1,2}/)?(?=[^/]*[a-z])"
)
# The parser drops the element `body` of what it takes for a fragment.
_body_class = re.compile(r"<body\s[^<>]{0,4096}?\bclass\s{0,9}=\s{0,9}[\"'](?P<names>[^\"'<>]{0,4096})", re.IGNORECASE)
_article_class = re.compile(r"(?:single|single-post|postid-\d{1,18}|page-id-\d{1,18})")
_article_query = re.compile(r"[?&](?:p|page_id)=\d{1,18}(?:&|$)|/wp/v2/(?:posts|pages)/\d{1,18}")
_interface = re.compile(r"(?:index\.php)?\?rest_route=/?$|wp-json/?$")


@dataclass(frozen=True, slots=True)
class _Link:
    """A link of a page, or of the header it came with."""

    url: str
    rel: frozenset[str]
    type: str = ""
    title: str = ""
    words: tuple[str, ...] = ()
    """What is said of it to those who read the page."""
    is_variant: bool = False
    """It is for another language or another screen."""

    @property
    def format(self) -> str:
        """The format its type names: `rss`, `atom`, `rdf`, `json` or none."""
        found = _feed_type.fullmatch(self.type)
        return (found["format"] or "") if found else "json" if "json" in self.type else ""

    @property
    def is_feed_address(self) -> bool:
        """Its address reads as a feed's."""
        parts = urlsplit(self.url)
        return bool(_feed_path.search(parts.path) or _feed_query.search(parts.query))

    @property
    def is_named(self) -> bool:
        """It names a feed as HTML has it; plain JSON (1.0 allowed it) is mostly an API's."""
        if not self.rel & {"alternate", "feed"} or self.rel & _NO_FEED:
            return False
        if self.type == "application/json":
            return "feed" in self.url.rpartition("/")[2]
        if self.type:
            return bool(_feed_type.fullmatch(self.type))
        return self.is_feed_address and not self.is_variant

    @property
    def is_hint(self) -> bool:
        """It may lead to a feed: a type without a relation, a relation without a type, or words."""
        if self.is_named or self.rel & _NO_FEED or self.is_variant:
            return False
        if self.words:
            return self.is_feed_address or any(map(_says_feed.fullmatch, self.words))
        return bool(_feed_type.fullmatch(self.type)) if self.type else "alternate" in self.rel

    def choice(self) -> FeedChoice:
        """The feed it leads to."""
        return FeedChoice(self.url, plain(self.title, LONGEST_TITLE, None))


@dataclass(slots=True)
class _Page:
    """What matters here of a page."""

    url: str
    links: list[_Link] = field(default_factory=list)
    refresh: str = ""
    says_article: bool = False

    def related(self, relation: str) -> Iterator[str]:
        """The addresses of that relation."""
        return (link.url for link in self.links if relation in link.rel)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its own addresses."""
        return (self.url, *self.related("canonical"))

    @property
    def homes(self) -> tuple[str, ...]:
        """The front pages it belongs to, as far as it says so."""
        interfaces = (_interface.sub("", url) for url in self.related("https://api.w.org/"))
        dated = _before_date.match(urlsplit(self.url).path)
        said = (*self.related("home"), *interfaces, *([urljoin(self.url, dated["folder"])] if dated else ()))
        host = urlsplit(self.url).hostname
        return tuple(dict.fromkeys(url for url in said if urlsplit(url).hostname == host))

    @property
    def is_article(self) -> bool:
        """It is one article, not a front page or a section."""
        if urlsplit(self.url).path in ("", "/") and not urlsplit(self.url).query:
            return False
        dated = bool(_before_date.match(urlsplit(self.url).path))
        short = any(_article_query.search(url) for url in (*self.related("shortlink"), *self.related("alternate")))
        return (self.says_article or dated or short) and self.url not in self.homes


def judge_page(body: bytes, url: str, headers: Mapping[str, str]) -> Judgement:
    """What a page found at `url` says of feeds.

    Of the headers (lower-case names) `link`, `refresh` and `content-type` are wanted.
    """
    markup = decode(body, headers.get("content-type", ""))
    page = _read(markup, url, headers)
    named = without_twins((link.choice(), link.format) for link in page.links if link.is_named)
    choices, comments = without_comments(named, page.addresses, is_article=page.is_article)
    hints = without_twins((link.choice(), link.format) for link in page.links if link.is_hint)
    likely, _comments = without_comments(hints, page.addresses, is_article=page.is_article)
    return Judgement(
        is_feed=False,
        choices=tuple(choices[:MOST_CHOICES]),
        comments=tuple(comments[:MOST_CHOICES]),
        known=known_feeds.by_page(url, markup),
        likely=tuple(each for each in likely if each.url not in page.addresses)[:MOST_LIKELY],
        refresh=page.refresh,
        is_article=page.is_article,
        homes=page.homes,
    )


def without_feed_scheme(address: str) -> str:
    """An address without the `feed:` or `podcast:` that some links put before it, or in place of `https:`."""
    return _feed_scheme.sub("", address.strip())


def elements(page: str, selector: str, url: str) -> Iterator[tuple[LexborNode, str]]:
    """The elements of a page that a CSS selector picks, each with the address its own is relative to."""
    from placentin_tui.prose.html.parse import pieces  # selectolax: 10 ms, and pages are read in a process of their own

    base = ""
    for tree in pieces(page):
        if not base and (named := tree.css_first("base[href]")):
            base = text.safe_url(named.attributes.get("href") or "", url)
        yield from ((node, base or url) for node in tree.css(selector))


def _read(markup: str, url: str, headers: Mapping[str, str]) -> _Page:
    body = _body_class.search(markup)
    classes = body["names"].split() if body else []
    says_article = "home" not in classes and any(map(_article_class.fullmatch, classes))
    page = _Page(url, refresh=_sent_to(headers.get("refresh", ""), url, url), says_article=says_article)
    for said in link_header.links(headers.get("link", "")):
        _add(page, said, url)
    for node, base in elements(markup, _SELECTOR, url):
        attributes = {name: value or "" for name, value in node.attributes.items()}
        if node.tag == "meta":
            if attributes.get("http-equiv", "").strip().lower() == "refresh":
                page.refresh = page.refresh or _sent_to(attributes.get("content", ""), base, url)
            page.says_article |= attributes.get("content", "").strip().lower() == "article"
        else:
            _add(page, attributes, base, _words(node, attributes) if node.tag == "a" else ())
    return page


def _add(page: _Page, said: Mapping[str, str], base: str, words: tuple[str, ...] = ()) -> None:
    """One more link of a page, if it leads to the web."""
    address = text.safe_url(_in_full(said["href"]), base)
    if address.startswith("http"):
        rel = frozenset(said.get("rel", "").lower().split())
        kind = said.get("type", "").partition(";")[0].strip().lower()
        is_variant = any(said.get(name) for name in ("hreflang", "media")) and not _feed_type.fullmatch(kind)
        page.links.append(_Link(address, rel, kind, said.get("title", ""), words, is_variant))


def _in_full(address: str) -> str:
    bare = without_feed_scheme(address)
    return f"https:{bare}" if bare != address.strip() and bare.startswith("//") else bare


def _words(node: LexborNode, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What a link says: its text, and what stands for it."""
    said = (node.text(deep=True, separator=" "), attributes.get("title", ""), attributes.get("aria-label", ""))
    return tuple(plain(each, LONGEST_WORDS, None) for each in said) or ("",)


def _sent_to(content: str, base: str, url: str) -> str:
    """Where a refresh sends one on, empty when it only loads the page anew or leaves time to read it."""
    found = _refresh.match(content)
    if not found or int(found["delay"] or 0) > LONGEST_REFRESH:
        return ""
    address = text.safe_url(found["url"].strip(), base)
    return address if address.startswith("http") and urldefrag(address)[0] != urldefrag(url)[0] else ""
