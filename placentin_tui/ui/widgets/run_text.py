"""The text of a line: as it is painted, as the paper wrote it, and where on the line that stands."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.style import Style

    from placentin_tui.prose.layout import Line, Run


_BESIDE = frozenset(("thread", "initial"))
"""Roles of runs that stand beside a comment."""
_DRAWN = _BESIDE | {"bar"}
"""Roles of runs that stand beside a text."""


def painted(run: Run) -> str:
    """A run's text as it is painted: capitals only where a letter has one that takes its place."""
    if "capitals" not in run.style:
        return run.text
    return "".join(capital if len(capital := letter.upper()) == 1 else letter for letter in run.text)


def written(run: Run) -> str:
    """A run's text; what is ours (quote bars, initials, link numbers) as NULs, a hyphen of ours as U+0001."""
    from placentin_tui.rendering.find_text import is_link_number  # not imported at the start

    roles = run.style.split()
    if "hyphen" in roles:
        return "\1"
    return "\0" * len(run.text) if not _DRAWN.isdisjoint(roles) or is_link_number(run) else run.text


def says_something(line: Line) -> bool:
    """Whether a line has a text, and not only what is drawn beside one."""
    return any(_DRAWN.isdisjoint(run.style.split()) for run in line.runs)


def column_of(line: Line, character: int) -> int:
    """The column of a character of a line; in a comment not before the name or the text."""
    beside = itertools.takewhile(lambda run: not _BESIDE.isdisjoint(run.style.split()), line.runs)
    begins = line.indent + sum(len(run.text) for run in beside)
    text = " " * line.indent + "".join(run.text for run in line.runs)
    return cell_len(text[: max(character, begins)])


def columns_before(line: Line) -> int:
    """Columns left of a picture, which begins where the text does."""
    return line.indent + sum(cell_len(run.text) for run in line.runs)


def restyled(strip: Strip, start: int, end: int, style: Style) -> Strip:
    """The painted line, with the characters from `start` to `end` (-1: to its end) in another style."""
    begins = cell_len(strip.text[:start])
    ends = strip.cell_length if end < 0 else cell_len(strip.text[:end])
    chosen = Strip(Segment.apply_style(strip.crop(begins, ends), post_style=style))
    return Strip.join((strip.crop(0, begins), chosen, strip.crop(ends)))
