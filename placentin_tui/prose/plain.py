"""Blocks to plain text; word count and reading time."""

from __future__ import annotations

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
    Item,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
)
from placentin_tui.prose.layout import lay_out, plain
from placentin_tui.prose.layout.superscript import raised
from placentin_tui.prose.layout.wrap import fill
from placentin_tui.prose.list_numbers import labels
from placentin_tui.prose.walk import runs
from placentin_tui.prose.word_count import bare, count

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS_PER_MINUTE = 220
"""The speed of silent reading of newspapers in French or English."""


def to_text(blocks: Blocks, width: int | None = None) -> str:
    """The blocks as plain text, separated by blank lines; without `width` (in columns) paragraphs are not wrapped."""
    return "\n\n".join(text for block in blocks if (text := _text(block, width)))


def words(blocks: Blocks) -> int:
    """The number of words to read; captions count, pictures and embeds do not."""
    return count("\n".join(["".join([span.text for span in spans]) for spans in runs(blocks)]))


def reading_minutes(words: int) -> int:
    """Whole minutes it takes to read so many words, at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


def text_of(spans: Spans) -> str:
    """The text of spans without soft hyphens and zero-width spaces."""
    return bare("".join([span.text for span in spans]))


def _printed(spans: Spans) -> str:
    """The text of spans, with superscripts and subscripts as Unicode characters: `1661¹`, `CO₂`."""
    return bare("".join([raised(span) for span in spans]))


def _text(block: Block, width: int | None) -> str:  # noqa: C901, PLR0911 - one line per kind of block
    """One block as plain text."""
    match block:
        case Paragraph() | Heading():
            return _fill(_printed(block.spans), width)
        case Quote():
            return _joined((to_text(block.blocks, _less(width, 2)), _after_dash(block.cite, width)), "\n", "> ")
        case Listing():
            return _listing(block, width)
        case Definitions():
            return "\n".join(_definition(entry, width) for entry in block.entries)
        case Code():
            return block.text
        case Table():
            return _table(block, width)
        case Figure():
            return _fill(_figure(block), width)
        case Gallery():
            return _joined((*(_fill(_figure(figure), width) for figure in block.figures), text_of(block.caption)), "\n")
        case Rule():
            return "* * *"
        case Details():
            return _joined((_fill(text_of(block.summary), width), to_text(block.blocks, width)), "\n\n")
        case Embed():
            return _joined((block.title, block.url), "\n")


def _listing(listing: Listing, width: int | None) -> str:
    """A list with hanging bullets or numbers."""
    lines = []
    for number, item in zip(labels(listing), listing.items, strict=True):
        mark = "• " if listing.start is None else f"{number}. "
        body = _indented(_item(item, _less(width, len(mark))), " " * len(mark))
        lines.append(mark + body[len(mark) :])
    return "\n".join(lines)


def _item(item: Item, width: int | None) -> str:
    """An item's text; a list under its only paragraph follows without a blank line."""
    if any(isinstance(block, Listing) for block in item.blocks) and len(item.blocks) == 2:
        return _joined((_text(block, width) for block in item.blocks), "\n")
    return to_text(item.blocks, width)


def _definition(entry: Definition, width: int | None) -> str:
    """Terms, and indented below them their description."""
    meaning = to_text(entry.blocks, _less(width, 4))
    return _joined((*map(text_of, entry.terms), meaning and _indented(meaning, "    ")), "\n")


def _table(table: Table, width: int | None) -> str:
    """A drawn table that fits the width; without a width one line per row, cells separated by bars."""
    if width is not None:
        return "\n".join(plain(line).rstrip() for line in lay_out((table,), width))
    rows = (" | ".join(text_of(cell.spans).replace("\n", " ") for cell in row) for row in table.rows)
    return _joined((text_of(table.caption), *rows), "\n")


def _figure(figure: Figure) -> str:
    """Alt text, caption and credit of a picture."""
    return _joined((figure.picture.alt and f"[{figure.picture.alt}]", text_of(figure.caption), figure.credit), "\n")


def _after_dash(spans: Spans, width: int | None) -> str:
    text = text_of(spans)
    return text and _fill(f"— {text}", _less(width, 2))


def _fill(text: str, width: int | None) -> str:
    """The text wrapped at `width` columns."""
    if width is None or not text:
        return text
    return "\n".join(fill(text, width))


def _joined(texts: Iterable[str], between: str, before: str = "") -> str:
    """The non-empty texts joined by `between`, each line after `before`."""
    text = between.join(text for text in texts if text)
    return _indented(text, before) if before else text


def _indented(text: str, indent: str) -> str:
    return "\n".join((indent + line).rstrip() for line in text.split("\n"))


def _less(width: int | None, columns: int) -> int | None:
    return None if width is None else max(width - columns, 1)
