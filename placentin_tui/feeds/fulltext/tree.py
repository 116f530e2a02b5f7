"""A page as a tree, whatever its bytes: text decoded safely, size and depth bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from placentin_tui.feeds.decode import decode
from placentin_tui.prose.html.parse import bounded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 3_000_000
"""Characters of a page that are read; the longest live blogs have half of it."""
MOST_TAGS = 30_000
"""Tags of a page that are read: beyond them some of what follows takes too long."""


def tree_of(body: bytes, content_type: str) -> HtmlElement | None:
    """The page's root; `None` when there is nothing in it."""
    from lxml import etree, html  # 25 ms

    # Two ways to write an « é » are one, whoever compares.
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
    place = -1
    for _nth in range(MOST_TAGS):
        place = markup.find("<", place + 1)
    return markup[:place]
