"""Finds the page on which a paper asks for support, by the links of its front page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import plain
from placentin_tui.feeds.page_links import elements
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

MOST_WORDS = 6
"""The most words of such a link; longer ones are headlines: « Soutenir l'économie locale, une idée neuve »."""

# Ranked from donations to sales: the first that a link begins with decides. « Support » alone is often a help desk, so
# it comes late; a subscription is the last resort.
_GIFT = (
    r"(?:je |nous )?(?:fai(?:re|tes|s|sons) un don|donne[rz]?$|dons?(?:$| en ligne| et | & ))"
    r"|don(?:ate|ation|ations)\b|make a (?:gift|donation)|give now"
)
_HELP = (
    r"(?:je )?sout(?:enir|enez|iens|ien)\b|supporte[rz]\b|support (?:us|our|the|independent)"
    r"|become a (?:supporter|member|patron)"
)
_SUPPORT = r"support\b|contribute\b|contribuer\b|adhérer\b"
_SUBSCRIBE = r"(?:je )?(?:s['’]abonn?er|m['’]abonne|abonnez-vous|abonnements?)\b|subscribe\b|subscriptions?\b"
_RANKS = tuple(re.compile(words, re.IGNORECASE) for words in (_GIFT, _HELP, _SUPPORT, _SUBSCRIBE))
_OTHER_THINGS = re.compile(
    r"newsletters?|lettre|infolettre|\brss\b|\bflux\b|podcast|youtube|twitch|e-?mail|courriel|cent(?:er|re)|client|techni"
    r"|ticket|notification",
    re.IGNORECASE,
)
_BEFORE_WORDS = re.compile(r"^\W+")
_NEWS = frozenset(("article", "h1", "h2", "h3", "h4"))
"""Elements around headlines."""


def find(page: bytes, url: str, *, content_type: str = "") -> str:
    """The address of the support page that a front page links to; empty when there is none. `url` is the page's own."""
    best, found = len(_RANKS), ""
    for node, base in elements(decode(page, content_type), "a[href], link[rel][href]", url):
        address = sanitize.safe_url(node.attributes.get("href") or "", base)
        if not address.startswith("http") or urldefrag(address)[0] == urldefrag(url)[0]:
            continue
        if "payment" in (node.attributes.get("rel") or "").lower().split():
            return address
        rank = _rank(node) if node.tag == "a" else best
        if rank < best and not any(above.tag in _NEWS for above in _ancestors(node)):
            best, found = rank, address
    return found


def _rank(node: LexborNode) -> int:
    """The rank of a link: 0 for the surest, `len(_RANKS)` for links that are not about support."""
    ranks = [_rank_of(plain(words, 200, None)) for words in _words(node)]
    return min(ranks, default=len(_RANKS))


def _rank_of(words: str) -> int:
    """The rank of a link's text."""
    if len(words.split()) > MOST_WORDS or _OTHER_THINGS.search(words):
        return len(_RANKS)
    # An arrow or a heart may come before the words.
    bare = _BEFORE_WORDS.sub("", words)
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(bare)), len(_RANKS))


def _words(node: LexborNode) -> Iterator[str]:
    """The texts of a link: its content, labels, and alt texts of pictures inside."""
    yield node.text(deep=True, separator=" ")
    yield node.attributes.get("aria-label") or ""
    yield node.attributes.get("title") or ""
    for picture in node.css("img[alt]"):
        yield picture.attributes.get("alt") or ""


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, the innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
