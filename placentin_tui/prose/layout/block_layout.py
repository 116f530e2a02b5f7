"""Laying out blocks: the state of one page, and what all kinds of block need to set their text and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Block, Blocks, Heading, Paragraph, Span, Spans
from placentin_tui.prose.layout.direction import at_right, from_right
from placentin_tui.prose.layout.hyphens import hyphenated
from placentin_tui.prose.layout.lines import Line, named
from placentin_tui.prose.layout.paragraph_style import UNDERLINED
from placentin_tui.prose.layout.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from placentin_tui.prose.blocks import Picture
    from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

    Dispatch: TypeAlias = Callable[["BlockLayout", Block, int, str], list[Line]]
    """Sets one block of any kind: the layout, the block, the width in columns, the style of its text."""

_INDENT = Span("\xa0\xa0")
"""The first-line indent of paragraphs that are not separated by empty lines."""


class BlockLayout:
    """Blocks to lines in one language; `block` is the top-level block being set.

    `dispatch` sets a block by its kind; it is given, as the kinds themselves need the layout.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        language: str,
        picture_rows: Callable[[Picture, int], int] | None,
        paragraph_style: ParagraphStyle,
    ) -> None:
        self._dispatch = dispatch
        self.language = language
        self.picture_rows = picture_rows
        self.paragraph_style = paragraph_style
        self.coloured = 0
        """Characters of code that were highlighted so far."""
        self.block = 0
        self.insets: tuple[int, ...] = ()
        """Those of the paragraph that is set now (`ParagraphStyle.insets`)."""

    def lines(self, block: Block, width: int, style: str = "") -> list[Line]:
        """The lines of one block; `style` is the style of its text."""
        return self._dispatch(self, block, width, style)

    def text(self, spans: Spans, width: int, style: str = "") -> list[Line]:
        """Spans wrapped in lines, in the default paragraph style."""
        block = self.block
        lines = [Line(runs, 0, block) for runs in wrap(spans, width, style, language=self.language)]
        return at_right(lines, width) if from_right(spans) else lines

    def prose(self, spans: Spans, width: int, style: str = "") -> list[Line]:
        """Spans wrapped in lines, hyphenated and justified as the paragraph style says."""
        block, paragraph_style = self.block, self.paragraph_style._replace(insets=self.insets)
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
        if self.gap(before, block) or not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
            return self.lines(block, width, style)
        return named(self.prose((_INDENT, *block.spans), width, style), block.id)

    def gap(self, before: Block | None, block: Block) -> int:
        """The number of empty lines between two blocks."""
        if isinstance(before, Heading) and before.level <= UNDERLINED:
            return self.paragraph_style.between // 2
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
