"""Pull quotes in letters: a short passage the paper shows large, drawn as a headline's letters are, beside its bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Paragraph
from placentin_tui.prose.layout import Line, text_width

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Quote
    from placentin_tui.rendering.drop_cap import Typesetter

ROLE = "pull"
"""The style role of its text."""


def in_letters(lines: list[Line], quote: Quote, width: int, language: str, typesetter: Typesetter) -> list[Line]:
    """The lines of a pull quote in the rows of its lettering; as they are where it has none.

    Its text stays in the runs of these rows; the name below keeps the terminal's letters.
    """
    text = _text(quote)
    first = next((n for n, line in enumerate(lines) if _is_text(line)), len(lines))
    count = sum(map(_is_text, lines))
    bar = lines[first].runs[0] if count else None
    if not text or bar is None or bar.style != "bar" or not all(map(_is_text, lines[first : first + count])):
        return lines
    inset = text_width(bar.text)
    lettering = typesetter.pull_quote(text, width - inset, language)
    if lettering is None or count > lettering.rows:
        return lines
    lettering = lettering._replace(inset=inset)
    blank = lines[first]._replace(runs=(bar,), ids="")
    rows = [*lines[first : first + count], *[blank] * (lettering.rows - count)]
    set_in = [line._replace(lettering=lettering, row=row) for row, line in enumerate(rows)]
    return [*lines[:first], *set_in, *lines[first + count :]]


def _text(quote: Quote) -> str:
    """The text of a quote that can be drawn: one paragraph, and no link to follow; else empty."""
    if len(quote.blocks) != 1 or not isinstance(paragraph := quote.blocks[0], Paragraph):
        return ""
    if any(span.href for span in paragraph.spans):
        return ""
    return "".join(span.text for span in paragraph.spans)


def _is_text(line: Line) -> bool:
    """Whether a line is one of the quote's text, not of its source."""
    return any(ROLE in run.style.split() for run in line.runs)
