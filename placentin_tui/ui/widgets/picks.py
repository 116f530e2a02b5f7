"""The articles picked in a list, for an act on all of them: some by name, or all of the view but some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.models import ArticleSummary
    from placentin_tui.ui.article_pager import ArticlePager

MANY = 10_000
"""Articles up to which the list itself is read for their ids; for more of them the library is asked, in its thread."""


@dataclass(frozen=True)
class Picked:
    """What is picked at one moment; it stays the same whatever the list does."""

    count: int
    named: tuple[int, ...]
    """The ids of the picked articles, the one that came last first; with `whole`, of those left out."""
    whole: ArticlePager | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is a long view without any exception."""
        return self.whole is not None and not self.named

    def ids(self, library: Library) -> tuple[int, ...]:
        """The ids of the picked articles; `library`: the one to ask, in its own thread."""
        if self.whole is None:
            return self.named
        left_out = set(self.named)
        return tuple(place.id for place in self.whole.places(library) if place.id not in left_out)


class _Rows(Protocol):
    """What is asked of the list."""

    cursor: int

    def repaint_row(self, index: int) -> None:
        """Paint a row anew."""

    def repaint_rows(self) -> None:
        """Paint all rows anew."""


class Picks:
    """What is picked in a list; it is let go when another view is listed."""

    def __init__(self, rows: _Rows) -> None:
        """`rows`: the list."""
        self._rows = rows
        self._pager: ArticlePager | None = None
        self._named: set[int] = set()
        self._is_all = False
        """Whether all of the view is picked, but for `_named`."""
        self._last: int | None = None
        """The article picked last, from which a range is counted."""

    def __contains__(self, article: int) -> bool:
        return (article in self._named) is not self._is_all

    def __len__(self) -> int:
        return max(0, len(self._pager or ()) - len(self._named)) if self._is_all else len(self._named)

    def follow(self, pager: ArticlePager) -> None:
        """Another pager is listed: of another view, nothing is picked any more."""
        if self._pager is None or self._pager.in_time != pager.in_time:
            self._named, self._is_all, self._last = set(), False, None
        self._pager = pager

    def turn(self, article: ArticleSummary) -> None:
        """Pick the article under the cursor, or let it go."""
        self._named ^= {article.id}
        self._last = article.id
        self._rows.repaint_row(self._rows.cursor)

    def reach(self, index: int) -> bool:
        """Pick all from the one picked last up to a row, both too; of none but that row where none was picked. False:
        it is too far.
        """
        if self._pager is None:
            return False
        last = self._pager.index(self._last) if self._last is not None else None
        start, stop = sorted((index if last is None else last, index))
        if stop - start >= MANY:
            return False
        between = self._pager.numbers(start, stop + 1)
        self._named = self._named.difference(between) if self._is_all else self._named.union(between)
        self._last = self._pager[index].id
        self._rows.repaint_rows()
        return True

    def take_all(self) -> None:
        """Pick everything the view has."""
        self._named, self._is_all, self._last = set(), True, None
        self._rows.repaint_rows()

    def let_go(self) -> None:
        """Pick nothing any more."""
        self._named, self._is_all, self._last = set(), False, None
        self._rows.repaint_rows()

    def now(self) -> Picked | None:
        """What is picked; `None` when nothing is."""
        if self._pager is None or not len(self):
            return None
        if not self._is_all:
            return Picked(len(self), tuple(sorted(self._named, reverse=True)))
        if self._pager.counted and len(self._pager) <= MANY:
            ids = self._pager.numbers(0, len(self._pager))
            return Picked(len(self), tuple(number for number in ids if number not in self._named))
        return Picked(len(self), tuple(self._named), self._pager)
