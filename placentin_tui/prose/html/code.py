"""Preformatted text, in which lines may be elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Code
from placentin_tui.prose.html.block_builder import as_line
from placentin_tui.prose.html.parse import SKIP
from placentin_tui.prose.html.visibility import is_hidden
from placentin_tui.text.sanitize import clean_block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder
    from placentin_tui.prose.html.parse import Leave

_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#-]{1,20})")
_ONE_LANGUAGE = re.compile(r"[\w.+#-]{1,20}", re.ASCII)
_LONGEST = 1_000_000

_LINES = frozenset((
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "li", "main", "ol", "p", "section", "tr", "ul",
))  # fmt: skip
"""Elements inside code that are lines."""
_AROUND_LINES = frozenset(("table", "tbody", "thead", "tfoot", "td", "th"))
_INLINE = frozenset(("span", "code", "a", "ins", "del", "mark", "b", "i", "strong", "em"))
_BLOCK_STYLE = re.compile(r"(?:^|;)\s*+display\s*+:\s*+(?:block|flex|grid|table-row|list-item)", re.IGNORECASE)
_LINE_NAMES = frozenset(("line", "code-line", "token-line", "view-line", "hljs-line"))


def code(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<pre>`: white space and line ends are kept."""
    if "lineno" in (node.attributes.get("class") or "").split():
        return SKIP
    if not page.open("code"):
        return page.end_paragraph
    page.verbatim += 1
    language = _language(node)

    def leave() -> None:
        """Close the container and add the code; blocks inside it that are not text come after it."""
        flow = page.close()
        page.verbatim -= 1
        spans, others = as_line(flow.blocks)
        text = clean_block("".join(span.text for span in spans), _LONGEST).strip("\n")
        if text.strip():
            page.add(Code(text, language))
        for block in others:
            page.add(block)

    return leave


def line(page: BlockBuilder, node: LexborNode, tag: str) -> Leave | object | None:
    """Handle an element inside code: `None` when it is not a line and has no other meaning."""
    if tag in _LINES or (tag in _INLINE and _is_line(node, tag)):
        if is_hidden(page, node.attributes):
            return SKIP
        page.flow.text_builder.begin_line()
        return page.flow.text_builder.end_line
    if tag in _AROUND_LINES:
        return SKIP if is_hidden(page, node.attributes) else _nothing
    return None


def _nothing() -> None:
    """The end of an element that only contains lines."""


def _is_line(node: LexborNode, tag: str) -> bool:
    """Whether an inline element is a line: by its style, or when similar ones are beside it without a line end."""
    attributes = node.attributes
    if _BLOCK_STYLE.search(attributes.get("style") or ""):
        return True
    is_only_code = tag == "code" and node.parent is not None and node.parent.tag == "pre"
    is_one = is_only_code or _has_line_name(node)
    if not is_one:
        return False
    beside = [each for each in (node.prev, node.next) if each is not None]
    return bool(beside) and all(each.tag == tag and (is_only_code or _has_line_name(each)) for each in beside)


def _has_line_name(node: LexborNode) -> bool:
    return not _LINE_NAMES.isdisjoint((node.attributes.get("class") or "").split())


def _language(node: LexborNode) -> str:
    """The language of code, from attributes of `<pre>` or of the `<code>` in it."""
    for one in (node, node.first_child):
        if one is not None and one.is_element_node:
            attributes = one.attributes
            if found := _LANGUAGE.search(attributes.get("class") or ""):
                return found[1].lower()
            language = attributes.get("data-lang") or attributes.get("data-language") or ""
            # One word: it becomes the info string after a Markdown fence, which it must not break.
            if _ONE_LANGUAGE.fullmatch(language):
                return language.lower()
    return ""
