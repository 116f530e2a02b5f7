"""Truncates text that must stay on one line."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from placentin_tui.prose.layout import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from placentin_tui.prose.layout import Run


_WORD_SHARE = 3
"""The part of the width, as a divisor, that a word may leave empty to be left out rather than broken."""
_BEFORE_ELLIPSIS = " ,;:\u00a0\u202f"
"""What is no sense before an ellipsis."""


def cut(text: str, width: int) -> str:
    """The text truncated to a width in cells, ending with an ellipsis; empty when not even that fits."""
    if text_width(text) <= width:
        return text
    # The longest beginning that leaves a column for the ellipsis.
    place = bisect_left(range(1, len(text) + 1), width, key=lambda length: text_width(text[:length]))
    return f"{text[:place].rstrip()}…" if place else ""


def cut_at_word(text: str, width: int) -> str:
    """The text truncated like `cut`, at the end of a word where that leaves most of the width in use."""
    said = cut(text, width)
    if said == text or not said:
        return said
    kept = said[:-1]
    if not text[len(kept) :][0].isspace():
        words, _space, word = kept.rpartition(" ")
        # A long word is better broken than missed.
        if words and text_width(word) <= width // _WORD_SHARE:
            kept = words
    return f"{kept.rstrip(_BEFORE_ELLIPSIS)}…"


def cut_runs(runs: Iterable[Run], width: int) -> Iterator[Run]:
    """The runs truncated to a width in cells."""
    for run in runs:
        fitted = cut(run.text, width)
        if fitted:
            yield run._replace(text=fitted)
        width -= text_width(run.text)
        if width <= 0:
            return
