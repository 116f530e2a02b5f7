"""Layout: blocks to lines for a width in terminal columns.

lines            the output: `Line`, `Run`, and the names of their styles
block_layout     a block → its lines; tables, pictures, lists and code have modules of their own
wrap             spans → lines of runs, justified when wanted
line_breaks      where lines end
hyphens          hyphenation
paragraph_style  hyphenation, justification and spacing of paragraphs
highlight        syntax highlighting of code
superscript      superscripts and subscripts
direction        right-to-left text
width            the columns a text takes
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

    `picture_rows` gives the rows of a picture at a width; a picture with none is replaced by its alt text.
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
    insets: tuple[int, tuple[int, ...]] = (-1, ()),
) -> Iterator[list[Line]]:
    """The same lazily, block by block, each with the empty lines above it.

    `insets`: the index of a paragraph, and the columns by which its first lines are shorter.
    """
    from placentin_tui.prose.layout.block_layout import BlockLayout  # 6 ms: headlines need lines, and no page
    from placentin_tui.prose.layout.dispatch import block_lines  # as above

    setting = BlockLayout(block_lines, language, picture_rows, paragraph_style)
    before: Block | None = None
    last = 0
    for index, block in enumerate(blocks):
        setting.block = index
        setting.insets = insets[1] if index == insets[0] else ()
        if lines := setting.following(before, block, width):
            yield ([Line(block=last)] * setting.gap(before, block) if before else []) + lines
            before, last = block, index
