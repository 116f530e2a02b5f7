"""Blocks to Markdown (CommonMark, with GitHub's tables); text that looks like markup is escaped."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import (
    Block,
    Blocks,
    Code,
    Definition,
    Definitions,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
)
from placentin_tui.prose.list_numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~]|!(?=\[)|(?<!\S)#")
_AT_LINE_START = re.compile(r"^(\d{0,9})([-+=.)])", re.MULTILINE)
_BARE_PIPE = re.compile(r"(?<!\\)\|")
_TICKS = re.compile(r"`+")
_FENCES = re.compile(r"^ *(`{3,})", re.MULTILINE)
_TAGS = {Mark.SUB: "sub", Mark.SUP: "sup", Mark.MARKED: "mark", Mark.DELETED: "del", Mark.INSERTED: "ins"}
_PARTED = "<!-- -->"
"""An empty comment, between two constructs that Markdown would otherwise merge."""


def to_markdown(blocks: Blocks) -> str:
    """The blocks as Markdown, separated by blank lines."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Listing) and isinstance(before, Listing):
            parts.append(_PARTED)
        if text := _block(block):
            parts.append(text)
            before = block
    return "\n\n".join(parts)


def _block(block: Block) -> str:  # noqa: C901, PLR0911 - one line per kind of block
    """One block as Markdown, without a line end after it."""
    match block:
        case Paragraph():
            return _anchors(block.id) + _at_line_start(_inline(block.spans).lstrip(" "))
        case Heading():
            return f"{'#' * block.level} {_anchors(block.id)}{_one_line(block.spans)}"
        case Quote():
            cite = f"— {_inline(block.cite)}" if block.cite else ""
            return _prefixed(_joined((to_markdown(block.blocks), cite)), "> ", "> ")
        case Listing():
            return _listing(block)
        case Definitions():
            return _joined(_definition(entry) for entry in block.entries)
        case Code():
            return _code(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Gallery():
            return _joined((*(_figure(figure) for figure in block.figures), _emphasised(block.caption)))
        case Rule():
            return "***"
        case Details():
            summary = html.escape("".join(span.text for span in block.summary)).replace("\n", " ")
            return f"<details>\n<summary>{summary}</summary>\n\n{to_markdown(block.blocks)}\n\n</details>"
        case Embed():
            return f"[{_escaped(block.title or block.url)}]({_address(block.url)})"


def _listing(listing: Listing) -> str:
    """A list, its items indented by the width of their markers."""
    lines = []
    for number, item in zip(numbers(listing), listing.items, strict=True):
        mark = "- " if listing.start is None else f"{max(number, 0)}. "
        anchors = _anchors(item.id)
        lines.append(_prefixed(anchors + to_markdown(item.blocks), mark, " " * len(mark)))
    return "\n".join(lines)


def _definition(entry: Definition) -> str:
    terms = "\\\n".join(f"**{_one_line(term)}**" for term in entry.terms)
    return _joined((terms, _prefixed(to_markdown(entry.blocks), ": ", "  ") if entry.blocks else ""))


def _code(code: Code) -> str:
    longest = max(map(len, _FENCES.findall(code.text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{code.language}\n{code.text}\n{fence}"


def _table(table: Table) -> str:
    """A pipe table; a missing header row becomes an empty one, spanned columns become empty cells."""
    columns = max((sum(cell.columns for cell in row) for row in table.rows), default=0)
    rows = []
    for row in table.rows:
        cells = [text for cell in row for text in (_cell(cell.spans), *[""] * (cell.columns - 1))]
        rows.append(cells + [""] * (columns - len(cells)))
    if not (table.rows and table.rows[0] and all(cell.header for cell in table.rows[0])):
        rows.insert(0, [""] * columns)
    rows.insert(1, ["---"] * columns)
    return _joined((_emphasised(table.caption), "\n".join("| " + " | ".join(cells) + " |" for cells in rows)))


def _cell(spans: Spans) -> str:
    return _BARE_PIPE.sub(r"\|", _inline(spans).replace("\\\n", "<br>").replace("\n", " "))


def _figure(figure: Figure) -> str:
    """An image, its link, caption and credit."""
    picture = f"![{_escaped(figure.picture.alt)}]({_address(figure.picture.url)})"
    if figure.href:
        picture = f"[{picture}]({_address(figure.href)})"
    return _joined((picture, _emphasised(figure.caption), _at_line_start(_escaped(figure.credit))))


def _emphasised(spans: Spans) -> str:
    return _inline(tuple(Span(span.text, span.marks | Mark.EM, span.href, span.title) for span in spans))


def _inline(spans: Spans) -> str:
    """Spans as inline Markdown; a line end in them is a hard break."""
    out = ""
    for index, span in enumerate(spans):
        after = spans[index + 1].text[:1] if index + 1 < len(spans) else ""
        piece = _span(span, spans[index - 1].text[-1:] if index else "", after)
        if out.endswith(("*", "`")) and piece.startswith(("*", "`")):
            out += _PARTED
        out += piece
    return out.rstrip("\n\\") if out.endswith("\\\n") else out


def _one_line(spans: Spans) -> str:
    return _inline(spans).replace("\\\n", " ")


def _span(span: Span, before: str, after: str) -> str:
    """One span as inline Markdown, its outer spaces outside the markers.

    `before` and `after` are the characters around it: where they rule out asterisks for emphasis, HTML tags are used.
    """
    text = span.text.replace("\xad", "").replace("\u200b", "")
    bare = text.strip()
    if not bare:
        return text.replace("\n", "\\\n")
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    inner = _code_span(bare) if span.marks & Mark.CODE else _escaped(bare).replace("\n", "\\\n")
    for mark, tag in _TAGS.items():
        if span.marks & mark:
            inner = f"<{tag}>{inner}</{tag}>"
    flanked = _flanks(bare, lead or before, trail or after) and not span.marks & Mark.CODE
    for mark, sign, tag in ((Mark.EM, "*", "em"), (Mark.STRONG, "**", "strong")):
        if span.marks & mark:
            inner = f"{sign}{inner}{sign}" if flanked else f"<{tag}>{inner}</{tag}>"
    if span.href:
        inner = f"[{inner}]({_address(span.href)})"
    return lead.replace("\n", "\\\n") + inner + trail.replace("\n", "\\\n")


def _flanks(inside: str, before: str, after: str) -> bool:
    """Whether asterisks here are read as emphasis (CommonMark's flanking rules): no punctuation inside next to a letter
    outside.
    """
    starts = inside[0].isalnum() or not before or before[-1].isspace()
    ends = inside[-1].isalnum() or not after or after[0].isspace()
    return starts and ends


def _code_span(text: str) -> str:
    ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    pad = " " if "`" in (text[0], text[-1]) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}".replace("\n", " ")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _at_line_start(text: str) -> str:
    """The text with escapes where a line would start a list or underline a heading."""
    return _AT_LINE_START.sub(r"\1\\\2", text)


def _address(url: str) -> str:
    """A link's target, in angle brackets when it has parentheses or backslashes."""
    return f"<{url}>" if re.search(r"[()\\]", url) else url


def _anchors(ids: str) -> str:
    return "".join(f'<a id="{html.escape(name)}"></a>' for name in ids.split())


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)


def _prefixed(text: str, first: str, rest: str) -> str:
    """The lines after a marker: `first` before the first line, `rest` before the others; no trailing spaces."""
    head, *tail = text.split("\n")
    return "\n".join([(first + head).rstrip(), *((rest + line).rstrip() for line in tail)])
