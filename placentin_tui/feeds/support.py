"""Where a paper asks for support: the link on its front page that says so."""

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
"""A link with more of them is a headline: « Soutenir l'économie locale, une idée neuve en politique »."""

# From what asks for a gift to what sells: the first of these that a link begins with decides. « Support » alone is
# often a help desk, so it comes late; a subscription is the last resort.
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
"""What headlines stand in."""


def find(page: bytes, url: str, *, content_type: str = "") -> str:
    """The address of the support page a front page names, empty when it names none; `url` is the front page's own."""
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
    """How surely a link asks for support: 0 the most, `len(_RANKS)` not at all."""
    ranks = [_rank_of(plain(words, 200, None)) for words in _words(node)]
    return min(ranks, default=len(_RANKS))


def _rank_of(words: str) -> int:
    if len(words.split()) > MOST_WORDS or _OTHER_THINGS.search(words):
        return len(_RANKS)
    # An arrow or a heart may stand before the words.
    bare = _BEFORE_WORDS.sub("", words)
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(bare)), len(_RANKS))


def _words(node: LexborNode) -> Iterator[str]:
    """What a link says: its text, its title, and the description of a picture inside."""
    yield node.text(deep=True, separator=" ")
    yield node.attributes.get("aria-label") or ""
    yield node.attributes.get("title") or ""
    for picture in node.css("img[alt]"):
        yield picture.attributes.get("alt") or ""


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
