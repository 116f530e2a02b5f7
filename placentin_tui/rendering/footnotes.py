"""Footnotes: from a reference to its note and back, and all notes of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.prose.layout import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from placentin_tui.prose.layout import Line


@dataclass(frozen=True, slots=True)
class Note:
    """A place further down the article that its text points to."""

    label: str
    """The reference as the text has it."""
    text: str
    """How the note begins."""
    href: str


def anchors(lines: Sequence[Line]) -> dict[str, int]:
    """The lines that links inside the article lead to, by their `#id`."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        for name in line.ids.split():
            found.setdefault(f"#{name}", number)
    return found


def destination(lines: Sequence[Line], anchors: Mapping[str, int], href: str) -> int | None:
    """The line a link inside the article leads to: the note, or in a long paragraph the very line that points to it."""
    begins = anchors.get(href)
    if begins is None:
        return None
    answering = {name for name, line in anchors.items() if line > begins and _points_to(lines, line, href)}
    return next((n for n in _same_block(lines, begins) if answering & _links(lines[n])), begins)


def notes(lines: Sequence[Line], anchors: Mapping[str, int]) -> tuple[Note, ...]:
    """The notes in the order of their references; what leads back up is none."""
    found: dict[str, Note] = {}
    for number, line in enumerate(lines):
        for run in line.runs:
            if run.href not in found and anchors.get(run.href, 0) > number and run.text.strip():
                text = plain(lines[anchors[run.href]]).strip()
                found[run.href] = Note(run.text.strip(), text, run.href)
    return tuple(found.values())


def _points_to(lines: Sequence[Line], begins: int, href: str) -> bool:
    """Whether the note that begins at a line leads back to a place."""
    return any(href in _links(lines[n]) for n in _same_note(lines, begins))


def _same_block(lines: Sequence[Line], begins: int) -> range:
    end = begins
    while end < len(lines) and lines[end].block == lines[begins].block:
        end += 1
    return range(begins, end)


def _same_note(lines: Sequence[Line], begins: int) -> range:
    """The lines of a note: up to the next place something leads to, or the end of its block."""
    end = min(begins + 1, len(lines))  # what comes behind the text may have a place and no lines
    while end < len(lines) and lines[end].block == lines[begins].block and not lines[end].ids:
        end += 1
    return range(begins, end)


def _links(line: Line) -> set[str]:
    return {run.href for run in line.runs if run.href}
