"""The line that shows where the words of a query stand in an article, and the words marked in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.models import HitPlace
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.truncate import cut_runs

if TYPE_CHECKING:
    from placentin_tui.models import Hit, Marks

HIT = "hit"
"""The role of the words that were searched."""


def hit_runs(hit: Hit, width: int) -> tuple[Run, ...]:
    """Where it is, and the text around the first of the words, as much as fits."""
    runs = [*_place(hit, width)]
    room = width - sum(text_width(run.text) for run in runs)
    begin = _begin(hit, room)
    text, marks = hit.text[begin:], tuple((start - begin, end - begin) for start, end in hit.marks if start >= begin)
    runs += [Run("…", "quiet")] if begin else []
    return tuple(cut_runs([*runs, *marked(text, marks, "quiet")], width))


def marked(text: str, marks: Marks, style: str) -> list[Run]:
    """A text as runs, the words in it marked."""
    runs, at = list[Run](), 0
    for start, end in marks:
        runs += [Run(text[at:start], style), Run(text[start:end], f"{style} {HIT}")]
        at = end
    return [run for run in (*runs, Run(text[at:], style)) if run.text]


def marked_lines(lines: list[str], text: str, marks: Marks, style: str) -> list[tuple[Run, ...]]:
    """The lines a text was broken into, the words marked on each; the last may be cut short."""
    found, at = list[tuple[Run, ...]](), 0
    for line in lines:
        said = line.rstrip("…")
        begin = text.find(said, at)
        if begin < 0:
            found.append((Run(line, style),))
            continue
        at = begin + len(said)
        here = tuple(
            (max(0, start - begin), min(end, at) - begin) for start, end in marks if start < at and end > begin
        )
        found.append(tuple(marked(line, here, style)))
    return found


def _place(hit: Hit, width: int) -> list[Run]:
    """The words before it that say where it is; none in the text."""
    match hit.place:
        case HitPlace.COMMENT:
            before, after = _("comment by {name}: ").split("{name}")
            room = 2 * width // 3 - text_width(before) - text_width(after)
            name = cut_runs(marked(hit.by, hit.by_marks, "quiet"), max(1, room))
            return [Run(before, "quiet"), *name, Run(after, "quiet")]
        case HitPlace.AUTHOR:
            return [Run(_("author: "), "quiet")]
        case HitPlace.SECTION:
            return [Run(_("section: "), "quiet")]
        case _:
            return []


def _begin(hit: Hit, room: int) -> int:
    """From where the text is shown: from its beginning, or so that the first word found is in sight."""
    start, end = next(iter(hit.marks), (0, 0))
    if text_width(hit.text[:end]) < room:
        return 0
    least = start
    while least and text_width(hit.text[least - 1 : start]) <= room // 3:
        least -= 1
    blank = hit.text.find(" ", least, start)
    return blank + 1 if blank >= 0 else least
