"""Which articles the queries of rules find: among those that have just come in, or among the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from placentin_tui.library.articles.fts_match import is_translatable, translated
from placentin_tui.library.articles.query_conditions import Conditions
from placentin_tui.library.articles.query_sql import QuerySql
from placentin_tui.library.payload import fold
from placentin_tui.models import Preview
from placentin_tui.query import And, Name, Or, Text, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.library.articles.saved_views import SavedViews
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp
    from placentin_tui.query import Node

MINUTE = 60
"""Seconds after which the ages and days in queries are computed anew."""

# The words of what comes in are in an index of their own, emptied as a whole: that of the library is large.
_ARRIVED = """
CREATE VIRTUAL TABLE IF NOT EXISTS temp.arrived USING fts5 (
    title, body, author, comments, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2', content = ''
)
"""
_EMPTY = "INSERT INTO arrived (arrived) VALUES ('delete-all')"
_ENTER = "INSERT INTO arrived (rowid, title, body, author, comments) VALUES (?, ?, ?, ?, ?)"
_AMONG = "(SELECT value FROM json_each(:arrived_ids))"
_UNPACKED = f"SELECT slot, title, body, author, comments FROM searchable WHERE id IN {_AMONG}"
_SLOTS = """
SELECT seen.identity, article.slot FROM json_each(:identities) AS name
CROSS JOIN seen ON seen.identity = name.value AND seen.source = (SELECT source FROM article WHERE id = :one)
CROSS JOIN article ON article.id = seen.article
"""
_NEWEST = "SELECT slot, id FROM article WHERE hidden & 1 = 0 ORDER BY slot DESC LIMIT ?"


class _Compiled(NamedTuple):
    """The queries of all rules as columns of two statements."""

    made_of: tuple[object, ...]
    """The rules, and what else it depends on."""
    is_named: bool
    """Whether ids stand in it in the place of names."""
    has_words: bool
    words: str
    """An FTS5 query that finds at least what the queries in `by_words` do."""
    by_words: _Statement
    by_rest: _Statement


class _Statement(NamedTuple):
    """Some queries as columns of a statement."""

    keys: tuple[int, ...]
    sql: str
    values: dict[str, object]


class RuleMatches:
    """Finds the articles that rules are about."""

    def __init__(self, connection: Connection, clock: Callable[[], Timestamp], saved: SavedViews) -> None:
        """`clock`: the moment that days and ages in queries count from; `saved`: the views that queries name."""
        self._db = connection
        self._clock = clock
        self._sql = QuerySql(connection, clock, saved)
        self._compiled: _Compiled | None = None

    def notes(self, query: str) -> tuple[str, ...]:
        """What of a query is not understood, or names nothing there is."""
        return self._sql.notes(query, is_finished=True)

    def is_condition(self, query: str) -> bool:
        """Whether a query asks for something, and for nothing that only a list has."""
        found = self._sql.parsed(query, is_finished=True)
        return found.tree not in (And(), Or()) and not found.order and not found.limit

    def newest(self, query: str, most: int) -> Preview:
        """The articles a query finds among the newest ones, muted or not."""
        with self._db.snapshot():
            rows = self._db.rows(_NEWEST, (most,))
            if not rows:
                return Preview(0, ())
            floor = rows[-1][0]
            conditions = Conditions(self._clock(), floor)
            where = conditions.holds(self._sql.tree(query, is_finished=True))
            found = self._db.rows(
                f"SELECT id FROM article WHERE hidden & 1 = 0 AND slot >= {floor} AND {where} ORDER BY slot DESC",
                conditions.values,
            )
        return Preview(len(rows), tuple(row[0] for row in found))

    def arrived(
        self, articles: Collection[int], queries: Mapping[int, str], packed: Sequence[PackedArticle] = ()
    ) -> dict[int, list[int]]:
        """Which of some articles each query finds, by the key it is given with; inside a transaction. `packed`: the
        articles as they came, so that their words need not be unpacked.
        """
        compiled = self._compile(queries)
        if compiled.has_words:
            self._enter(self._words_of(articles, packed))
        found: dict[int, list[int]] = {}
        # Few articles hold what rules look for, and one word takes as long to look for as all of them together.
        is_met = "SELECT 1 FROM arrived WHERE arrived MATCH ? LIMIT 1"
        if compiled.words and self._db.row(is_met, (compiled.words,)):
            self._ask(compiled.by_words, articles, found)
        self._ask(compiled.by_rest, articles, found)
        return found

    def _ask(self, statement: _Statement, articles: Collection[int], found: dict[int, list[int]]) -> None:
        """Add what the queries of a statement find."""
        ids = {"arrived_ids": msgspec.json.encode(list(articles)).decode()}
        for number, *holds in self._db.rows(statement.sql, statement.values | ids) if statement.keys else ():
            for key, does_hold in zip(statement.keys, holds, strict=True):
                if does_hold:
                    found.setdefault(key, []).append(number)

    def _enter(self, words: Sequence[Sequence[object]]) -> None:
        """Put the words of articles into the index of what has come in, in the place of those before."""
        self._db.run(_ARRIVED)
        self._db.run(_EMPTY)
        self._db.run_many(_ENTER, words)

    def _words_of(self, articles: Collection[int], packed: Sequence[PackedArticle]) -> Sequence[Sequence[object]]:
        """Slot and words of articles, as they came where that is known, else from the library."""
        names = msgspec.json.encode([one.identity for one in packed]).decode()
        slots: dict[str, int] = (
            dict(self._db.rows(_SLOTS, {"identities": names, "one": next(iter(articles))})) if packed else {}
        )
        if len(slots) < len(articles):
            return self._db.rows(_UNPACKED, {"arrived_ids": msgspec.json.encode(list(articles)).decode()})
        return [
            (slots[one.identity], fold(one.title), one.words, fold(one.author), None)
            for one in packed
            if one.identity in slots
        ]

    def _compile(self, queries: Mapping[int, str]) -> _Compiled:
        """The queries as statements, kept until a rule, a name or the minute changes."""
        made_of: tuple[object, ...] = (self._clock() // MINUTE, *queries.items())
        if self._compiled is None or self._compiled.is_named:
            made_of += self._sql.names_state()
        if self._compiled is None or self._compiled.made_of != made_of:
            parsed = [self._sql.parsed(query, is_finished=True).tree for query in queries.values()]
            is_named = any(isinstance(leaf, Name | Text) for tree in parsed for leaf in leaves(tree))
            trees = {key: self._sql.tree(query, is_finished=True) for key, query in queries.items()}
            has_words = any(isinstance(leaf, Text) for tree in trees.values() for leaf in leaves(tree))
            needed = {key: words for key, tree in trees.items() if (words := _needed(tree))}
            self._compiled = _Compiled(
                made_of,
                is_named,
                has_words,
                " OR ".join(f"({words})" for words in dict.fromkeys(needed.values())),
                self._statement({key: trees[key] for key in needed}),
                self._statement({key: tree for key, tree in trees.items() if key not in needed}),
            )
        return self._compiled

    def _statement(self, trees: Mapping[int, Node]) -> _Statement:
        """A statement that says of each of some articles which trees hold for it."""
        conditions = Conditions(self._clock(), index="arrived")
        columns = ", ".join(map(conditions.holds, trees.values()))
        sql = f"SELECT article.id, {columns} FROM article WHERE article.id IN {_AMONG}"
        return _Statement(tuple(trees), sql, conditions.values)


def _needed(node: Node) -> str:
    """An FTS5 query of words without which a tree does not hold; empty where it may hold without any."""
    if is_translatable(node):
        return translated(node)
    match node:
        case And(parts):
            return " AND ".join(f"({words})" for part in parts if (words := _needed(part)))
        case Or(parts):
            each = [_needed(part) for part in parts]
            return " OR ".join(f"({words})" for words in each) if all(each) else ""
        case _:
            return ""
