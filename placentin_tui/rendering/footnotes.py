"""Footnotes: jumps from a reference to its note and back, and the list of an article's notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.prose.layout import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from placentin_tui.prose.layout import Line


@dataclass(frozen=True, slots=True)
class Note:
    """A place further down in the article that its text links to."""

    label: str
    """The text of the reference."""
    text: str
    """The note's first line."""
    href: str


def anchors(lines: Sequence[Line]) -> dict[str, int]:
    """The lines that links inside the article point to, by `#id`."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        for name in line.ids.split():
            found.setdefault(f"#{name}", number)
    return found


def destination(lines: Sequence[Line], anchors: Mapping[str, int], href: str) -> int | None:
    """The line a link inside the article leads to; `None` when unknown.

    From a note back into a long paragraph, it is the very line with the reference.
    """
    begins = anchors.get(href)
    if begins is None:
        return None
    answering = {name for name, line in anchors.items() if line > begins and _points_to(lines, line, href)}
    return next((n for n in _same_block(lines, begins) if answering & _links(lines[n])), begins)


def notes(lines: Sequence[Line], anchors: Mapping[str, int]) -> tuple[Note, ...]:
    """The notes in the order of their references; links back up are left out."""
    found: dict[str, Note] = {}
    for number, line in enumerate(lines):
        for run in line.runs:
            if run.href not in found and anchors.get(run.href, 0) > number and run.text.strip():
                text = plain(lines[anchors[run.href]]).strip()
                found[run.href] = Note(run.text.strip(), text, run.href)
    return tuple(found.values())


def _points_to(lines: Sequence[Line], begins: int, href: str) -> bool:
    """Whether the note that begins at a line links back to a place."""
    return any(href in _links(lines[n]) for n in _same_note(lines, begins))


def _same_block(lines: Sequence[Line], begins: int) -> range:
    """The lines of the block that begins at a line."""
    end = begins
    while end < len(lines) and lines[end].block == lines[begins].block:
        end += 1
    return range(begins, end)


def _same_note(lines: Sequence[Line], begins: int) -> range:
    """The lines of a note: up to the next anchor, or the end of its block."""
    end = min(begins + 1, len(lines))  # what follows the text may have an anchor and no lines
    while end < len(lines) and lines[end].block == lines[begins].block and not lines[end].ids:
        end += 1
    return range(begins, end)


def _links(line: Line) -> set[str]:
    return {run.href for run in line.runs if run.href}
