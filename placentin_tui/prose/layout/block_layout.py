"""Lays out each kind of block as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from placentin_tui.prose.blocks import (
    Block,
    Blocks,
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
    Spans,
    Table,
)
from placentin_tui.prose.layout import code, lists, pictures, tables
from placentin_tui.prose.layout.direction import at_right, begins_from_right, from_right, marked_at_right
from placentin_tui.prose.layout.hyphens import hyphenated
from placentin_tui.prose.layout.lines import Line, Run, named
from placentin_tui.prose.layout.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from placentin_tui.prose.blocks import Picture
    from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

LEAST = 6
"""The narrowest text in columns: a block nested deeper loses its indent or bar."""

_BAR = Run("▌ ", "bar")
_BAR_AT_RIGHT = Run(" ▐", "bar")
_INDENT = Span("\xa0\xa0")
"""The first-line indent of paragraphs that are not separated by empty lines."""


class BlockLayout:
    """Lays out blocks in one language; `block` is the index of the current top-level block."""

    def __init__(
        self, language: str, picture_rows: Callable[[Picture, int], int] | None, paragraph_style: ParagraphStyle
    ) -> None:
        self.language = language
        self.picture_rows = picture_rows
        self.paragraph_style = paragraph_style
        self.coloured = 0
        """Characters of code that were highlighted so far."""
        self.block = 0

    def lines(self, block: Block, width: int, style: str = "") -> list[Line]:  # noqa: C901, PLR0911, PLR0912 - a line a kind
        """The lines of one block; `style` is the style of its text."""
        match block:
            case Paragraph():
                return named(self.prose(block.spans, width, style), block.id)
            case Heading():
                return named(self.text(block.spans, width, f"heading{block.level}"), block.id)
            case Quote():
                return self._quote(block, width)
            case Listing():
                return lists.listing(self, block, width, style)
            case Definitions():
                return lists.definitions(self, block, width, style)
            case Code():
                return code.code(self, block, width)
            case Table():
                return tables.table(self, block, width)
            case Figure():
                return pictures.figure(self, block, width)
            case Gallery():
                return pictures.gallery(self, block, width)
            case Rule():
                return [Line((Run("─" * (width // 3), "rule"),), (width - width // 3) // 2, self.block)]
            case Details():
                return self._details(block, width, style)
            case Embed():
                return pictures.embed(self, block, width)
            case _:
                assert_never(block)

    def text(self, spans: Spans, width: int, style: str = "") -> list[Line]:
        """Spans wrapped in lines, in the default paragraph style."""
        block = self.block
        lines = [Line(runs, 0, block) for runs in wrap(spans, width, style, language=self.language)]
        return at_right(lines, width) if from_right(spans) else lines

    def prose(self, spans: Spans, width: int, style: str = "") -> list[Line]:
        """Spans wrapped in lines, hyphenated and justified as the paragraph style says."""
        block, paragraph_style = self.block, self.paragraph_style
        if paragraph_style.hyphenate:
            spans = hyphenated(spans, self.language)
        lines = [
            Line(runs, 0, block)
            for runs in wrap(spans, width, style, language=self.language, paragraph_style=paragraph_style)
        ]
        return at_right(lines, width) if from_right(spans) else lines

    def all(self, blocks: Blocks, width: int, style: str = "") -> list[Line]:
        """The lines of several blocks, with the gaps between them."""
        out: list[Line] = []
        before: Block | None = None
        for block in blocks:
            if lines := self.following(before, block, width, style):
                out += [Line(block=self.block)] * self.gap(before, block) if before else []
                out += lines
                before = block
        return out

    def following(self, before: Block | None, block: Block, width: int, style: str = "") -> list[Line]:
        """The lines of a block after another; a paragraph without a gap above it gets a first-line indent."""
        if self.gap(before, block) or not isinstance(block, Paragraph) or before is None:
            return self.lines(block, width, style)
        return named(self.prose((_INDENT, *block.spans), width, style), block.id)

    def gap(self, before: Block | None, block: Block) -> int:
        """The number of empty lines between two blocks."""
        both = isinstance(before, Paragraph) and isinstance(block, Paragraph)
        return self.paragraph_style.between if both else max(1, self.paragraph_style.between)

    def stacked(self, parts: Iterable[list[Line]], *, gap: bool) -> list[Line]:
        """The parts' lines one below the other; `gap`: with an empty line between parts."""
        out: list[Line] = []
        for lines in parts:
            if gap and out and lines:
                out.append(Line(block=self.block))
            out += lines
        return out

    def _quote(self, quote: Quote, width: int) -> list[Line]:
        """A quotation behind a bar (to its right in right-to-left text), then its source."""
        style = "pull" if quote.pull else "quote"
        inner = width - 2 if width - 2 >= LEAST else width
        lines = self.all(quote.blocks, inner, style)
        lines += self.text((Span("— "), *quote.cite), inner, "cite") if quote.cite else []
        if inner == width:
            return lines
        if quote.blocks and begins_from_right(quote.blocks[0]):
            return [marked_at_right(line, inner, _BAR_AT_RIGHT) for line in lines]
        return [barred(line, _BAR) for line in lines]

    def _details(self, details: Details, width: int, style: str) -> list[Line]:
        """The summary, and below it the contents, indented."""
        summary = (Span("▾ "), *details.summary)
        inner = width - 2 if width - 2 >= LEAST else width
        lines = [indented(line, width - inner) for line in self.all(details.blocks, inner, style)]
        return self.stacked((self.text(summary, width, "summary"), lines), gap=True)


def indented(line: Line, columns: int) -> Line:
    """The line moved to the right."""
    return line._replace(indent=line.indent + columns)


def barred(line: Line, mark: Run) -> Line:
    """The line after a bar; its own indent becomes spaces in its text."""
    own = (Run(" " * line.indent),) if line.indent else ()
    return line._replace(runs=(mark, *own, *line.runs), indent=0)
