"""Lays out each kind of block as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from placentin_tui.prose.blocks import (
    Block,
    Code,
    Definitions,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from placentin_tui.prose.layout import code, lists, pictures, tables
from placentin_tui.prose.layout.direction import begins_from_right, marked_at_right
from placentin_tui.prose.layout.lines import Line, Run, named
from placentin_tui.prose.layout.paragraph_style import UNDERLINED
from placentin_tui.prose.layout.width import text_width

if TYPE_CHECKING:
    from placentin_tui.prose.layout.block_layout import BlockLayout

LEAST = 6
"""The narrowest text in columns: a block nested deeper loses its indent or bar."""

_BAR = Run("┃ ", "bar")
_BAR_AT_RIGHT = Run(" ┃", "bar")


def block_lines(layout: BlockLayout, block: Block, width: int, style: str) -> list[Line]:  # noqa: C901, PLR0911, PLR0912 - a line a kind
    """The lines of one block; `style` is the style of its text."""
    match block:
        case Paragraph():
            return named(layout.prose(block.spans, width, style), block.id)
        case Heading():
            return named(_heading(layout, block, width), block.id)
        case Quote():
            return _quote(layout, block, width)
        case Listing():
            return lists.listing(layout, block, width, style)
        case Definitions():
            return lists.definitions(layout, block, width, style)
        case Code():
            return code.code(layout, block, width)
        case Table():
            return tables.table(layout, block, width)
        case Figure():
            return pictures.figure(layout, block, width)
        case Gallery():
            return pictures.gallery(layout, block, width)
        case Rule():
            return [Line((Run("─" * (width // 3), "rule"),), (width - width // 3) // 2, layout.block)]
        case Details():
            return _details(layout, block, width, style)
        case Embed():
            return pictures.embed(layout, block, width)
        case _:
            assert_never(block)


def _heading(layout: BlockLayout, heading: Heading, width: int) -> list[Line]:
    """A heading; one of the first levels with a line beneath, as long as its longest line."""
    style = f"heading{heading.level}"
    lines = layout.text(heading.spans, width, style)
    if heading.level > UNDERLINED or not lines:
        return lines
    left = min(line.indent for line in lines)
    right = max(line.indent + sum(text_width(run.text) for run in line.runs) for line in lines)
    return [*lines, Line((Run("▔" * (right - left), f"bar {style}"),), left, layout.block)]


def _quote(layout: BlockLayout, quote: Quote, width: int) -> list[Line]:
    """A quotation behind a bar (to its right in right-to-left text), then its source."""
    style = "pull" if quote.pull else "quote"
    inner = width - 2 if width - 2 >= LEAST else width
    lines = layout.all(quote.blocks, inner, style)
    lines += layout.text((Span("— "), *quote.cite), inner, "cite") if quote.cite else []
    if inner == width:
        return lines
    if quote.blocks and begins_from_right(quote.blocks[0]):
        return [marked_at_right(line, inner, _BAR_AT_RIGHT) for line in lines]
    return [barred(line, _BAR) for line in lines]


def _details(layout: BlockLayout, details: Details, width: int, style: str) -> list[Line]:
    """The summary, and below it the contents, indented."""
    summary = (Span("▾ "), *details.summary)
    inner = width - 2 if width - 2 >= LEAST else width
    lines = [indented(line, width - inner) for line in layout.all(details.blocks, inner, style)]
    return layout.stacked((layout.text(summary, width, "summary"), lines), gap=True)


def indented(line: Line, columns: int) -> Line:
    """The line moved to the right."""
    return line._replace(indent=line.indent + columns)


def barred(line: Line, mark: Run) -> Line:
    """The line after a bar; its own indent becomes spaces in its text."""
    own = (Run(" " * line.indent),) if line.indent else ()
    return line._replace(runs=(mark, *own, *line.runs), indent=0)
