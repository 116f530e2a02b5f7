"""The values a row of each table may hold: rows are recognised by them wherever they are found, and nothing else is
restored.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from placentin_tui.errors import LibraryError
from placentin_tui.i18n import FIRST_MOMENT, LAST_MOMENT
from placentin_tui.library import payload
from placentin_tui.library.articles import sort_key
from placentin_tui.library.recovery.btree import storage
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate
from placentin_tui.models import (
    ActKind,
    ChangeState,
    FullTextPolicy,
    OutgoingState,
    PictureWish,
    SubscriptionOp,
    SyncField,
    TextState,
)
from placentin_tui.text import resanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from placentin_tui.library.payload import ArticlePayload
    from placentin_tui.library.recovery.btree import Value
    from placentin_tui.prose.blocks import Blocks

Row: TypeAlias = tuple["Value", ...]
Mender: TypeAlias = "Callable[[Any], Value]"

MOMENTS = frozenset(
    {
        "published", "first_seen", "corrected", "visited", "at", "sent", "next_try", "last_refresh", "last_success",
        "removed", "failing_since", "whole_at", "until", "expires",
    }
)  # fmt: skip
"""Columns of dates: one outside the calendar counts as missing, though the database allows it."""
_SLOTS = frozenset({"slot", "read_to"})
_FLAGS = {
    "article": frozenset({"starred", "offline_ready", "comments_partial", "completed", "pictured"}),
    "source": frozenset({"gone", "at_home", "led_outside"}),
    "rule": frozenset({"is_on"}),
    "muted": frozenset({"lifted"}),
    "saved": frozenset({"pinned"}),
    "sync_change": frozenset({"value"}),
}
_IN_DOUBT = {"led_outside": 1}
"""What invalid flags are taken for, where the default would permit more."""
_CHOICES: dict[tuple[str, str], frozenset[object]] = {
    ("source", "pictures"): frozenset(PictureWish),
    ("source", "fulltext"): frozenset(FullTextPolicy),
    ("article", "text"): frozenset(TextState),
    ("article", "hidden"): frozenset(range(4)),
    ("letter", "state"): frozenset(OutgoingState),
    ("act", "kind"): frozenset(ActKind),
    ("sync_change", "field"): frozenset(SyncField),
    ("sync_change", "state"): frozenset(ChangeState),
    ("subscription_change", "op"): frozenset(SubscriptionOp),
    ("subscription_change", "state"): frozenset(ChangeState),
}
_COMPARED = frozenset({"identity", "digest", "key", "parent", "etag", "last_modified", "body_hash", "remote", "token"})
"""Texts that are compared and never shown: they are kept unchanged."""
_PACKED: dict[tuple[str, str], Callable[[bytes], ArticlePayload | Blocks]] = {
    ("body", "page"): payload.page,
    ("wording", "page"): payload.page,
    ("comment", "blocks"): payload.blocks,
}


class Column(NamedTuple):
    """A column of a table."""

    name: str
    stored: frozenset[str]
    """The storage classes its values may have."""
    default: Value
    is_needed: bool
    """Whether every row has it."""
    mend: Mender | None = None
    """Replaces an invalid value; raises `ValueError` where nothing can."""


class Shape(NamedTuple):
    """A table, or an index, as its rows are stored."""

    name: str
    columns: tuple[Column, ...]
    """In the order of storage."""
    least: int
    """Columns a row has at least: rows may be older than the last columns."""
    number: int
    """Index of the column that is the rowid, which is stored beside the row; -1: none is."""
    is_numbered: bool
    """Whether its rows have rowids, also where no column is one."""
    borrows_number: bool = False
    """Whether its rowid is that of another table's row."""
    is_unlike_others: bool = True
    """Whether its rows are recognised by their form alone: no other b-tree has rows of that form."""

    def fits(self, kinds: Sequence[int]) -> bool:
        """Whether values of these serial types make a row of it."""
        return self.least <= len(kinds) <= len(self.columns) and all(
            storage(kind) in column.stored for kind, column in zip(kinds, self.columns, strict=False)
        )

    def resembles(self, other: Shape) -> bool:
        """Whether a row may belong to either."""
        least = max(self.least, other.least)
        return (
            self.name != other.name
            and self.is_numbered == other.is_numbered
            and least <= min(len(self.columns), len(other.columns))
            and all(
                one.stored & another.stored for one, another in zip(self.columns[:least], other.columns, strict=False)
            )
        )

    def row(self, number: int, values: Sequence[Value]) -> Row:
        """A row with all its columns, invalid values mended where that is possible.

        Raises `ValueError` when it does not fit the table, or cannot be mended.
        """
        if not self.least <= len(values) <= len(self.columns):
            raise ValueError(self.name)
        row = []
        for column, value in zip(self.columns, values, strict=False):
            if _STORAGES[type(value)] not in column.stored:
                raise ValueError(column.name)
            row.append(column.mend(value) if column.mend and value is not None else value)
        row += [column.default for column in self.columns[len(values) :]]
        if self.number >= 0:
            row[self.number] = number
        return tuple(row)


# ── values of a column ───────────────────────────────────────────────────────────────────────────────────────────────

_STORAGES = {type(None): "null", int: "integer", float: "real", str: "text", bytes: "blob"}


def _mender(table: str, name: str, default: Value, *, is_text: bool, is_needed: bool) -> Mender | None:
    """The function that mends a column's values; `None` when there is nothing to mend."""
    if unpack := _PACKED.get((table, name)):
        return lambda value: _sound(unpack, value)
    if choices := _CHOICES.get((table, name)):
        return _one_of(choices.__contains__, default if default is not None else "unknown")
    if name in MOMENTS:
        return _one_of(_is_moment, default, is_needed=is_needed)
    if name in _SLOTS:
        return _one_of(_is_slot, default, is_needed=is_needed)
    if name in _FLAGS.get(table, ()):
        return _one_of((0, 1).__contains__, _IN_DOUBT.get(name, default), is_needed=is_needed)
    return resanitize.printable if is_text and name not in _COMPARED else None


def _one_of(is_possible: Callable[[Any], bool], default: Value, *, is_needed: bool = False) -> Mender:
    """Returns a function that replaces impossible values by the default; raises `ValueError` where one is needed and
    there is none.
    """

    def mend(value: Any) -> Value:
        """The value if it is possible, else the default."""
        if is_possible(value):
            return value  # type: ignore[no-any-return]
        if is_needed and default is None:
            raise ValueError(value)
        return default

    return mend


def _is_moment(value: int) -> bool:
    return FIRST_MOMENT <= value <= LAST_MOMENT


def _is_slot(value: int) -> bool:
    return -1 <= value <= sort_key.first(LAST_MOMENT)


def _sound(unpack: Callable[[bytes], ArticlePayload | Blocks], data: bytes) -> bytes:
    """A packed text, if it can be unpacked. Raises `ValueError`. It is sanitized when it is read."""
    try:
        unpack(data)
    except LibraryError as error:
        raise ValueError(str(error)) from error
    return data


# ── shapes from the declarations ─────────────────────────────────────────────────────────────────────────────────────

_TREES = "SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE rootpage > 0 AND name NOT LIKE 'search%'"
_DECLARED = {"INTEGER": "integer", "INT": "integer", "TEXT": "text", "BLOB": "blob"}
_UNDECLARED = {"name": "text", "seq": "integer"}
"""The columns of `sqlite_sequence`, which have no declared types."""


def of_library() -> dict[str, Shape]:
    """The shapes of all tables of the newest version, by name, with `sqlite_schema`, which describes them.

    The FTS5 tables are left out: they are built again.
    """
    with closing(Connection(None)) as db:
        migrate(db)
        trees = db.rows(_TREES)
        tables = {
            name: _table(db, name, is_numbered="WITHOUT ROWID" not in sql)
            for name, kind, _of, sql in [*trees, ("sqlite_schema", "table", "", "")]
            if kind == "table"
        }
        indexes = [_index(db, name, tables[table]) for name, kind, table, _sql in trees if kind == "index"]
    others = [*tables.values(), *indexes]
    return {
        shape.name: shape._replace(is_unlike_others=not any(map(shape.resembles, others))) for shape in tables.values()
    }


def _table(db: Connection, name: str, *, is_numbered: bool) -> Shape:
    """The shape of a table, from its declaration."""
    rows = db.rows(f"PRAGMA table_info({name})")
    if not is_numbered:
        last = len(rows)
        rows.sort(key=lambda row: row[5] or last)  # the key comes first
    columns = []
    number = -1
    for place, (_at, column, declared, is_needed, default, key) in enumerate(rows):
        stored = {_DECLARED.get(declared) or _UNDECLARED[column]}
        if is_numbered and key and declared == "INTEGER":
            number, stored = place, {"null"}
        elif not is_needed:
            stored.add("null")
        value = None if default is None else db.value(f"SELECT {default}")
        is_bare = bool(is_needed) and default is None
        mend = _mender(name, column, value, is_text="text" in stored, is_needed=bool(is_needed))
        columns.append(Column(column, frozenset(stored), value, is_bare, mend))
    borrowed = {row[3] for row in db.rows(f"PRAGMA foreign_key_list({name})")}
    needed = [place for place, column in enumerate(columns, 1) if column.is_needed]
    borrows = number >= 0 and columns[number].name in borrowed
    return Shape(name, tuple(columns), max(needed, default=len(columns)), number, is_numbered, borrows)


def _index(db: Connection, name: str, table: Shape) -> Shape:
    """The shape of an index, from its declaration."""
    of = {column.name: column for column in table.columns}
    row_number = Column("", frozenset({"integer"}), None, is_needed=True)
    columns = tuple(of.get(row[2], row_number) for row in db.rows(f"PRAGMA index_xinfo({name})"))
    # A column that is the rowid is stored as such.
    columns = tuple(row_number if column.stored == {"null"} else column for column in columns)
    return Shape(name, columns, len(columns), number=-1, is_numbered=False)
