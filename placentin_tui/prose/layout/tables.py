"""Lays out tables: drawn with lines when they fit, else as records, `label: value`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Cell, Span, Spans, Table
from placentin_tui.prose.layout.lines import Line, Run
from placentin_tui.prose.layout.width import text_width
from placentin_tui.prose.layout.wrap import wrap

if TYPE_CHECKING:
    from placentin_tui.prose.layout.block_layout import BlockLayout

_NUMBER = re.compile(r"[+\-−±~<>≈]?(?=[.,\s'’]*+\d)[\d.,\s'’]++(?:[%‰€$£°]\w?|[kMG]?[€$£]|\w{1,3})?")
_LONGEST_WORD = 16
"""The narrowest a column may become is its longest word, or this many columns."""


def table(layout: BlockLayout, block: Table, width: int) -> list[Line]:
    """The table's caption, then its rows."""
    caption = layout.text(block.caption, width, "caption")
    widths = _fitted(block, width)
    lines = _drawn(layout, block, widths) if widths else _records(layout, block, width)
    return [*caption, *lines]


def _fitted(block: Table, width: int) -> list[int]:
    """The widths of the columns, so that the table is at most `width` columns wide; empty when that is impossible."""
    columns = max((sum(cell.columns for cell in row) for row in block.rows), default=0)
    wished, least = [1] * columns, [1] * columns
    for row in block.rows:
        at = 0
        for cell in row:
            if cell.columns == 1:
                text = _text(cell)
                wished[at] = max(wished[at], *map(text_width, text.split("\n")))
                least[at] = max(least[at], *(min(text_width(word), _LONGEST_WORD) for word in text.split(" ")))
            at += cell.columns
    room = width - 3 * columns - 1
    if sum(wished) <= room:
        return wished
    if sum(least) > room:
        return []
    return _shared(wished, [min(pair) for pair in zip(wished, least, strict=True)], room)


def _shared(wished: list[int], least: list[int], room: int) -> list[int]:
    """The least widths, with the remaining room shared in proportion to what each column wishes more."""
    left = room - sum(least)
    more = [wish - small for wish, small in zip(wished, least, strict=True)]
    total = sum(more)
    widths = [small + left * extra // total for small, extra in zip(least, more, strict=True)]
    for at in sorted(range(len(widths)), key=lambda column: widths[column] - wished[column]):
        if sum(widths) >= room:
            break
        widths[at] += 1
    return widths


def _drawn(layout: BlockLayout, block: Table, widths: list[int]) -> list[Line]:
    """The rows with a border; when any cell wraps, also with lines between all rows."""
    drawn = [_row(layout, row, widths) for row in block.rows if row]
    ruled = any(len(lines) > 1 for lines, _ends, _is_header in drawn)
    out: list[Line] = []
    above: set[int] = set()
    was_header = True
    for lines, ends, is_header in drawn:
        if not out or ruled or (was_header and not is_header):
            out.append(Line((Run(_rule(above, ends), "frame"),), 0, layout.block))
        out += lines
        above, was_header = ends, is_header
    out.append(Line((Run(_rule(above, set()), "frame"),), 0, layout.block))
    return out


def _row(layout: BlockLayout, row: tuple[Cell, ...], widths: list[int]) -> tuple[list[Line], set[int], bool]:
    """One row: its lines, the columns at which its cells end, and whether it is a header."""
    cells: list[tuple[int, list[tuple[Run, ...]], bool]] = []
    at = 0
    for cell in (*row, *[Cell(())] * (len(widths) - sum(cell.columns for cell in row))):
        span = widths[at : at + cell.columns]
        room = sum(span) + 3 * (len(span) - 1)
        style = "header" if cell.header else ""
        lines = wrap(cell.spans, room, style, language=layout.language)
        cells.append((room, lines, bool(_NUMBER.fullmatch(_text(cell).strip()))))
        at += cell.columns
    height = max(1, *(len(lines) for _room, lines, _is_number in cells))
    bar = Run("│", "frame")
    out = []
    for index in range(height):
        runs = [bar]
        for room, lines, is_number in cells:
            runs += [*_padded(lines[index] if index < len(lines) else (), room, is_number=is_number), bar]
        out.append(Line(tuple(runs), 0, layout.block))
    ends, column = {0}, 0
    for room, _lines, _is_number in cells:
        column += room + 3
        ends.add(column)
    return out, ends, all(cell.header for cell in row)


def _padded(runs: tuple[Run, ...], room: int, *, is_number: bool) -> tuple[Run, ...]:
    """A cell's line padded to its width; numbers are right-aligned."""
    empty = room - sum(text_width(run.text) for run in runs)
    before, after = (empty, 0) if is_number else (0, empty)
    return (Run(" " * (1 + before)), *runs, Run(" " * (after + 1)))


def _rule(above: set[int], below: set[int]) -> str:
    """A horizontal line, with junctions where cells above or below it end."""
    last = max(above | below)
    first_and_last = {(True, True): "├┤", (False, True): "┌┐", (True, False): "└┘"}[bool(above), bool(below)]
    inner = ["─"] * (last - 1)
    for at in (above | below) - {0, last}:
        inner[at - 1] = "┼" if at in above and at in below else "┴" if at in above else "┬"
    return first_and_last[0] + "".join(inner) + first_and_last[1]


def _records(layout: BlockLayout, block: Table, width: int) -> list[Line]:
    """The rows as records, each value after the label of its column."""
    header = block.rows[0] if block.rows[0] and all(cell.header for cell in block.rows[0]) else ()
    if header and len(block.rows) == 1:
        return layout.stacked((layout.text(cell.spans, width, "header") for cell in header), gap=False)
    labels = [spans for cell in header for spans in [cell.spans] * cell.columns]
    rows = block.rows[1:] if header else block.rows
    return layout.stacked((_record(layout, row, labels, width) for row in rows), gap=True)


def _record(layout: BlockLayout, row: tuple[Cell, ...], labels: list[Spans], width: int) -> list[Line]:
    """One row as a record."""
    colon = Span(" : " if layout.language[:2] == "fr" else ": ")
    lines: list[Line] = []
    at = 0
    for cell in row:
        label = labels[at] if at < len(labels) else ()
        if cell.spans:
            spans = (*label, colon, *cell.spans) if label else cell.spans
            lines += layout.text(spans, width, "header" if cell.header else "")
        at += cell.columns
    return lines


def _text(cell: Cell) -> str:
    return "".join(span.text for span in cell.spans).replace("\xad", "").replace("\u200b", "")
