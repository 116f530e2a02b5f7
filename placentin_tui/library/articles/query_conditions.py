"""Translates the conditions of a query to SQL, each as one on an article's row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.library.articles.filters import UNREAD
from placentin_tui.library.articles.fts_match import is_translatable, translated
from placentin_tui.library.articles.sort_key import first
from placentin_tui.models import OutgoingState, TextState
from placentin_tui.query import (
    Address,
    And,
    Content,
    Has,
    InSections,
    Is,
    Length,
    Not,
    OfSources,
    Or,
    State,
    Tagged,
    Times,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import Timestamp
    from placentin_tui.query import Node

DAY = 24 * 60 * 60
"""Seconds for which an article is new."""

_HAS_COMMENTS = (
    "(coalesce(article.comments, 0) > 0 OR EXISTS (SELECT 1 FROM comment WHERE comment.article = article.id))"
)
_STATES = {
    State.UNREAD: UNREAD,
    State.READ: f"NOT {UNREAD}",
    State.STARRED: "article.starred = 1",
    State.CORRECTED: "article.corrected IS NOT NULL",
    State.COMMENTED: _HAS_COMMENTS,
    State.MINE: f"article.id IN (SELECT letter.article FROM letter WHERE state <> '{OutgoingState.DRAFT}')",
    State.OFFLINE: "article.offline_ready = 1",
}
_CONTENTS = {
    Content.PICTURE: "EXISTS (SELECT 1 FROM picture_use WHERE picture_use.article = article.id)",
    Content.COMMENTS: _HAS_COMMENTS,
    Content.FULL_TEXT: f"article.text NOT IN ({TextState.WANTED:d}, {TextState.PARTIAL:d})",
}


class Conditions:
    """Writes conditions, and keeps the values they name."""

    def __init__(self, now: Timestamp, floor: int = 0) -> None:
        """`floor`: the lowest slot of the rows they are for."""
        self._now = now
        self._since = f" AND rowid >= {floor}" if floor else ""
        self.values: dict[str, object] = {}

    def holds(self, node: Node) -> str:
        """An SQL condition that is never NULL: the node holds for the row of `article`."""
        match node:
            case And(parts):
                sql = _joined(" AND ", (self.holds(part) for part in parts), "1")
            case _ if is_translatable(node):
                found = (
                    f"SELECT rowid FROM search WHERE search MATCH {self._value('match', translated(node))}{self._since}"
                )
                sql = f"(article.slot IN ({found}))"
            case Or(parts):
                sql = _joined(" OR ", (self.holds(part) for part in parts), "0")
            case Not(part):
                sql = f"(NOT {self.holds(part)})"
            case InSections(ids) | Tagged(ids):
                column = "tag" if isinstance(node, Tagged) else "section"
                among = f"{column} IN ({_numbers(ids)}) AND article_{column}.slot = article.slot"
                sql = f"EXISTS (SELECT 1 FROM article_{column} WHERE {among})"
            case _:
                sql = self._of_row(node)
        return sql

    def _of_row(self, node: Node) -> str:
        """What the row itself, or its own rows in other tables, tell."""
        match node:
            case Is(state):
                sql = f"({self._state(state)})"
            case Has(content):
                sql = f"({_CONTENTS[content]})"
            case Length(least, most):
                sql = f"(article.words >= {least}{'' if most is None else f' AND article.words <= {most}'})"
            case Address(part):
                sql = f"(instr(lower(article.url), lower({self._value('url', part)})) > 0)"
            case OfSources(sources):
                sql = f"(article.source IN ({_numbers(sources)}))"
            case Times():
                sql = times(node, "article.slot")
            case _:
                raise AssertionError(f"no condition: {node}")
        return sql

    def _state(self, state: State) -> str:
        if state is State.NEW:
            return f"article.first_seen >= {self._now - DAY}"
        return _STATES[state]

    def _value(self, name: str, value: object) -> str:
        """Keep a value under a name of its own; returns what stands for it."""
        name = f"{name}{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def times(node: Times, slot: str) -> str:
    """The condition on the column that holds the slot: an index in the list's order is read no further."""
    bounds = [] if node.since is None else [f"{slot} >= {first(node.since)}"]
    bounds += [] if node.until is None else [f"{slot} < {first(node.until)}"]
    return _joined(" AND ", bounds, "1")


def _joined(between: str, parts: Iterable[str], empty: str) -> str:
    return f"({between.join(parts) or empty})"


def _numbers(ids: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(ids)))
