"""The extractor: trafilatura's choice of which texts of a page are the article's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

LONGEST = 400_000
"""The most characters of an article."""
_BLOCKS = frozenset(("p", "head", "list", "item", "quote", "code", "table", "row", "cell", "lb", "body", "div"))


def article_texts(root: HtmlElement) -> list[str]:
    """The article's paragraphs, headings, items and cells in order; none when there is no article.

    trafilatura is given the page as a string, because it prepares a string more carefully than an existing tree.
    """
    from lxml.html import tostring
    from trafilatura import bare_extraction  # 250 ms

    markup = tostring(root, encoding="unicode")
    found = bare_extraction(markup, include_comments=False, include_tables=True, include_formatting=False)
    body = getattr(found, "body", None)
    return list(_texts(body)) if body is not None else []


def _texts(body: _Element) -> Iterator[str]:
    """The texts of the blocks, up to the limit of characters."""
    parts: list[str] = []
    room = LONGEST
    for text, ends in _pieces(body):
        parts.append(text)
        if ends and (whole := "".join(parts).strip()):
            yield whole[:room]
            room -= len(whole)
            if room <= 0:
                return
        if ends:
            parts.clear()


def _pieces(body: _Element) -> Iterator[tuple[str, bool]]:
    """Every text node, and whether a block begins or ends after it."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCKS
        if event == "start":
            yield "", is_block
            yield element.text or "", False
        else:
            yield "", is_block
            yield (element.tail or "", False) if element is not body else ("", True)
