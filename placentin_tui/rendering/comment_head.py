"""The first line of a comment: initial, name, who that is, its age and whether it is new, as far as there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.i18n import _, age, short_age
from placentin_tui.prose.layout import Line, Run, text_width
from placentin_tui.rendering.initials import BOX, look_of
from placentin_tui.rendering.truncate import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from placentin_tui.models import Timestamp

LEAST_NAME = 12
"""Columns of a name that nothing else takes from it."""
ANSWERED = 24, 8
"""Columns of the name of whom a comment answers, at most, and where there is little room."""
_SPACE = Run("  ")


@dataclass(frozen=True, slots=True)
class CommentHead:
    """What the first line of a comment says."""

    name: str
    badge: str = ""
    """Who wrote it where that matters, or the state of a comment of the person's own."""
    by_author: bool = False
    """Written by the article's own author."""
    answered: str = ""
    """The name of whom it answers; empty where the indent shows it."""
    at: Timestamp | None = None
    is_new: bool = False


def head_lines(head: CommentHead, room: int, inset: int, now: Timestamp) -> list[Line]:
    """The line, and a second one for a badge that finds no room on it.

    `room`: columns beside the initial; `inset`: columns from the initial's first to the name's.
    """
    look = look_of(head.name, by_author=head.by_author)
    first = (Run(look.initial, look.initial_style), Run(" " * (inset - BOX), "thread"))
    least = min(text_width(head.name), LEAST_NAME)
    facts = next(facts for facts in _wordings(head, now) if _width(facts) + least <= room or not facts)
    name = Run(cut(head.name, room - _width(facts)), look.name_style)
    lines = [Line((*first, name, *facts))]
    if head.badge and not any(run.style == "badge" for run in facts):
        badge = Run(cut(f" {head.badge} ", room), "badge")
        lines.append(Line((Run(" " * inset, "thread"), badge)))
    return lines


def _width(runs: Iterable[Run]) -> int:
    return sum(text_width(run.text) for run in runs)


def _wordings(head: CommentHead, now: Timestamp) -> Iterator[tuple[Run, ...]]:
    """What stands beside the name, from the longest wording to none; the shorter ones are made only when asked for."""
    badge = Run(f" {head.badge} ", "badge") if head.badge else None
    answered, brief = ((Run(f"↳ {cut(head.answered, most)}", "quiet") if head.answered else None) for most in ANSWERED)
    said = _("new")
    new = Run(f"● {said}", "unseen") if head.is_new else None
    long = Run(age(head.at, now), "quiet") if head.at is not None else None
    yield _spaced(badge, answered, long, new)
    if head.at is not None:
        yield _spaced(badge, answered, Run(short_age(head.at, now), "quiet"), new)
    yield _spaced(badge, answered, new)
    mark = Run("●", "unseen") if head.is_new else None
    for facts in ((badge, answered, mark), (badge, brief, mark), (badge, mark), (mark,), ()):
        yield _spaced(*facts)


def _spaced(*facts: Run | None) -> tuple[Run, ...]:
    """Those there are, with space before each."""
    return tuple(run for fact in facts if fact for run in (_SPACE, fact))
