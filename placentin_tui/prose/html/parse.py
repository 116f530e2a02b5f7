"""Parses foreign HTML and walks the tree in document order, in time linear in the size of the text.

The parser (lexbor) never fails, but some input takes it quadratic time: nesting by the ten thousand (200,000 open
`<div>`: a minute), tags with thousands of attributes, and formatting elements left open, which it reopens in each
paragraph (29 kB of `<b a=1>` and `<p>`: 1.4 GB). So attributes and such elements are limited first, and long HTML is
parsed in pieces, each within limits; elements still open at the end of a piece are reopened in the next, so at worst a
paragraph or table is split in two. The DOM walk is a loop, not a recursion, so that no depth can break it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_PIECE = 64 * 1024
MOST_TAGS = 8_000
"""Limits of one piece: an article of 8,000 words; the worst input within them takes 0.1 s."""
MOST_NESTED = 1_000
"""The most tags of a piece in which as many elements may be nested."""
_SAMPLES = 8
"""Points of a piece at which open elements are counted."""
MOST_ATTRIBUTES = 100
"""The most attributes of one tag, because the parser compares each with all before it."""
MOST_STYLES = 24
"""The most formatting elements that are open at once."""
SMALL = 4_096
FEW_TAGS = 100
"""Characters and tags up to which no limits are needed."""
_REOPENED = 32
_SENTINEL = '<template id="the-piece-ends-here"></template>'

_GOOD_PLACES = ("<p", "<tr", "<li", "<h", "<div", "<blockquote", "<table", "<ul", "<ol", "<figure", "<section")

# Removed from long HTML first, so that no piece begins inside them.
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*+(?:>.*?(?:</\1\s*>|\Z)|\Z)|(?<=[\"'(])data:[^\s\"'<>()]{1000,}+",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?)"""
TAG_END = r"[\s/]*+(?:>|\Z)"
TAG = r"<[A-Za-z][^\s/>]*+"
_SOUND = re.compile(rf"(?:[^<]++|<(?![A-Za-z])|{TAG}{ATTRIBUTE}{{0,{MOST_ATTRIBUTES}}}+{TAG_END})*+")
"""Everything before a tag with too many attributes."""
_OVERLADEN = re.compile(rf"({TAG}{ATTRIBUTE}{{{MOST_ATTRIBUTES}}}+){ATTRIBUTE}*+{TAG_END}")
"""That tag, and the part of it that is kept."""
_STYLE = re.compile(
    rf"<(/?)(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>]){ATTRIBUTE}*+{TAG_END}", re.IGNORECASE
)
"""A tag of HTML's formatting elements, which the parser reopens in later paragraphs."""

_TAG_START = re.compile("<")

SKIP = object()
"""Returned by a handler to skip an element's contents."""
Leave = Callable[[], object]


def walk(html: str, text: Callable[[str], None], enter: Callable[[LexborNode, str], Leave | object | None]) -> None:
    """Call `text` and `enter` for every text and element in document order, and what `enter` returned at its end."""
    for piece in pieces(html):
        _walk(piece.root, text, enter)


def _walk(
    node: LexborNode | None, text: Callable[[str], None], enter: Callable[[LexborNode, str], Leave | object | None]
) -> None:
    """Walk one tree without recursion."""
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
    """The text of an element that has only a text node; `None` for any other."""
    first = node.first_child
    return first.text_content if first is not None and first.tag == "-text" and first.next is None else None


def pieces(html: str) -> Iterator[LexborHTMLParser]:
    """The trees of a piece of HTML: one, or for long HTML several in order."""
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
    """The HTML with limited attributes per tag and limited nesting of formatting elements."""
    if len(html) > SMALL:
        html = _with_few_attributes(html)
    return _STYLE.sub(_Styles().allowed, html) if html.count("<") > FEW_TAGS else html


def _with_few_attributes(html: str) -> str:
    """The HTML with superfluous attributes removed, and scripts when some code looks like such tags."""
    if not _OVERLADEN.match(html, _end_of_sound(html, 0)):
        return html
    # `a<b …` in a script is no tag, and `</script>` none of its attributes.
    html = _NO_TEXT.sub(_data_alone, html)
    parts: list[str] = []
    start = 0
    while overladen := _OVERLADEN.match(html, _end_of_sound(html, start)):
        parts += [html[start : overladen.start()], overladen[1], ">"]
        start = overladen.end()
    return "".join([*parts, html[start:]])


def _end_of_sound(html: str, start: int) -> int:
    """The place of the first tag with too many attributes, or the end."""
    sound = _SOUND.match(html, start)
    return sound.end() if sound else start


def _data_alone(no_text: re.Match[str]) -> str:
    """A script that is data, JSON; nothing for any other, comments and styles."""
    return no_text[0] if no_text[1] and "json" in no_text[0][:200].partition(">")[0].lower() else ""


class _Styles:
    """Counts open formatting elements, and removes those beyond the limit with their end tags."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._count = 0

    def allowed(self, tag: re.Match[str]) -> str:
        """The tag, or nothing."""
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
    """Whether a part of the HTML is within the limits of one piece."""
    tags = html.count("<", start, end)
    return tags <= MOST_NESTED or tags <= _most_tags(html, start, end)


def _most_tags(html: str, start: int, end: int) -> int:
    """The most tags of a piece, fewer where many elements are open at once."""
    nested = 0
    step = (end - start) // _SAMPLES + 1
    for place in range(start, end, step):
        upto = min(place + step, end)
        nested += html.count("<", place, upto) - 2 * html.count("</", place, upto)
        if nested > MOST_NESTED:
            return MOST_NESTED
    return MOST_TAGS


def _end_of_piece(html: str, start: int) -> int:
    """The end of the piece that begins at `start`: before a block if possible, else before a tag, else anywhere."""
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
    """The start tags of the innermost elements open at the end of a piece."""
    last = piece.css_first("template#the-piece-ends-here")
    tags: list[str] = []
    node = last.parent if last is not None else None
    while node is not None and len(tags) < _REOPENED:
        if node.tag and node.tag[0] != "-" and node.tag != "html":
            tags.append(f"<{node.tag}>")
        node = node.parent
    return "".join(reversed(tags))
