"""Lays out preformatted text: lines kept, syntax highlighted, on a background of its own."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from placentin_tui.prose.layout.highlight import pieces
from placentin_tui.prose.layout.line_breaks import cuts
from placentin_tui.prose.layout.lines import Line, Run
from placentin_tui.prose.layout.width import text_width

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Code
    from placentin_tui.prose.layout.block_layout import BlockLayout
    from placentin_tui.prose.layout.highlight import Piece

MOST_COLOURED = 20_000
"""Characters of code highlighted per page, so that no page can be slow to lay out."""

_CONTINUED = Run("↪ ", "codeblock continued")


def code(layout: BlockLayout, block: Code, width: int) -> list[Line]:
    """The lines of a block of code; a line that is too long continues on the next, with a mark."""
    inner = max(width - 2, 1)
    margin = Run(" " * (width - inner), "codeblock")
    language = block.language if layout.coloured < MOST_COLOURED else ""
    layout.coloured += len(block.text)
    coloured = _Coloured(block.text, pieces(block.text, language))
    lines: list[Line] = []
    start = 0
    for text in block.text.split("\n"):
        for number, cut in enumerate(cuts(text, inner)):
            runs = coloured.runs(start + cut.start, start + cut.end)
            rest = Run(" " * max(0, inner - text_width(text[cut.start : cut.end])), "codeblock")
            lines.append(Line((_CONTINUED if number else margin, *runs, rest), 0, layout.block))
        start += len(text) + 1
    return lines


class _Coloured:
    """A text with the style of each of its pieces."""

    def __init__(self, text: str, stretches: tuple[Piece, ...]) -> None:
        self._text = text
        self._ends = [piece.end for piece in stretches]
        self._roles = [f"codeblock {piece.role}".strip() for piece in stretches]

    def runs(self, start: int, end: int) -> list[Run]:
        """The runs of the text between two offsets."""
        found: list[Run] = []
        at = bisect_right(self._ends, start)
        while start < end:
            stop = min(self._ends[at], end)
            found.append(Run(self._text[start:stop], self._roles[at]))
            start, at = stop, at + 1
        return found
