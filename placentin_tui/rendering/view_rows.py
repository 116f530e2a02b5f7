"""What the switcher of views lists: the plain views, saved ones, sections, folders with their papers, authors."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from placentin_tui.i18n import _, number
from placentin_tui.models import LATER, View
from placentin_tui.prose.layout import Run, text_width
from placentin_tui.rendering.section_colour import tint
from placentin_tui.rendering.truncate import cut
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from placentin_tui.models import Facet, SavedView, Source, Tag

SINCE_YESTERDAY = View(query="after:yesterday")
DIGITS = 9
"""Rows that a digit picks."""
_COUNTS = 16
"""Columns of both counts."""
_LEAST_NAME = 14
"""Columns of a name that are not given up for the counts."""


class Count(NamedTuple):
    """How many articles a view has."""

    articles: int
    unread: int | None = None
    """`None`: not counted."""
    is_more: bool = False
    """There are more than `articles`."""


class ViewRow(Struct, frozen=True):
    """A view one can choose, or the head of some."""

    label: str
    view: View | None = None
    """`None`: a head."""
    count: Count | None = None
    """`None`: not known yet."""
    detail: str = ""
    """What stands quietly beside the label; searched too."""
    depth: int = 0
    saved: SavedView | None = None
    folder: str = ""
    """The path of a folder, which opens and closes."""
    is_open: bool = False
    style: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether the cursor goes there."""
        return self.view is not None


class Choices(Struct, frozen=True):
    """What there is to choose from."""

    plain: tuple[ViewRow, ...]
    paper: tuple[ViewRow, ...] = ()
    """The views of the paper that is shown alone, its whole list first."""
    saved: Sequence[SavedView] = ()
    sections: Sequence[Facet] = ()
    sources: Sequence[Source] = ()
    """By folder."""
    tags: Sequence[Tag] = ()
    authors: Sequence[Facet] = ()


def plain_rows(articles: int, unread: int, starred: int, later: int, *, has_muted: bool) -> tuple[ViewRow, ...]:
    """The views every library has, with their numbers; the muted ones where there are any, to be counted once their
    row is in sight.
    """
    return (
        ViewRow(_("All"), View(), Count(articles, unread)),
        ViewRow(_("Unread"), View(unread=True), Count(unread)),
        ViewRow(_("Starred"), View(starred=True), Count(starred)),
        ViewRow(_("Later"), View(tag=LATER), Count(later)),
        ViewRow(_("Since yesterday"), SINCE_YESTERDAY),
        *((ViewRow(_("Muted"), View(muted=True)),) if has_muted else ()),
    )


def paper_rows(source: Source, starred: int) -> tuple[ViewRow, ...]:
    """The views of one paper."""
    return (
        ViewRow(source.title or source.feed, View(source=source.id), Count(source.articles, source.unread)),
        ViewRow(_("Unread"), View(unread=True, source=source.id), Count(source.unread)),
        ViewRow(_("Starred"), View(starred=True, source=source.id), Count(starred)),
    )


def rows(choices: Choices, typed: str, opened: Collection[str], counts: Mapping[View, Count]) -> list[ViewRow]:
    """The rows that have the words typed, under their heads; `opened`: the folders that are open, all of them while
    something is typed; `counts`: what was counted since.
    """
    wanted = folded(typed).split()
    saved = [ViewRow(each.name, View(query=each.query), detail=each.query, saved=each) for each in choices.saved]
    groups = (
        ("", choices.plain),
        (choices.paper[0].label if choices.paper else "", choices.paper),
        (_("Saved views"), saved),
        (_("Sections"), [_section(each) for each in choices.sections]),
        (_("Papers"), list(_papers(choices.sources, opened, is_filtered=bool(wanted)))),
        (_("Tags"), [ViewRow(f"#{each.name}", View(tag=each.name), Count(each.articles)) for each in choices.tags]),
        (_("Authors"), [_author(each) for each in choices.authors]),
    )
    found: list[ViewRow] = []
    for head, group in groups:
        kept = [row for row in group if rank(row, wanted) is not None]
        found += [ViewRow(head)] if head and kept else []
        found += [replace(row, count=counts.get(row.view, row.count)) if row.view else row for row in kept]
    return found


def best(listed: Sequence[ViewRow], typed: str) -> int:
    """The index of the row that has the words best, the first of those."""
    wanted = folded(typed).split()
    ranked = [(rank(row, wanted) or 0, index) for index, row in enumerate(listed) if row.is_choice]
    return min(ranked, default=(0, 0))[1]


def rank(row: ViewRow, wanted: Sequence[str]) -> int | None:
    """How well a row has the words, 0 best; `None`: one is missing."""
    label = folded(row.label)
    everything = f"{label} {folded(row.detail)}"
    if not all(word in everything for word in wanted):
        return None
    if not wanted or label.startswith(" ".join(wanted)):
        return 0
    return 1 if all(any(part.startswith(word) for part in label.split()) for word in wanted) else 2


def digits(listed: Sequence[ViewRow]) -> dict[int, int]:
    """The digits of the first rows one can choose, by the rows' indexes."""
    choices = [index for index, row in enumerate(listed) if row.is_choice][:DIGITS]
    return {index: digit for digit, index in enumerate(choices, 1)}


def _section(facet: Facet) -> ViewRow:
    return ViewRow(facet.name, View(section=facet.name), Count(facet.articles), style=tint(facet.name))


def _author(facet: Facet) -> ViewRow:
    return ViewRow(facet.name, View(author=facet.name), Count(facet.articles))


def _papers(sources: Sequence[Source], opened: Collection[str], *, is_filtered: bool) -> Iterator[ViewRow]:
    """The folders, and the papers of those that are open, then those in no folder."""
    for folder, group in groupby(sorted(sources, key=lambda source: not source.folder), key=lambda one: one.folder):
        papers = list(group)
        if folder:
            inside = [*papers, *(each for each in sources if each.folder.startswith(f"{folder}/"))]
            count = Count(sum(each.articles for each in inside), sum(each.unread for each in inside))
            is_open = is_filtered or folder in opened
            yield ViewRow(folder.replace("/", " / "), View(folder=folder), count, folder=folder, is_open=is_open)
        for source in papers if not folder or is_open else ():
            yield ViewRow(
                source.title or source.feed,
                View(source=source.id),
                Count(source.articles, source.unread),
                detail=folder.replace("/", " / ") if is_filtered else "",
                depth=bool(folder),
            )


# ── as lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def line(row: ViewRow, width: int, digit: int | None) -> tuple[Run, ...]:
    """A row as a line: its digit, its label, what is unread and how many articles there are."""
    if row.view is None:
        said = cut(row.label.upper(), max(0, width - 4))
        return (Run(" "), Run(said, "day"), Run(" "), Run("─" * max(0, width - text_width(said) - 3), "rule"))
    counts = _counts(row) if width >= _COUNTS + _LEAST_NAME + 6 else _total(row)
    lead = f" {digit or ' '} {'  ' * row.depth}"
    opener = ("▾ " if row.is_open else "▸ ") if row.folder else ""
    pin = "◆ " if row.saved and row.saved.pinned else ""
    room = max(0, width - len(lead) - len(opener) - len(pin) - sum(text_width(run.text) for run in counts) - 1)
    label = cut(row.label, room)
    left = room - text_width(label)
    detail = cut(row.detail, left - 2) if row.detail and left > 6 else ""
    said = f"  {detail}" if detail else ""
    return (
        Run(lead, "quiet"),
        Run(f"{opener}{pin}", "dot"),
        Run(label, row.style or "fresh"),
        Run(said, "quiet"),
        Run(" " * (left - text_width(said))),
        *counts,
        Run(" "),
    )


def _counts(row: ViewRow) -> tuple[Run, ...]:
    """What is unread, and how many articles there are."""
    if row.count is None:
        return (Run(" " * _COUNTS),)
    unread = f"●{number(row.count.unread)}" if row.count.unread else ""
    return (Run(" " * (_COUNTS // 2 - text_width(unread))), Run(unread, "dot"), *_total(row))


def _total(row: ViewRow) -> tuple[Run, ...]:
    """How many articles there are."""
    said = number(row.count.articles) + ("+" if row.count.is_more else "") if row.count else ""
    return (Run(" " * max(1, _COUNTS // 2 - text_width(said))), Run(said, "quiet"))
