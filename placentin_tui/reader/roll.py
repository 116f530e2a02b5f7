"""The roll of headlines: one view of the library as a list that stands still while the library changes.

It keeps the numbers of the articles in the order they were found, eight bytes each, and reads them further only as far
as somebody looks. So a refresh moves nothing, and what is read in the unread view stays until the view is left.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library import Library
    from placentin_tui.models import ArticleSummary, Cursor, View

PAGE = 64
FAR = 50_000
"""How many numbers are read at once on a jump to the end."""
KEPT = 512
"""Rows kept in memory."""


class Roll:
    """A view's articles, newest first, by index."""

    def __init__(self, library: Library, view: View) -> None:
        self.view = view
        self._articles = library.articles
        self._ids = array("q")
        self._rows: OrderedDict[int, ArticleSummary] = OrderedDict()
        self._first: Cursor | None = None
        self._last: Cursor | None = None
        self._total = self._articles.count(view)
        self._read_to(PAGE)

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, index: int) -> ArticleSummary:
        """The row at an index from 0; raises `IndexError` past the end."""
        self._read_to(index + 1)
        if not 0 <= index < len(self._ids):
            raise IndexError(index)
        number = self._ids[index]
        if number not in self._rows:
            self._load(index)
        self._rows.move_to_end(number)
        return self._rows[number]

    def index(self, article: int) -> int | None:
        """Where an article stands among those read so far."""
        try:
            return self._ids.index(article)
        except ValueError:
            return None

    def newer(self) -> int:
        """How many articles of this view have come in above the first one since."""
        return self._articles.newer(self.view, self._first) if self._first else self._articles.count(self.view)

    def forget(self, articles: Iterable[int] = ()) -> None:
        """Read these rows anew when they are next shown; all of them when none is named."""
        numbers = tuple(articles)
        if not numbers:
            self._rows.clear()
        for number in numbers:
            self._rows.pop(number, None)

    def find(self, start: int, step: int, *, unread: bool) -> int | None:
        """The index of the next row after `start`, going by `step`, that is unread (or any, when `unread` is false)."""
        index = start + step
        while 0 <= index < len(self):
            try:
                row = self[index]
            except IndexError:
                return None
            if not unread or not row.read:
                return index
            index += step
        return None

    def _read_to(self, count: int) -> None:
        """Read the numbers up to `count` rows, or to the end of the view."""
        while len(self._ids) < min(count, self._total):
            missing = count - len(self._ids)
            found = self._articles.ids(self.view, self._last, FAR if missing > PAGE * 4 else PAGE)
            if not found:
                self._total = len(self._ids)
                return
            self._ids.extend(cursor.id for cursor in found)
            self._first = self._first or found[0]
            self._last = found[-1]

    def _load(self, index: int) -> None:
        """Read the rows of the page an index falls on."""
        start = index - index % PAGE
        self._read_to(start + PAGE)
        numbers = self._ids[start : start + PAGE]
        for row in self._articles.summaries([number for number in numbers if number not in self._rows]):
            self._rows[row.id] = row
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
