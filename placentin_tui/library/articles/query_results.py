"""Finds the first results of a query: in the in-memory index of the newest articles, or in the main indexes."""

from __future__ import annotations

import heapq
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryError
from placentin_tui.library.articles import fts_index
from placentin_tui.library.articles.fts_match import Match
from placentin_tui.library.articles.query_branches import Branch
from placentin_tui.library.articles.query_hits import QueryHits
from placentin_tui.library.articles.query_sql import QuerySql
from placentin_tui.library.articles.recent_index import MOST
from placentin_tui.library.articles.sort_key import timestamp_of
from placentin_tui.library.articles.sorted_results import SORTED, in_order
from placentin_tui.models import Cursor, View
from placentin_tui.query import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import TypeAlias

    from placentin_tui.library.articles.filters import Selection
    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.recent_index import RecentIndex
    from placentin_tui.library.articles.saved_views import SavedViews
    from placentin_tui.library.schema.connection import Connection, Row
    from placentin_tui.models import Timestamp
    from placentin_tui.query.completion import Completion

    Narrowing: TypeAlias = Callable[[Selection], Selection]

FEW = 100
"""Completions up to which the last word is expanded, when it occurs in most articles and there are other words."""
NEAR = 5_000
"""The newest articles, among which what has no index is looked for while somebody waits: 10 ms."""
NEAR_SORTED = 300
"""The results that are sorted while somebody waits."""
BATCH = 16
"""Articles read at a time when those that hold all other words are searched for a prefix."""


class QueryResults:
    """The result lists of queries, newest first."""

    def __init__(
        self,
        connection: Connection,
        index: Index,
        recent: RecentIndex,
        clock: Callable[[], Timestamp],
        saved: SavedViews,
    ) -> None:
        """`clock`: the moment that days and ages in queries count from; `saved`: the views a query may name."""
        self._db = connection
        self._index = index
        self._recent = recent
        self._sql = QuerySql(connection, clock, saved)

    def is_words(self, query: str) -> bool:
        """Whether a query asks for words alone, wherever they stand."""
        return self._sql.is_words(query)

    def notes(self, query: str) -> tuple[str, ...]:
        """What of a query is not understood, cannot be answered yet, or names nothing there is: sentences in the
        reader's language.
        """
        return self._sql.notes(query)

    def completions(self, query: str) -> list[Completion]:
        """What the last word of a query can become, in the reader's language."""
        return self._sql.completions(query)

    def order(self, view: View) -> str:
        """The order of a list, as `sort:` names it; empty: newest first."""
        return self._sql.of_view(view).order or ""

    def hits(self, view: View) -> QueryHits:
        """Where the words of a view's query stand in what it finds."""
        return QueryHits(self._db, self._sql.parsed(view.query).tree)

    def parts(self, view: View) -> list[Selection]:
        """The results of a query as selections, some of whose rows may be the same."""
        return [part for branch in self._sql.branches(view) for part in self._parts_of(branch)]

    def _parts_of(self, branch: Branch) -> list[Selection]:
        if branch.match is None:
            return self._sql.by_lists(branch)
        return [self._sql.by_words(branch, branch.match.whole(self._endings(branch.match)))]

    def words_alone(self, view: View) -> str:
        """The FTS5 query that finds just what the view's query does; empty where there is more to it than words."""
        found = self._sql.branches(view)
        match = found[0].match if len(found) == 1 else None
        return match.whole() if match and found == [Branch(View(), match)] else ""

    def ordered(self, view: View, newest: int | None = None) -> list[Cursor] | None:
        """All results of a query that wishes an order or a limit, in that order; `None` for a query without.

        Those of an order other than of time are sorted among the newest `SORTED`.
        """
        query = self._sql.of_view(view)
        if query.order is None and query.limit is None:
            return None
        with self._db.snapshot():
            if query.order is Order.OLD:
                found = self._oldest(view, newest, SORTED)
            else:
                most = query.limit if query.limit and query.order is None else SORTED
                found = in_order(self._db, self.first(view, None, most, newest), query.order)
        return found[: query.limit] if query.limit else found

    def at_once(self, view: View, most: int) -> tuple[list[Cursor], bool, bool]:
        """The first results that can be had in little time, in the query's order; whether these are all; and whether
        others, further back or of the order wished, take longer.
        """
        if view.order and not view.query.strip():
            return self.ordered(view) or [], True, False
        query = self._sql.of_view(view)
        is_looked_through = not any(branch.floor for branch in self._branches(view, near=True))
        if query.order is Order.OLD:
            wanted = min(query.limit or NEAR_SORTED, NEAR_SORTED)
            found = self._oldest(view, None, wanted) if is_looked_through else []
        else:
            wanted = NEAR_SORTED if query.order else query.limit or most
            found = in_order(self._db, self.first(view, None, wanted, None, near=True), query.order)
        is_enough = bool(query.limit) and query.order in (None, Order.OLD) and len(found) == query.limit
        is_all = is_enough or (len(found) < wanted and is_looked_through)
        is_far = not is_all and (query.order is not None or query.limit is not None or len(found) < wanted)
        return found[: query.limit] if query.limit else found, is_all, is_far

    def _branches(self, view: View, *, near: bool) -> list[Branch]:
        """The branches of a query; `near`: what has no index of its own is looked for among the newest `NEAR` articles
        only.
        """
        found = self._sql.branches(view)
        if not near or not any(map(_is_examined, found)):
            return found
        sql = "SELECT slot FROM article INDEXED BY article_all WHERE hidden = 0 ORDER BY slot DESC LIMIT 1 OFFSET ?"
        floor = self._db.value(sql, (NEAR,)) or 0
        return [branch._replace(floor=floor) if _is_examined(branch) else branch for branch in found]

    def _oldest(self, view: View, newest: int | None, most: int) -> list[Cursor]:
        """The oldest results, from the first on."""
        rows: list[Row] = []
        for part in self.parts(view):
            known = part.known(newest) if newest is not None else part
            sql = known.sql("article.slot, article.id", f"ORDER BY {part.slot} ASC LIMIT {most:d}")
            rows += self._db.rows(sql, known.values)
        return [Cursor(timestamp_of(slot), number) for slot, number in heapq.nsmallest(most, set(rows))]

    def first(
        self, view: View, after: Cursor | None, most: int, newest: int | None, *, near: bool = False
    ) -> list[Cursor]:
        """The first `most` results of a query below a cursor, newest first, among the articles with ids up to `newest`;
        an order it wishes is left aside.

        `near`: what has no index is looked for among the newest articles only. For words the newest articles are
        searched first if they are indexed in memory, or if the main index had to merge too much for a prefix; then the
        articles that hold all other words.
        """

        def narrowed(rows: Selection) -> Selection:
            rows = rows.below(after) if after else rows
            return rows.known(newest) if newest is not None else rows

        with self._db.snapshot():
            found: set[Row] = set()
            branches = self._branches(view, near=near)
            for branch in branches:
                found.update(self._first_of(branch, narrowed, most))
        # Below the floor of one branch the list would have gaps.
        floor = max((branch.floor for branch in branches), default=0)
        found = {row for row in found if row[0] >= floor} if floor else found
        return [Cursor(timestamp_of(slot), number) for slot, number in sorted(found, reverse=True)[:most]]

    def _first_of(self, branch: Branch, narrowed: Narrowing, most: int) -> list[Row]:
        """Slot and id of the first results of a branch."""
        if branch.match is None:
            return [row for part in self._sql.by_lists(branch) for row in self._rows(narrowed(part), most)]
        if branch.view.muted:  # the newest articles in memory are those that lists show
            return self._rows(narrowed(self._sql.by_words(branch, branch.match.whole())), most)
        if self._recent.is_ready and (found := self._among_newest(branch, narrowed, most)) is not None:
            return found
        endings = self._endings(branch.match)
        if endings is None and (found := self._looked_for(branch, narrowed, most)) is not None:
            return found
        return self._rows(narrowed(self._sql.by_words(branch, branch.match.whole(endings))), most)

    def _endings(self, match: Match) -> list[str] | None:
        """What the last word is expanded into, none where it is no prefix; `None` where searching for it in memory is
        faster.
        """
        last = match.last
        if last is None:
            return []
        # Listing the completions of a word takes half as long as finding all their articles.
        is_common = len(match.texts) > 1 and self._recent.is_ready and self._recent.is_common(Match((last,)).whole())
        return self._index.endings(last.phrase, FEW if is_common else fts_index.MOST_ENDINGS)

    def _looked_for(self, branch: Branch, narrowed: Narrowing, most: int) -> list[Row] | None:
        """The first results, where the main index had to merge too much; `None` if too many articles had to be read."""
        if not self._recent.is_ready and (found := self._among_newest(branch, narrowed, most)) is not None:
            return found
        match = branch.match
        if match and (begin := match.begin()):
            with suppress(LibraryError):  # a text that cannot be read; the main index may well be sound
                return self._among(narrowed(self._sql.by_words(branch, begin)), match.whole(), most)
        return None

    def _among_newest(self, branch: Branch, narrowed: Narrowing, most: int) -> list[Row] | None:
        """The first results, if the newest articles hold enough of them."""
        if branch.match is None:
            return None
        rows = narrowed(self._sql.apart_from_words(branch))
        for floor, slots in self._recent.find(branch.match.whole()):
            with closing(self._stream(rows.since(floor))) as stream:
                found = [row for row in stream if row[0] in slots]
            if len(found) >= most or not floor:
                return found[:most]
        return None

    def _among(self, rows: Selection, match: str, most: int) -> list[Row] | None:
        """The first of these rows that an FTS5 query matches; `None` if more than `MOST` had to be read."""
        found: list[Row] = []
        with closing(self._stream(rows)) as stream:
            for _ in range(MOST // BATCH):
                batch = list(islice(stream, BATCH))
                slots = self._recent.among(match, [number for _slot, number in batch])
                found += [row for row in batch if row[0] in slots]
                if len(found) >= most or len(batch) < BATCH:
                    return found[:most]
        return None

    def _rows(self, rows: Selection, most: int) -> list[Row]:
        with closing(self._stream(rows)) as stream:
            return list(islice(stream, most))

    def _stream(self, rows: Selection) -> Generator[Row, None, None]:
        return self._db.stream(rows.sql("article.slot, article.id", f"ORDER BY {rows.slot} DESC"), rows.values)


def _is_examined(branch: Branch) -> bool:
    """Whether articles that an index gives are examined one by one, and may be many."""
    return bool(branch.rest) or (branch.match is not None and (branch.view != View() or bool(branch.times)))
