"""Tables: data as rows of cells; layout tables are taken apart into the contents of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Block, Cell, Figure, Heading, Listing, Paragraph, Span, Spans, Table
from placentin_tui.prose.html.block_builder import Draft, as_line
from placentin_tui.text.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_COLUMNS = 200
_LONG_CELL = 600
"""Characters: a cell with more text and other blocks is prose, not data."""


def draft(blocks: list[Block], *, header: bool, columns: str | None, rows: str | None) -> Draft:
    """A cell with its blocks and attributes."""
    return Draft(blocks, header, _count(columns), _count(rows))


def close(rows: list[list[Draft]], caption: Spans) -> list[Block]:
    """The blocks of a closed table: a table with the pictures of its cells after it, or the contents of its cells."""
    if not 2 <= max(map(len, rows), default=0) <= _MOST_COLUMNS or any(
        _is_prose(cell.blocks) for row in rows for cell in row
    ):
        return loose(rows, caption)
    pictures: list[Block] = []
    data = Table(tuple(_rows(rows, pictures)), caption)
    return [data, *pictures] if any(cell.spans for row in data.rows for cell in row) else pictures


def loose(rows: list[list[Draft]], caption: Spans) -> list[Block]:
    """The contents of all cells in order."""
    blocks = [block for row in rows for cell in row for block in cell.blocks]
    return [Paragraph(caption), *blocks] if caption else blocks


def _is_prose(blocks: list[Block]) -> bool:
    """Whether a cell has more than a table can show."""
    if all(isinstance(block, Paragraph) for block in blocks):
        return False
    length = sum(len(span.text) for block in blocks if isinstance(block, Paragraph) for span in block.spans)
    return length > _LONG_CELL or not all(isinstance(block, Paragraph | Heading | Listing | Figure) for block in blocks)


def _rows(rows: list[list[Draft]], pictures: list[Block]) -> Iterator[tuple[Cell, ...]]:
    """The rows as cells, with empty cells below those that span several rows."""
    covered: dict[int, int] = {}
    for row in rows:
        filled: list[Cell] = []
        column = 0
        for one in row:
            column = _pass_over(covered, column, filled)
            spans, others = as_line([line for block in one.blocks for line in _lines(block)])
            pictures += others
            columns = max(1, min(one.columns, _MOST_COLUMNS - column))
            filled.append(Cell(spans, one.header, columns))
            if one.rows > 1:
                covered.update(dict.fromkeys(range(column, column + columns), one.rows))
            column += columns
        _pass_over(covered, column, filled)
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        if filled:
            yield tuple(filled)


def _pass_over(covered: dict[int, int], column: int, filled: list[Cell]) -> int:
    """Append empty cells for those that span rows from above; returns the next free column."""
    while covered.get(column, 0) and column < _MOST_COLUMNS:
        filled.append(Cell(()))
        column += 1
    return column


def _lines(block: Block) -> list[Block]:
    """A simple block as paragraphs, to fit a cell."""
    if isinstance(block, Heading):
        return [Paragraph(block.spans)]
    if isinstance(block, Listing):
        lines: list[Block] = []
        for number, item in enumerate(block.items, block.start or 0):
            mark = "• " if block.start is None else f"{number}. "
            inside, others = as_line([line for inner in item.blocks for line in _lines(inner)])
            lines += [Paragraph((Span(mark), *inside)), *others]
        return lines
    return [block]


def _count(value: str | None) -> int:
    """The number of a colspan or rowspan, limited."""
    return min(max(whole_number(value or "") or 1, 1), _MOST_COLUMNS)
