"""Foreign HTML to a tree of nodes, walked from the first to the last, in time that grows no faster than the text.

The parser (lexbor) never fails, but nesting by the ten thousand and tags with thousands of attributes take it quadratic
time (200,000 open `<div>`: a minute). Long HTML is therefore parsed in pieces, each within bounds; the elements still
open at the end of a piece are opened again for the next, so at worst a paragraph or a table comes apart in two. The
walk is a loop, not a recursion: no depth can break it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_PIECE = 64 * 1024
MOST_TAGS = 8_000
"""Bounds of what is parsed in one go: an article of 8,000 words; the worst input that fits takes 0.3 s."""
_REOPENED = 32
_SENTINEL = '<template id="the-piece-ends-here"></template>'

_GOOD_PLACES = ("<p", "<tr", "<li", "<h", "<div", "<blockquote", "<table", "<ul", "<ol", "<figure", "<section")

# Taken out of long HTML first, so that no piece begins inside them.
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)|(?<=[\"'(])data:[^\s\"'<>)]{1000,}",
    re.IGNORECASE | re.DOTALL,
)

SKIP = object()
"""What entering a node answers when its children are not to be seen."""
Leave = Callable[[], object]


def walk(html: str, text: Callable[[str], None], enter: Callable[[LexborNode, str], Leave | object | None]) -> None:
    """Meet every text and element in order; what `enter` returned is called when the element ends."""
    for first in _pieces(html):
        _walk(first, text, enter)


def _walk(
    node: LexborNode | None, text: Callable[[str], None], enter: Callable[[LexborNode, str], Leave | object | None]
) -> None:
    open_nodes: list[tuple[LexborNode, Leave | object | None]] = []
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            text(node.text_content or "")
        elif tag[0:1] != "-":
            leave = enter(node, tag)
            if leave is not SKIP:
                open_nodes.append((node, leave))
                node = node.first_child
                if node is not None:
                    continue
                node, leave = open_nodes.pop()
                if callable(leave):
                    leave()
        following = node.next
        while following is None and open_nodes:
            node, leave = open_nodes.pop()
            if callable(leave):
                leave()
            following = node.next
        node = following


def only_text(node: LexborNode) -> str | None:
    """The text of an element that holds nothing else; `None` for any other."""
    first = node.first_child
    return first.text_content if first is not None and first.tag == "-text" and first.next is None else None


def _pieces(html: str) -> Iterator[LexborNode]:
    """The first node of each piece of the HTML."""
    if len(html) <= LONGEST_PIECE and html.count("<") <= MOST_TAGS:
        if (root := LexborHTMLParser(html, is_fragment=True).root) is not None:
            yield root
        return
    html = _NO_TEXT.sub("", html)
    start, reopened = 0, ""
    while start < len(html):
        end = _end_of_piece(html, start)
        root = LexborHTMLParser(reopened + html[start:end] + _SENTINEL, is_fragment=True).root
        if root is not None:
            reopened = _still_open(root)
            yield root
        start = end


def _end_of_piece(html: str, start: int) -> int:
    """Where the piece that begins at `start` ends: before a paragraph or a row, else before a tag, else anywhere."""
    end = start + LONGEST_PIECE
    if html.count("<", start, end) > MOST_TAGS:
        for count, tag in enumerate(re.finditer("<", html[start:end])):
            if count == MOST_TAGS:
                end = start + tag.start()
                break
    if end >= len(html):
        return len(html)
    before_block = max(html.rfind(tag, start + (end - start) // 2, end) for tag in _GOOD_PLACES)
    return max(before_block, 0) or max(html.rfind("<", start + 1, end), 0) or end


def _still_open(root: LexborNode) -> str:
    """The tags of the elements open where the piece ended, the nearest few."""
    last = root.parser.css_first("template#the-piece-ends-here")
    tags: list[str] = []
    node = last.parent if last is not None else None
    while node is not None and len(tags) < _REOPENED:
        if node.tag and node.tag[0] != "-" and node.tag != "html":
            tags.append(f"<{node.tag}>")
        node = node.parent
    return "".join(reversed(tags))
