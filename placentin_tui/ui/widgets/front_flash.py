"""The part of the Flash that the front page has in view: a window over a list of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.errors import LibraryError
from placentin_tui.rendering.front_page.flash import flash_lines
from placentin_tui.ui.article_pager import ArticleGone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from placentin_tui.models import ArticleSummary, Timestamp
    from placentin_tui.prose.layout import Run
    from placentin_tui.rendering.front_page.layout import FlashPane
    from placentin_tui.ui.article_pager import ArticlePager


class FlashEntry(NamedTuple):
    """An entry in view."""

    number: int
    """Its article's index in the list."""
    y: int
    lines: list[tuple[Run, ...]]


class FlashWindow:
    """Which articles of a list fit into a pane, from one of them on."""

    def __init__(self, clock: Callable[[], Timestamp]) -> None:
        """`clock`: tells today's articles from older ones."""
        self._clock = clock
        self._pager: ArticlePager | None = None
        self._pane: FlashPane | None = None
        self._new: frozenset[int] = frozenset()
        self._first = 0
        self._entries: list[FlashEntry] | None = None

    def show(self, pager: ArticlePager | None, pane: FlashPane, new: frozenset[int]) -> None:
        """Show a list in a pane, `new` articles marked; a list that was shown before stays at its place."""
        if pager is not self._pager:
            self._first = 0
        self._pager, self._pane, self._new = pager, pane, new
        self._entries = None

    def __len__(self) -> int:
        return len(self._pager) if self._pager else 0

    @property
    def pager(self) -> ArticlePager | None:
        """The list."""
        return self._pager

    def row(self, index: int) -> ArticleSummary | None:
        """An article of the list; `None` past its end, and where the library has it no more or cannot be read."""
        try:
            return self._pager[index] if self._pager else None
        except (ArticleGone, IndexError, LibraryError):
            return None

    def entries(self) -> list[FlashEntry]:
        """The entries in view."""
        if self._entries is None:
            self._entries = list(self._set())
        return self._entries

    def _set(self) -> Iterator[FlashEntry]:
        if self._pane is None:
            return
        index, y, end = self._first, self._pane.y, self._pane.y + self._pane.height
        while y < end and (row := self.row(index)):
            lines = self._lines(row)
            if y + len(lines) > end:
                # Half an entry says less than none, but for the only one.
                lines = lines[: end - y] if index == self._first else []
            if not lines:
                break
            yield FlashEntry(index, y, lines)
            index, y = index + 1, y + len(lines)

    def _lines(self, row: ArticleSummary) -> list[tuple[Run, ...]]:
        assert self._pane
        return flash_lines(row, self._pane.width, self._pane.rows, self._clock(), is_new=row.id in self._new)

    def scroll_to(self, index: int) -> bool:
        """Scroll just far enough for an article to be in view; whether anything has moved."""
        if index < 0 or self._pane is None:
            return False
        if index < self._first:
            return self.scroll(index)
        if index <= max((entry.number for entry in self.entries()), default=-1):
            return False
        # Upwards from its entry, as many as fit above it.
        left = self._pane.height
        first = index + 1
        while first > 0 and (row := self.row(first - 1)) and (left := left - len(self._lines(row))) >= 0:
            first -= 1
        return self.scroll(min(first, index))

    def scroll(self, first: int) -> bool:
        """Show the list from an article on; whether anything has moved."""
        first = max(0, min(first, len(self) - 1))
        if first == self._first:
            return False
        self._first, self._entries = first, None
        return True

    def scroll_by(self, step: int) -> bool:
        """Scroll by so many entries, not beyond the last one; whether anything has moved."""
        shown = self.entries()
        if step > 0 and (not shown or shown[-1].number >= len(self) - 1):
            return False
        return self.scroll(self._first + step)
