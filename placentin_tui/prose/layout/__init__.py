"""Blocks to lines: the page as it is printed, for the width at hand.

lines       what comes out: `Line`, `Run`, and the names of their styles
width       columns a text takes        breaking    where lines end        wrap    spans → lines of runs
setting     a block → its lines         tables, pictures, lists, code      the blocks with more to them
manner      hyphens, justification, what is between paragraphs             hyphens     where words may be broken
highlight   code in colours             raised      sup and sub            direction   right to left
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.layout.lines import Line, Run, plain
from placentin_tui.prose.layout.paragraph_style import PLAIN, ParagraphStyle
from placentin_tui.prose.layout.width import text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from placentin_tui.prose.blocks import Block, Blocks, Picture

__all__ = ["Line", "ParagraphStyle", "Run", "lay_out", "lay_out_in_turn", "plain", "text_width"]


def lay_out(
    blocks: Blocks,
    width: int,
    *,
    language: str = "",
    picture_rows: Callable[[Picture, int], int] | None = None,
    paragraph_style: ParagraphStyle = PLAIN,
) -> list[Line]:
    """The blocks as lines no wider than `width` columns, an empty line between them unless `paragraph_style` has none.

    `picture_rows` says how many rows a picture takes at a width; where it takes none its words stand instead.
    """
    parts = lay_out_in_turn(
        blocks, width, language=language, picture_rows=picture_rows, paragraph_style=paragraph_style
    )
    return [line for lines in parts for line in lines]


def lay_out_in_turn(
    blocks: Blocks,
    width: int,
    *,
    language: str = "",
    picture_rows: Callable[[Picture, int], int] | None = None,
    paragraph_style: ParagraphStyle = PLAIN,
) -> Iterator[list[Line]]:
    """The same block by block, each set when it is asked for, with the empty lines above it."""
    from placentin_tui.prose.layout.block_layout import BlockLayout  # 6 ms: headlines need lines, and no page
    from placentin_tui.prose.layout.dispatch import block_lines  # as above

    setting = BlockLayout(block_lines, language, picture_rows, paragraph_style)
    before: Block | None = None
    last = 0
    for index, block in enumerate(blocks):
        setting.block = index
        if lines := setting.following(before, block, width):
            yield ([Line(block=last)] * setting.gap(before, block) if before else []) + lines
            before, last = block, index
