"""Parses a page into an lxml tree, within limits of size, tags and depth."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from placentin_tui.feeds.decode import decode
from placentin_tui.prose.html.parse import bounded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 3_000_000
"""The most characters of a page that are parsed; the longest live blogs have half of it."""
MOST_TAGS = 30_000
"""The most tags of a page that are parsed, because some later passes are not linear."""


def tree_of(body: bytes, content_type: str) -> HtmlElement | None:
    """The page's root element; `None` when it is empty."""
    from lxml import etree, html  # 25 ms

    # NFC, so that the two encodings of « é » compare equal.
    markup = bounded(normalize("NFC", decode(body, content_type)[:LONGEST].replace("\0", "")))
    if markup.count("<") > MOST_TAGS:
        markup = _first_tags(markup)
    # Without `huge_tree` libxml2 itself stops at a depth of 256.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root: HtmlElement = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _first_tags(markup: str) -> str:
    """The markup up to the limit of tags."""
    place = -1
    for _nth in range(MOST_TAGS):
        place = markup.find("<", place + 1)
    return markup[:place]
