"""Blocks to lines: the page as it is printed, for the width at hand.

lines       what comes out: `Line`, `Run`, and the names of their styles
width       columns a text takes        breaking    where lines end        wrap    spans → lines of runs
setting     a block → its lines         tables, pictures, lists            the blocks with more to them
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.layout.lines import Line, Run, plain
from placentin_tui.prose.layout.setting import Setting
from placentin_tui.prose.layout.width import text_width
from placentin_tui.prose.layout.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.prose.blocks import Blocks, Picture

__all__ = ["Line", "Run", "lay_out", "plain", "text_width", "wrap"]


def lay_out(
    blocks: Blocks,
    width: int,
    *,
    language: str = "",
    picture_rows: Callable[[Picture, int], int] | None = None,
) -> list[Line]:
    """The blocks as lines no wider than `width` columns, an empty line between blocks.

    `picture_rows` says how many rows a picture takes at a width; where it takes none its words stand instead.
    """
    setting = Setting(language, picture_rows)
    out: list[Line] = []
    for index, block in enumerate(blocks):
        setting.block = index
        lines = setting.lines(block, width)
        if out and lines:
            out.append(Line(block=out[-1].block))
        out += lines
    return out
