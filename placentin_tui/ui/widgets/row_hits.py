"""What the rows of a search show of the words found: marks in the headline at once, a line of the text once the row has
been painted, so that no key waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from placentin_tui.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.models import ArticleSummary, Hit, Marks
    from placentin_tui.ui.article_pager import ArticlePager

AT_ONCE = 3
"""Rows whose texts are read between two keys."""


class RowHit(NamedTuple):
    """What a row shows of the words found."""

    in_title: Marks = ()
    has_line: bool = False
    """A line is kept for the text around the words."""
    hit: Hit | None = None
    """That text; `None` while it is not read."""


NO_HIT = RowHit()


class _Rows(Protocol):
    """What is asked of the list."""

    @property
    def in_view(self) -> range:
        """The rows in view."""

    def row(self, index: int) -> ArticleSummary | None:
        """The article at an index."""

    def repaint_row(self, index: int) -> None:
        """Paint a row anew."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Call something once what has changed is painted."""


class RowHits:
    """Reads the hits of the rows in view, a few at a time."""

    def __init__(self, rows: _Rows) -> None:
        """`rows`: the list."""
        self._rows = rows
        self._pager: ArticlePager | None = None
        self._is_due = False

    def follow(self, pager: ArticlePager) -> None:
        """Show those of another list."""
        self._pager = pager

    def has_line(self, row: ArticleSummary) -> bool:
        """Whether a line is kept for the text around the words."""
        return bool(self._pager and self._pager.hits and self._pager.hits.is_elsewhere(row))

    def of(self, row: ArticleSummary) -> RowHit:
        """What a row that is being painted shows; its text is read after the frame."""
        pager = self._pager
        if pager is None or not pager.hits:
            return NO_HIT
        has_line = self.has_line(row)
        hit = pager.hit(row.id) if has_line else None
        if has_line and not pager.has_read_hit(row.id) and not self._is_due:
            self._is_due = self._rows.call_after_refresh(self._read)
        return RowHit(pager.hits.in_title(row), has_line, hit)

    def _read(self) -> None:
        """Read the next few hits in view, and paint their rows; go on after that frame."""
        self._is_due = False
        pager = self._pager
        if pager is None:
            return
        waiting = [
            (index, row)
            for index in self._rows.in_view
            if (row := self._rows.row(index)) and self.has_line(row) and not pager.has_read_hit(row.id)
        ]
        try:
            pager.read_hits([row for _index, row in waiting[:AT_ONCE]])
        except LibraryError:
            return  # opening the article reports it
        for index, _row in waiting[:AT_ONCE]:
            self._rows.repaint_row(index)
        if waiting[AT_ONCE:]:
            self._is_due = self._rows.call_after_refresh(self._read)
