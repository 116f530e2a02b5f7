"""Judges which feeds a web page links to, in its head, text and HTTP header, and where else they may be.

Links as HTML defines them (`rel="alternate"` with a feed's type, or an address that is clearly a feed's) may be offered
to a person as they are. Others are only likely: links without a type, links that say "RSS".
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.feeds import feed_providers
from placentin_tui.feeds.comment_feeds import sorted_by_subject
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.duplicate_feeds import without_twins
from placentin_tui.feeds.fields import plain
from placentin_tui.feeds.page_links import read_links
from placentin_tui.models import FeedChoice, Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.feeds.page_links import Link

MOST_CHOICES = 20
MOST_LINKS = 100
"""The most links of one kind that are compared with each other."""
MOST_COMMENTS = 2
LONGEST_TITLE = 200

_NO_FEED = frozenset(("stylesheet", "replies", "canonical", "amphtml", "next", "prev", "edit"))
"""Relations of links that are never feeds, whatever their type."""
_feed_type = re.compile(
    r"(?:application|text)/(?:x[.-])?(?P<format>rss|atom|rdf)(?:\+xml)?|application/feed\+json|(?:text|application)/xml"
)
_feed_path = re.compile(
    r"(?:^|/)(?:rss2?|atom|rdf|feeds?)(?:\.(?:xml|json|php|aspx?|rss))?/?$|[._-](?:rss2?|atom)(?:\.php)?/?$"
    r"|(?:^|/)(?!sitemap|opensearch|osd\b|browserconfig|wlwmanifest)[^/]{1,200}\.(?:rss|atom|rdf|xml)$",
    re.IGNORECASE,
)
_feed_query = re.compile(r"(?:^|&)(?:feed|format|type|alt|output)=(?:rss2?|atom|feed|rdf)(?:&|$)", re.IGNORECASE)
_names_another = re.compile(r"(?<!^)https?(?::|%3A)", re.IGNORECASE)
"""An address inside an address: a link to a feed reader's subscribe page."""
_says_feed = re.compile(
    r"(?:\W|\b(?:subscribe|s|abonne[rz]|vous|via|par|by|to|au|aux|le|les|nos|notre|the|our|all|podcast|news|articles)\b)"
    r"{0,9}(?:rss2?|(?:rss|atom|xml|podcast)[ -]?feeds?|(?:flux|fils?|feeds?|canal|canale) (?:rss|atom|xml)"
    r"|rss[ -]\w{1,9}|atom)(?:\W|\b(?:feed|\d\d?|icon|icône)\b){0,9}",
    re.IGNORECASE,
)


def judge_page(body: bytes, url: str, headers: Mapping[str, str]) -> Judgement:
    """The judgement of a page found at `url`.

    Of the headers (by lower-case name) `link`, `refresh` and `content-type` are used.
    """
    markup = decode(body, headers.get("content-type", ""))
    page = read_links(markup, url, headers)
    addresses, is_article = page.addresses, page.is_article
    named = islice(filter(_is_named, page.links), MOST_LINKS)
    hints = islice((link for link in page.links if _is_hint(link) and link.url not in addresses), MOST_LINKS)
    choices = {FeedChoice(link.url, _plain(link.title)): _format(link) for link in named}
    articles, comments, own = sorted_by_subject(choices, addresses, is_article=is_article)
    hinted = {FeedChoice(link.url, _telling(link)): _format(link) for link in hints}
    likely, _comments, _own = sorted_by_subject(hinted, addresses, is_article=is_article)
    return Judgement(
        is_feed=False,
        choices=tuple(without_twins((each, choices[each]) for each in articles)[:MOST_CHOICES]),
        comments=tuple(comments[:MOST_COMMENTS]),
        known=feed_providers.by_page(url, markup),
        likely=tuple(without_twins((each, hinted[each]) for each in likely)[:MOST_CHOICES]),
        refresh=page.refresh,
        is_article=is_article or bool(own),
        homes=page.homes,
    )


def _is_named(link: Link) -> bool:
    """Whether a link is to a feed as HTML defines it; plain JSON (which version 1.0 allowed) is mostly an API."""
    if not link.rel & {"alternate", "feed"} or link.rel & _NO_FEED:
        return False
    if link.type == "application/json":
        return "feed" in link.url.rpartition("/")[2]
    if link.type:
        return bool(_feed_type.fullmatch(link.type))
    return not link.is_variant and _is_feed_address(link.url)


def _is_hint(link: Link) -> bool:
    """Whether a link may be to a feed: a type without a relation, a relation without a type, or its text."""
    if link.rel & _NO_FEED or link.is_variant or _is_named(link):
        return False
    if link.words and _names_another.search(link.url):
        return False
    if _feed_type.fullmatch(link.type):
        return True
    if link.words:
        return _is_feed_address(link.url) or any(map(_says_feed.fullmatch, link.words))
    return not link.type and "alternate" in link.rel


def _is_feed_address(url: str) -> bool:
    """Whether an address looks like a feed's."""
    parts = urlsplit(url)
    return bool(_feed_path.search(parts.path) or _feed_query.search(parts.query))


def _format(link: Link) -> str:
    """The format in a link's type: `rss`, `atom`, `rdf`, `json` or none."""
    found = _feed_type.fullmatch(link.type)
    return found["format"] or ("json" if "json" in link.type else "") if found else ""


def _telling(link: Link) -> str:
    """The text of a link that says more than that it is a feed."""
    said = (link.title, *link.words)
    return next((_plain(each) for each in said if each and not _says_feed.fullmatch(each)), "")


def _plain(title: str) -> str:
    return plain(title, LONGEST_TITLE, None)
