"""Text direction: right-to-left text is aligned at the right edge."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Heading, Paragraph
from placentin_tui.prose.layout.lines import Line, Run
from placentin_tui.prose.layout.width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.prose.blocks import Block, Spans

_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def from_right(spans: Spans) -> bool:
    """Whether the text is right-to-left, by its first letter with a direction."""
    if not any(_FROM_RIGHT.search(span.text) for span in spans):
        return False
    directions = (unicodedata.bidirectional(sign) for span in spans for sign in span.text)
    return next((found for found in directions if found in ("L", "R", "AL")), "L") != "L"


def begins_from_right(block: Block) -> bool:
    """Whether a paragraph or heading is right-to-left."""
    return isinstance(block, Paragraph | Heading) and from_right(block.spans)


def at_right(lines: Iterable[Line], width: int) -> list[Line]:
    """The lines aligned at the right edge."""
    return [line._replace(indent=width - sum(text_width(run.text) for run in line.runs)) for line in lines]


def marked_at_right(line: Line, width: int, mark: Run) -> Line:
    """The line padded to a width, followed by a mark."""
    used = line.indent + sum(text_width(run.text) for run in line.runs)
    return line._replace(runs=(*line.runs, Run(" " * (width - used)), mark) if used < width else (*line.runs, mark))
