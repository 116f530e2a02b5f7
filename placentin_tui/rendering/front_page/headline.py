"""The lines of a headline: the one place that says how many rows a headline of the front page takes."""

from __future__ import annotations

from placentin_tui.prose.layout.wrap import fill
from placentin_tui.rendering.truncate import cut_at_word

LINES = 3
"""Lines a headline has at most."""


def headline_lines(text: str, columns: int, rows_max: int) -> tuple[str, ...]:
    """A headline in so many columns and at most so many rows, a row a line; the last one truncated where it is longer.

    Balanced: the measure is narrowed as long as the number of lines holds, so that no word stands alone on the last.
    """
    most = min(rows_max, LINES)
    lines = fill(text, columns)
    if len(lines) > most:
        return (*lines[: most - 1], cut_at_word(" ".join(lines[most - 1 : most + 1]), columns))
    narrow, wide = 1, columns
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(fill(text, middle)) > len(lines):
            narrow = middle + 1
        else:
            wide = middle
    return tuple(fill(text, narrow))
