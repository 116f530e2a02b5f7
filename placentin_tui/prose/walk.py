"""Walks block trees in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import (
    Block,
    Blocks,
    Code,
    Definitions,
    Details,
    Figure,
    Gallery,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


_PROSE = (Paragraph, Heading)
_HOLDERS = frozenset((Quote, Details, Listing, Definitions, Gallery))
"""The kinds of block that contain blocks."""


def every(blocks: Blocks) -> Iterator[Block]:
    """Every block in depth-first order, containers before their contents."""
    for block in blocks:
        yield block
        if type(block) in _HOLDERS:
            for inner in children(block):
                yield from every(inner)


def children(block: Block) -> Iterator[Blocks]:
    """The sequences of blocks directly inside a block."""
    match block:
        case Quote() | Details():
            yield block.blocks
        case Listing():
            yield from (item.blocks for item in block.items)
        case Definitions():
            yield from (entry.blocks for entry in block.entries)
        case Gallery():
            yield block.figures


def texts(block: Block) -> Iterator[Spans]:
    """The spans of the block itself, in reading order."""
    match block:
        case Paragraph() | Heading():
            yield block.spans
        case Quote():
            yield block.cite
        case Definitions():
            yield from (term for entry in block.entries for term in entry.terms)
        case Code():
            yield (Span(block.text),)
        case Table():
            yield block.caption
            yield from (cell.spans for row in block.rows for cell in row)
        case Figure():
            yield block.caption
            yield (Span(block.credit),)
        case Gallery():
            yield block.caption
        case Details():
            yield block.summary


def runs(blocks: Blocks) -> list[Spans]:
    """The spans of every block in the tree; those of a container come before its contents."""
    found: list[Spans] = []
    for block in blocks:
        if isinstance(block, _PROSE):  # nearly all of them
            found.append(block.spans)
        else:
            found += texts(block)
            for inner in children(block):
                found += runs(inner)
    return found


def every_figure(blocks: Blocks) -> Iterator[Figure]:
    """Every figure in the tree."""
    return (block for block in every(blocks) if isinstance(block, Figure))
