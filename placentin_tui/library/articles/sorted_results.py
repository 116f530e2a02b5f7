"""Puts the results of a query in another order than the list's."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library.articles.filters import UNREAD
from placentin_tui.text.collation import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Cursor
    from placentin_tui.query import Order

    Key: TypeAlias = Callable[[tuple[Any, ...]], Any]

SORTED = 2_000
"""The most results that are sorted: no sort reads a million rows."""

_name_key = lru_cache(4096)(natural_key)
_KEYS: dict[str, Key] = {
    "unread": lambda row: row[4],
    "long": lambda row: -row[1],
    "short": lambda row: row[1],
    "comments": lambda row: -row[2],
    "source": lambda row: _name_key(row[3]),
}
"""By the value of an `Order`: no start needs the query language, and this module is imported by what it needs."""


def in_order(connection: Connection, found: list[Cursor], order: Order | None) -> list[Cursor]:
    """Results that are newest first in an order; those alike stay newest first."""
    key = _KEYS.get(order) if order else None
    if key is None:
        return found
    wanted = msgspec.json.encode([cursor.id for cursor in found]).decode()
    rows = connection.rows(
        "SELECT article.id, words, coalesce(comments, 0), iif(source.own_title <> '', source.own_title, source.title),"
        f" NOT {UNREAD}"
        " FROM article JOIN source ON source.id = article.source"
        " WHERE article.id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    places = {row[0]: key(row) for row in rows}
    return sorted(found, key=lambda cursor: places[cursor.id])


def stretch(listed: list[Cursor], after: Cursor | None, skip: int, limit: int, *, upwards: bool) -> list[Cursor]:
    """The rows of a whole list below a cursor (or from the top), or those just above it (or at the end)."""
    if upwards:
        end = (len(listed) if after is None else place_in(listed, after)) - skip
        return listed[max(0, end - limit) : max(0, end)]
    begin = 0 if after is None else place_in(listed, after) + 1
    return listed[begin + skip : begin + skip + limit]


def place_in(listed: list[Cursor], cursor: Cursor) -> int:
    """Where a cursor's article stands in a whole list; its end where it is not there."""
    return next((place for place, one in enumerate(listed) if one.id == cursor.id), len(listed))
