"""Lays out lists (bullets or numbers) and description lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Definition, Definitions, Item, Listing
from placentin_tui.prose.layout.direction import begins_from_right, marked_at_right
from placentin_tui.prose.layout.lines import Line, Run, named
from placentin_tui.prose.list_numbers import labels

if TYPE_CHECKING:
    from placentin_tui.prose.layout.block_layout import BlockLayout

_BULLET = "• "
_LEAST = 6
_MEANING = 4


def listing(layout: BlockLayout, block: Listing, width: int, style: str) -> list[Line]:
    """A list with hanging bullets, or numbers aligned at their right."""
    if block.start is None:
        marks = [_BULLET] * len(block.items)
    else:
        numbers = labels(block)
        widest = max(map(len, numbers), default=0)
        marks = [f"{number:>{widest}}. " for number in numbers]
    items = (
        named(_item(layout, item, mark, width, style), item.id) for item, mark in zip(block.items, marks, strict=True)
    )
    return layout.stacked(items, gap=any(_is_long(item) for item in block.items))


def _is_long(item: Item) -> bool:
    """Whether an item has more than one block besides nested lists."""
    return sum(not isinstance(block, Listing) for block in item.blocks) > 1


def _item(layout: BlockLayout, item: Item, mark: str, width: int, style: str) -> list[Line]:
    """An item's lines with the bullet or number before the first (after it in right-to-left text)."""
    hang = len(mark) if width - len(mark) >= _LEAST else 0
    inner = width - hang
    if _is_long(item):
        lines = layout.all(item.blocks, inner, style)
    else:
        lines = layout.stacked((layout.lines(inside, inner, style) for inside in item.blocks), gap=False)
    if lines and hang and begins_from_right(item.blocks[0]):
        first, *rest = lines
        return [marked_at_right(first, inner, Run(f" {mark.strip().rjust(hang - 1)}", "bullet")), *rest]
    bullet = Run(mark if hang else mark.strip(), "bullet")
    if not lines or not hang or lines[0].picture is not None:
        return [Line((bullet,), 0, layout.block), *(_moved(line, hang) for line in lines)]
    first, *rest = lines
    own = (Run(" " * first.indent),) if first.indent else ()
    return [first._replace(runs=(bullet, *own, *first.runs), indent=0), *(_moved(line, hang) for line in rest)]


def definitions(layout: BlockLayout, block: Definitions, width: int, style: str) -> list[Line]:
    """Terms, and below each its description."""
    return layout.stacked((_definition(layout, entry, width, style) for entry in block.entries), gap=True)


def _definition(layout: BlockLayout, entry: Definition, width: int, style: str) -> list[Line]:
    """Terms, and their description indented."""
    hang = _MEANING if width - _MEANING >= _LEAST else 0
    lines = [line for term in entry.terms for line in layout.text(term, width, "term")]
    meaning = layout.stacked(
        (layout.lines(inside, width - hang, style) for inside in entry.blocks), gap=len(entry.blocks) > 2
    )
    return lines + [_moved(line, hang) for line in meaning]


def _moved(line: Line, columns: int) -> Line:
    return line._replace(indent=line.indent + columns)
