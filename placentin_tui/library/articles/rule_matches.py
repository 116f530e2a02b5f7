"""Which articles the queries of rules find: among those that have just come in, or among the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from placentin_tui.library.articles.fts_match import is_translatable, translated
from placentin_tui.library.articles.query_conditions import Conditions
from placentin_tui.library.articles.query_sql import QuerySql
from placentin_tui.library.payload import fold
from placentin_tui.models import Preview
from placentin_tui.query import And, Name, NameKind, Or, Text, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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


class _Parsed(NamedTuple):
    """The queries of all rules as trees, with names in them."""

    asked: tuple[object, ...]
    """The rules and the minute."""
    saved: tuple[object, ...]
    """What the saved views ask for, where a rule names one."""
    trees: dict[int, Node]
    kinds: frozenset[NameKind]
    """What is named in them; a word that may stand anywhere is the name of a section, too."""


class _Compiled(NamedTuple):
    """The queries of all rules as columns of two statements."""

    parsed: _Parsed
    names: tuple[object, ...]
    """What the ids in the place of names depend on."""
    trees: dict[int, Node]
    """The queries with ids in the place of names."""
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
        self._parsed: _Parsed | None = None
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

    def among_muted(self, query: str, rule: int) -> list[int]:
        """The articles a query finds among those that a rule mutes, or has muted while it was on."""
        conditions = Conditions(self._clock())
        where = conditions.holds(self._sql.tree(query, is_finished=True))
        # In this order, or SQLite looks for the words once for each article.
        muted = "muted CROSS JOIN article ON article.id = muted.article"
        sql = f"SELECT article.id FROM {muted} WHERE muted.rule = :rule AND {where}"
        return [row[0] for row in self._db.rows(sql, conditions.values | {"rule": rule})]

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
        """The queries as statements, kept until what they are made of changes."""
        parsed = self._parse(queries)
        names = self._sql.names_state(parsed.kinds)
        known = self._compiled
        if known is None or known.parsed is not parsed or known.names != names:
            trees = {key: self._sql.resolved(tree) for key, tree in parsed.trees.items()}
            # Most sections that come in are named by no rule.
            is_same = known is not None and known.parsed is parsed and known.trees == trees
            known = known._replace(names=names) if known and is_same else self._compiled_of(parsed, names, trees)
            self._compiled = known
        return known

    def _parse(self, queries: Mapping[int, str]) -> _Parsed:
        """The queries as trees, kept until a rule, a saved view that one names, or the minute changes."""
        asked = (self._clock() // MINUTE, *queries.items())
        known = self._parsed
        if known and known.asked == asked and (not known.saved or known.saved == self._sql.saved_state()):
            return known
        saved = self._sql.saved_state() if any(map(self._sql.names_saved_views, queries.values())) else ()
        trees = {key: self._sql.parsed(query, is_finished=True).tree for key, query in queries.items()}
        self._parsed = _Parsed(asked, saved, trees, _kinds(trees.values()))
        return self._parsed

    def _compiled_of(self, parsed: _Parsed, names: tuple[object, ...], trees: dict[int, Node]) -> _Compiled:
        """Statements of the queries."""
        needed = {key: words for key, tree in trees.items() if (words := _needed(tree))}
        return _Compiled(
            parsed,
            names,
            trees,
            any(isinstance(leaf, Text) for tree in trees.values() for leaf in leaves(tree)),
            " OR ".join(f"({words})" for words in dict.fromkeys(needed.values())),
            self._statement({key: trees[key] for key in needed}),
            self._statement({key: tree for key, tree in trees.items() if key not in needed}),
        )

    def _statement(self, trees: Mapping[int, Node]) -> _Statement:
        """A statement that says of each of some articles which trees hold for it."""
        conditions = Conditions(self._clock(), index="arrived")
        columns = ", ".join(map(conditions.holds, trees.values()))
        sql = f"SELECT article.id, {columns} FROM article WHERE article.id IN {_AMONG}"
        return _Statement(tuple(trees), sql, conditions.values)


def _kinds(trees: Iterable[Node]) -> frozenset[NameKind]:
    """What is named in trees."""
    every = [leaf for tree in trees for leaf in leaves(tree)]
    named = {leaf.kind for leaf in every if isinstance(leaf, Name)}
    words = {NameKind.SECTION} if any(isinstance(leaf, Text) and leaf.column is None for leaf in every) else set()
    return frozenset(named | words)


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
