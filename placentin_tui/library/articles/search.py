"""Finds the first results of a search: in the in-memory index of the newest articles, or in the main index."""

from __future__ import annotations

from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.errors import LibraryError
from placentin_tui.library.articles.filters import select
from placentin_tui.library.articles.fts_index import to_match, to_match_apart
from placentin_tui.library.articles.recent_index import MOST, RecentIndex
from placentin_tui.library.articles.sort_key import timestamp_of
from placentin_tui.models import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import TypeAlias

    from placentin_tui.library.articles.filters import Selection
    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.schema.connection import Connection, Row
    from placentin_tui.models import View

    Narrowing: TypeAlias = Callable[[Selection], Selection]

FEW = 100
"""Completions up to which the last word is expanded, when it occurs in most articles and there are other words."""
BATCH = 16
"""Articles read at a time when those that hold all other words are searched for a prefix."""


class SearchQuery:
    """The result lists of searches, newest first."""

    def __init__(self, connection: Connection, index: Index) -> None:
        self._db = connection
        self._index = index
        self._recent = RecentIndex(connection)

    def get_ready(self) -> bool:
        """Index some more of the newest articles in memory, before a search; returns whether there are more."""
        return self._recent.grow()

    def close(self) -> None:
        """Free the in-memory index; may be called again."""
        self._recent.forget()

    def rest(self) -> None:
        """Free the in-memory index, and SQLite's page cache."""
        self._recent.forget()
        self._db.rows("PRAGMA shrink_memory")

    def rows(self, view: View) -> Selection:
        """The results of a search as a selection, for callers that want the first of them."""
        return _matching(view, self._index.spelt_out(view.query) or to_match(view.query))

    def first(self, view: View, after: Cursor | None, most: int, newest: int | None) -> list[Cursor]:
        """The first `most` results of a search below a cursor, among the articles with ids up to `newest`.

        The newest articles are searched first if they are indexed in memory, or if the main index had to merge too much
        for a prefix; then the articles that hold all other words.
        """

        def narrowed(rows: Selection) -> Selection:
            rows = rows.below(after) if after else rows
            return rows.known(newest) if newest is not None else rows

        with self._db.snapshot():
            if self._recent.is_ready and (found := self._among_newest(view, narrowed, most)) is not None:
                return found
            match = self._spelt_out(view.query)
            if match is None and (found := self._looked_for(view, narrowed, most)) is not None:
                return found
            rows = narrowed(_matching(view, match or to_match(view.query)))
            with closing(self._stream(rows)) as stream:
                return [Cursor(timestamp_of(slot), number) for slot, number in islice(stream, most)]

    def _spelt_out(self, query: str) -> str | None:
        """The query with its last word expanded; `None` where searching for that one in memory is faster."""
        begin, last = to_match_apart(query)
        if begin and self._recent.is_ready and self._recent.is_common(last):
            # Listing the completions of a word takes half as long as finding all their articles.
            return self._index.spelt_out(query, FEW)
        return self._index.spelt_out(query)

    def _looked_for(self, view: View, narrowed: Narrowing, most: int) -> list[Cursor] | None:
        """The first results, where the main index had to merge too much; `None` if too many articles had to be read."""
        if not self._recent.is_ready and (found := self._among_newest(view, narrowed, most)) is not None:
            return found
        begin, _last = to_match_apart(view.query)
        if begin:
            with suppress(LibraryError):  # a text that cannot be read; the main index may well be sound
                return self._among(narrowed(_matching(view, begin)), to_match(view.query), most)
        return None

    def _among_newest(self, view: View, narrowed: Narrowing, most: int) -> list[Cursor] | None:
        """The first results, if the newest articles hold enough of them."""
        rows = narrowed(select(replace(view, query="")))
        for floor, slots in self._recent.find(to_match(view.query)):
            with closing(self._stream(rows.since(floor))) as stream:
                found = [Cursor(timestamp_of(slot), number) for slot, number in stream if slot in slots]
            if len(found) >= most or not floor:
                return found[:most]
        return None

    def _among(self, rows: Selection, match: str, most: int) -> list[Cursor] | None:
        """The first of these rows that an FTS5 query matches; `None` if more than `MOST` had to be read."""
        found: list[Cursor] = []
        with closing(self._stream(rows)) as stream:
            for _ in range(MOST // BATCH):
                batch = list(islice(stream, BATCH))
                slots = self._recent.among(match, [number for _slot, number in batch])
                found += [Cursor(timestamp_of(slot), number) for slot, number in batch if slot in slots]
                if len(found) >= most or len(batch) < BATCH:
                    return found[:most]
        return None

    def _stream(self, rows: Selection) -> Generator[Row, None, None]:
        return self._db.stream(rows.sql("article.slot, article.id", f"ORDER BY {rows.slot} DESC"), rows.values)


def _matching(view: View, match: str) -> Selection:
    rows = select(view)
    return rows._replace(values=rows.values | {"match": match})
