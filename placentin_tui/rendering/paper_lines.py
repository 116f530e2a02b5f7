"""The rows of the page of papers as lines for a width: heads of folders, papers, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from placentin_tui.i18n import _, age, ngettext, number, short_age
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering import source_status
from placentin_tui.rendering.initials import BOX, look_of
from placentin_tui.rendering.paper_rows import DAYS, GroupRow, PaperRow
from placentin_tui.rendering.sparkline import sparkline
from placentin_tui.rendering.truncate import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from placentin_tui.models import Source, Timestamp
    from placentin_tui.rendering.paper_rows import Row

BAR = 1
"""Columns left of everything, for the bar of the row under the cursor."""
NAME = BAR + BOX + 1
"""The column at which names begin, right of the initial."""
ROOMY, USUAL = 78, 54
"""Columns from which ages stand in whole words, and from which there is room for them and all the days."""
_AGE, _SHORT_AGE = 17, 8
_COUNT, _NARROW_COUNT = 6, 5
_SPACIOUS = 110
"""Columns from which each day has two."""
_FEW_DAYS = 7
"""The last days shown where there is no room for all."""
_LEAST_NAME = 8
"""Columns of a name that are not given up for the columns beside it."""

Hint = tuple[str, str]
"""Key and label of an act."""

_ARTICLES = frozenset((
    "a", "an", "the", "le", "la", "les", "l", "un", "une", "des", "der", "die", "das", "el", "los", "las", "il", "lo",
))  # fmt: skip
"""Words that do not give a paper its initial, where another one follows."""


def height(row: Row) -> int:
    """The lines of a row, without the empty one above a head."""
    return 1 + (isinstance(row, PaperRow) and bool(source_status.trouble_line(row.source)) and not row.is_asked)


def lines(row: Row, width: int, now: Timestamp, hint: Callable[[str], Hint]) -> list[tuple[Run, ...]]:
    """The lines of a row, as many as `height` says; `hint`: key and label of an act by its id."""
    if isinstance(row, GroupRow):
        return [_head(row, width)]
    first = _paper(row, width, now)
    return [first] if height(row) == 1 else [first, _trouble(row.source, width, now, hint)]


def name_of(row: Row) -> str:
    """What a row is called."""
    if isinstance(row, PaperRow):
        return row.source.title or row.source.feed
    if row.folder is None:
        return row.service or _("All papers")
    if row.service:
        return f"{row.service} / {row.folder.replace('/', ' / ')}"
    return row.folder.replace("/", " / ") or _("Without a folder")


def initial(name: str) -> str:
    """The letter a paper is known by, in a box: of its first word that is no article."""
    words = "".join(sign if sign.isalnum() else " " for sign in normalize("NFC", name)).split()
    return look_of(next((word for word in words if word.casefold() not in _ARTICLES), "".join(words))).initial


def colour_of(source: Source) -> str:
    """Whose section's colour a paper has: by its name, as people have theirs."""
    return look_of(source.title or source.url).name_style.removeprefix("name-")


# ── heads ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _head(row: GroupRow, width: int) -> tuple[Run, ...]:
    """The head of a folder: its name, a rule, and how much is unread, below which its papers say that of theirs; that
    of all papers also has the last days.
    """
    columns = [*_days(row.days, width, "dot"), Run(" "), *_unread(row.unread, width)]
    if width >= USUAL:
        columns.append(Run(" " * _age_width(width)))
    room = max(0, width - BAR - _columns(columns) - 1)
    said = cut(name_of(row) if row.folder is None and not row.service else name_of(row).upper(), max(0, room - 1))
    rule = "─" * max(0, room - text_width(said) - 1)
    return (Run(" " * BAR), Run(said, "day"), Run(" "), Run(rule, "rule"), *columns)


# ── papers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _paper(row: PaperRow, width: int, now: Timestamp) -> tuple[Run, ...]:
    """Initial, name, the last days, unread articles, and when the paper answered last."""
    source = row.source
    days = [*_days(row.days, width, f"section-{colour_of(source)}")] or [
        Run(" " * (_day_count(width) * _day_width(width) + 1))
    ]
    columns = [*days, Run(" "), *_unread(source.unread, width, is_asked=row.is_asked), *_answered(row, width, now)]
    room = width - NAME - _columns(columns) - 1
    if room < _LEAST_NAME:
        columns, room = [], width - NAME - 1
    name = cut(name_of(row), max(0, room))
    return (
        Run(" " * BAR),
        Run(initial(name_of(row)), f"initial initial-{colour_of(source)}"),
        Run(" "),
        Run(name, "fresh" if source.unread else "seen"),
        Run(" " * max(0, room - text_width(name))),
        *columns,
    )


def _day_count(width: int) -> int:
    """How many days are shown."""
    return DAYS if width >= USUAL else _FEW_DAYS


def _days(days: tuple[int, ...], width: int, style: str) -> Iterator[Run]:
    """The last days, right of an empty column; nothing while they are not known."""
    if days:
        yield Run(" ")
        yield from (
            run._replace(text="".join(bar * _day_width(width) for bar in run.text))
            for run in sparkline(days[-_day_count(width) :], style)
        )


def _day_width(width: int) -> int:
    """The columns of a day."""
    return 2 if width >= _SPACIOUS else 1


def _unread(unread: int, width: int, *, is_asked: bool = False) -> Iterator[Run]:
    """The number of unread articles, and the word where there is room."""
    room = _COUNT if width >= USUAL else _NARROW_COUNT
    _before, _number, word = ngettext("{n} unread", "{n} unread", unread).partition("{n}")
    if width < ROOMY:
        word = ""
    said = "…" if is_asked and width < USUAL else number(unread) if unread else ""
    yield Run(f"{said:>{room}}", "fresh")
    yield Run(word if unread else " " * text_width(word), "quiet")


def _age_width(width: int) -> int:
    """The columns of the last answer, and of the gap before it."""
    return (_AGE if width >= ROOMY else _SHORT_AGE) + 2


def _answered(row: PaperRow, width: int, now: Timestamp) -> Iterator[Run]:
    """When the paper answered last, or that it is being asked; nothing where there is no room."""
    if width < USUAL:
        return
    room = _age_width(width) - 2
    said = cut(_last_answer(row, now, short=width < ROOMY), room)
    failing = row.source.error or row.source.gone
    yield Run("  ")
    yield Run(said, "dot" if failing and not row.is_asked else "quiet")
    yield Run(" " * (room - text_width(said)))


def _last_answer(row: PaperRow, now: Timestamp, *, short: bool) -> str:
    """When the paper answered last, in words."""
    if row.is_asked:
        return "…" if short else _("being asked …")
    at = row.source.last_success
    if at is None:
        return _("never") if row.source.error else _("not yet")
    return short_age(at, now) if short else age(at, now)


def _trouble(source: Source, width: int, now: Timestamp, hint: Callable[[str], Hint]) -> tuple[Run, ...]:
    """What is wrong with a paper, and what can be done about it: a click there does it."""
    acts = [(act, *hint(act)) for act in source_status.remedies(source, now)]
    indent = NAME if width >= USUAL else BAR + 2
    room = width - indent - 1
    buttons: list[Run] = []
    for act, key, label in acts:
        words = f"{key} {label}"
        taken = _columns(buttons) + 2 + text_width(words)
        if buttons and taken > room // 2:
            break
        buttons += [Run("  "), Run(key, "label", f"act:{act}"), Run(f" {label}", "quiet", f"act:{act}")]
    said = cut(source_status.trouble_line(source), max(0, room - _columns(buttons)))
    return (Run(" " * indent), Run(said, "failing"), *buttons)


def _columns(runs: list[Run]) -> int:
    """The columns of some runs."""
    return sum(text_width(run.text) for run in runs)
