"""Searching: its result lists, and the memory it takes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from placentin_tui.library.articles.recent_index import RecentIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.query_results import QueryResults
    from placentin_tui.library.articles.saved_views import SavedViews
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp


class SearchQuery:
    """The door to searching, which costs little until somebody searches."""

    def __init__(self, connection: Connection, index: Index, clock: Callable[[], Timestamp], saved: SavedViews) -> None:
        """`clock`: the moment that days and ages in queries count from; `saved`: the views a query may name."""
        self._db = connection
        self._index = index
        self._clock = clock
        self._saved = saved
        self._recent = RecentIndex(connection)

    @cached_property
    def results(self) -> QueryResults:
        """What queries find."""
        from placentin_tui.library.articles.query_results import QueryResults  # 10 ms that no start needs

        return QueryResults(self._db, self._index, self._recent, self._clock, self._saved)

    def get_ready(self) -> bool:
        """Index some more of the newest articles in memory, before a search; returns whether there are more."""
        _ = self.results  # imported before the first letter
        return self._recent.grow()

    def close(self) -> None:
        """Free the in-memory index; may be called again."""
        self._recent.forget()

    def rest(self) -> None:
        """Free the in-memory index, and SQLite's page cache."""
        self._recent.forget()
        self._db.rows("PRAGMA shrink_memory")
