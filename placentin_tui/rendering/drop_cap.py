"""The drop cap: a large initial beside the first lines of an article's text, drawn as a headline's letters are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from placentin_tui.prose.blocks import Figure, Gallery, Paragraph
from placentin_tui.prose.layout import Run

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Blocks
    from placentin_tui.prose.layout import Line
    from placentin_tui.prose.layout.lines import Lettering

ROWS = 3
"""Lines of text beside it."""
LEAST = 30
"""Columns of text beside it, at least."""
_PAD = "bar"
"""The role of the empty columns, which are ours: they are neither found nor copied."""


class Typesetter(Protocol):
    """Sets texts in letters; `None` where a text is shown in the terminal's."""

    def typeset(self, text: str, columns: int, language: str, style: str) -> Lettering | None:
        """A headline, no wider than so many columns."""

    def set_in(self, text: str, columns: int, rows: int, *, style: str = ...) -> Lettering | None:
        """A text in so many columns and at most so many rows."""

    def pull_quote(self, text: str, columns: int, language: str) -> Lettering | None:
        """A pull quote, no wider than so many columns."""

    def initial(self, letter: str, rows: int, style: str) -> Lettering | None:
        """A large letter beside so many rows of text."""


class DropCap:
    """The initial of one text: found before its first paragraph is laid out, and set beside it then."""

    def __init__(self, blocks: Blocks, width: int, typesetter: Typesetter | None, style: str) -> None:
        """`width`: columns of the text; `style`: the role of the initial's colour."""
        self.block = _first_paragraph(blocks) if typesetter else -1
        """The index of the paragraph that has it; -1: there is none."""
        self._lettering: Lettering | None = None
        if typesetter and self.block >= 0:
            paragraph = blocks[self.block]
            text = "".join(span.text for span in paragraph.spans) if isinstance(paragraph, Paragraph) else ""
            # A paragraph of few lines would end beside it.
            lettering = typesetter.initial(text[0], ROWS, style) if len(text) >= ROWS * width else None
            self._lettering = lettering if lettering and width - lettering.columns >= LEAST else None

    @property
    def insets(self) -> tuple[int, tuple[int, ...]]:
        """The paragraph, and the columns by which its first lines are shorter; the letter itself stands in them."""
        if self._lettering is None:
            return -1, ()
        columns = self._lettering.columns
        return self.block, (columns - 1, *[columns] * (ROWS - 1))

    def beside(self, lines: list[Line]) -> list[Line]:
        """The lines of the paragraph, beside its initial."""
        begin = next((n for n, line in enumerate(lines) if line.runs), len(lines))
        if self._lettering is None or len(lines) < begin + ROWS:
            return lines
        out = list(lines)
        for row in range(ROWS):
            line = lines[begin + row]
            pad = Run(" " * (self._lettering.columns - (row == 0)), _PAD)
            out[begin + row] = line._replace(runs=(pad, *line.runs), lettering=self._lettering, row=row)
        return out


def _first_paragraph(blocks: Blocks) -> int:
    """The index of the paragraph a text begins with, after its pictures; -1 when it begins with something else."""
    for index, block in enumerate(blocks):
        if isinstance(block, Figure | Gallery) or (isinstance(block, Paragraph) and not block.spans):
            continue
        return index if isinstance(block, Paragraph) and not block.spans[0].href else -1
    return -1
