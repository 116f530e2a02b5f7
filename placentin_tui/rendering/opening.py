"""How the text of an article opens: the first words of its first paragraph in capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Figure, Gallery, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.prose.blocks import Blocks
    from placentin_tui.prose.layout import Line, Run

ENOUGH, LONGEST = 14, 26
"""Characters after which no further word, and beyond which no word, is put in capitals."""
_WORD = re.compile(r"\S+")
_ENDS = frozenset(".,;:!?…»)”")
_LEFT_OUT = frozenset(("code", "small", "hyphen", "sub", "sup"))
"""Roles of runs that must not be capitals; the capitals end before them."""
_NO_CAPITALS = frozenset(("tr", "az", "el", "lt"))
"""Languages whose capitals depend on more than the letter."""


def opening_block(blocks: Blocks, language: str) -> int:
    """The index of the paragraph the text opens with; -1 when it opens with something else."""
    for index, block in enumerate(blocks):
        if isinstance(block, Figure | Gallery) or (isinstance(block, Paragraph) and not block.spans):
            continue
        return index if isinstance(block, Paragraph) and language[:2].lower() not in _NO_CAPITALS else -1
    return -1


def opened(lines: Sequence[Line]) -> list[Line]:
    """The lines of the first paragraph, its first words in capitals; a paragraph of one line stays as it is."""
    begin = next((n for n, line in enumerate(lines) if line.runs), len(lines))
    if len(lines) < begin + 2:
        return list(lines)
    first = lines[begin]
    runs: list[Run] = []
    left = _capitals("".join(run.text for run in _until_left_out(first.runs)))
    for run in first.runs:
        if left:
            runs.append(run._replace(text=run.text[:left], style=f"{run.style} capitals".lstrip()))
        if run.text[left:]:
            runs.append(run._replace(text=run.text[left:]))
        left = max(0, left - len(run.text))
    return [*lines[:begin], first._replace(runs=tuple(runs)), *lines[begin + 1 :]]


def _until_left_out(runs: Sequence[Run]) -> list[Run]:
    """The runs before the first that must not be capitals."""
    end = next((n for n, run in enumerate(runs) if not _LEFT_OUT.isdisjoint(run.style.split())), len(runs))
    return list(runs[:end])


def _capitals(text: str) -> int:
    """How many characters at the beginning of a line are put in capitals: whole words, up to a sign that ends a
    phrase.
    """
    end = 0
    for word in _WORD.finditer(text):
        if word.end() > LONGEST or "://" in word.group():
            break
        end = word.end()
        if end >= ENOUGH or text[end - 1] in _ENDS:
            break
    return end
