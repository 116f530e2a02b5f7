"""Foreign HTML to a tree of nodes, walked from the first to the last, in time that grows no faster than the text.

The parser (lexbor) never fails, but some things take it quadratic time: nesting by the ten thousand (200,000 open
`<div>`: a minute), tags with thousands of attributes, and letters left bold or slanted again and again, which it sets
so anew in each paragraph (29 kB of `<b a=1>` and `<p>`: 1.4 GB). So attributes and such elements are limited first, and
long HTML is parsed in pieces, each within bounds; the elements still open at the end of a piece are opened again for
the next, so at worst a paragraph or a table comes apart in two. The walk is a loop, not a recursion: no depth can break
it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_PIECE = 64 * 1024
MOST_TAGS = 8_000
"""Bounds of what is parsed in one go: an article of 8,000 words; the worst input that fits takes 0.1 s."""
MOST_NESTED = 1_000
"""The same where more elements than these may stand within one another."""
_SAMPLES = 8
"""Places of a stretch at which the open elements are counted."""
MOST_ATTRIBUTES = 100
"""Attributes of one tag; the parser compares each with all before it."""
MOST_STYLES = 24
"""Elements that style letters, open at once."""
SMALL = 4_096
FEW_TAGS = 100
"""Characters and tags up to which nothing takes long."""
_REOPENED = 32
_SENTINEL = '<template id="the-piece-ends-here"></template>'

_GOOD_PLACES = ("<p", "<tr", "<li", "<h", "<div", "<blockquote", "<table", "<ul", "<ol", "<figure", "<section")

# Taken out of long HTML first, so that no piece begins inside them.
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*+(?:>.*?(?:</\1\s*>|\Z)|\Z)|(?<=[\"'(])data:[^\s\"'<>()]{1000,}+",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?)"""
TAG_END = r"[\s/]*+(?:>|\Z)"
TAG = r"<[A-Za-z][^\s/>]*+"
_SOUND = re.compile(rf"(?:[^<]++|<(?![A-Za-z])|{TAG}{ATTRIBUTE}{{0,{MOST_ATTRIBUTES}}}+{TAG_END})*+")
"""All there is up to a tag with too many attributes."""
_OVERLADEN = re.compile(rf"({TAG}{ATTRIBUTE}{{{MOST_ATTRIBUTES}}}+){ATTRIBUTE}*+{TAG_END}")
"""That tag, and of it what may stay."""
_STYLE = re.compile(
    rf"<(/?)(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>]){ATTRIBUTE}*+{TAG_END}", re.IGNORECASE
)
"""A tag of those elements that stay in force beyond the paragraph they were opened in."""

_TAG_START = re.compile("<")

SKIP = object()
"""What entering a node answers when its children are not to be seen."""
Leave = Callable[[], object]


def walk(html: str, text: Callable[[str], None], enter: Callable[[LexborNode, str], Leave | object | None]) -> None:
    """Meet every text and element in order; what `enter` returned is called when the element ends."""
    for piece in pieces(html):
        _walk(piece.root, text, enter)


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


def pieces(html: str) -> Iterator[LexborHTMLParser]:
    """The trees HTML comes to: one, or for long HTML one after the other."""
    html = bounded(html)
    if len(html) <= LONGEST_PIECE and _may_be_parsed(html, 0, len(html)):
        yield LexborHTMLParser(html, is_fragment=True)
        return
    html = _NO_TEXT.sub("", html)
    start, reopened = 0, ""
    while start < len(html):
        end = _end_of_piece(html, start)
        piece = LexborHTMLParser(reopened + html[start:end] + _SENTINEL, is_fragment=True)
        reopened = _still_open(piece)
        yield piece
        start = end


def bounded(html: str) -> str:
    """The HTML with no more attributes to a tag, and styles upon one another, than any page has use for."""
    if len(html) > SMALL:
        html = _with_few_attributes(html)
    return _STYLE.sub(_Styles().allowed, html) if html.count("<") > FEW_TAGS else html


def _with_few_attributes(html: str) -> str:
    parts: list[str] = []
    start = 0
    while (sound := _SOUND.match(html, start)) and (overladen := _OVERLADEN.match(html, sound.end())):
        parts += [html[start : sound.end()], overladen[1], ">"]
        start = overladen.end()
    return "".join([*parts, html[start:]]) if parts else html


class _Styles:
    """Counts the open elements that style letters, and leaves out what is too much, with its end."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._count = 0

    def allowed(self, tag: re.Match[str]) -> str:
        """A tag as it is, or nothing."""
        name = tag[2].lower()
        if tag[1]:
            if self._left_out[name]:
                self._left_out[name] -= 1
                return ""
            if self._open[name]:
                self._open[name] -= 1
                self._count -= 1
        elif self._count >= MOST_STYLES:
            self._left_out[name] += 1
            return ""
        else:
            self._open[name] += 1
            self._count += 1
        return tag[0]


def _may_be_parsed(html: str, start: int, end: int) -> bool:
    """Whether a stretch may be parsed in one go."""
    tags = html.count("<", start, end)
    return tags <= MOST_NESTED or tags <= _most_tags(html, start, end)


def _most_tags(html: str, start: int, end: int) -> int:
    """How many tags of a stretch may be parsed in one go: fewer where many elements are open at once."""
    nested = 0
    step = (end - start) // _SAMPLES + 1
    for place in range(start, end, step):
        upto = min(place + step, end)
        nested += html.count("<", place, upto) - 2 * html.count("</", place, upto)
        if nested > MOST_NESTED:
            return MOST_NESTED
    return MOST_TAGS


def _end_of_piece(html: str, start: int) -> int:
    """Where the piece that begins at `start` ends: before a paragraph or a row, else before a tag, else anywhere."""
    end = start + LONGEST_PIECE
    if not _may_be_parsed(html, start, end):
        most = _most_tags(html, start, end)
        for count, tag in enumerate(_TAG_START.finditer(html, start, end)):
            if count == most:
                end = tag.start()
                break
    if end >= len(html):
        return len(html)
    before_block = max(html.rfind(tag, start + (end - start) // 2, end) for tag in _GOOD_PLACES)
    return max(before_block, 0) or max(html.rfind("<", start + 1, end), 0) or end


def _still_open(piece: LexborHTMLParser) -> str:
    """The tags of the elements open where the piece ended, the nearest few."""
    last = piece.css_first("template#the-piece-ends-here")
    tags: list[str] = []
    node = last.parent if last is not None else None
    while node is not None and len(tags) < _REOPENED:
        if node.tag and node.tag[0] != "-" and node.tag != "html":
            tags.append(f"<{node.tag}>")
        node = node.parent
    return "".join(reversed(tags))
