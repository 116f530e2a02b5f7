"""Checks a library's file: SQLite's own checks, and rows that do not fit the library's tables."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged
from placentin_tui.library.recovery.row_shapes import MOMENTS, of_library
from placentin_tui.library.schema import files
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from placentin_tui.library.recovery.row_shapes import Shape
    from placentin_tui.library.schema.connection import Row

MOST = 10
"""Complaints of a kind; more would tell no more."""


def complaints(db: Connection) -> list[str]:
    """What is wrong with the file, without its FTS5 index. Raises `LibraryDamaged` where it cannot be read at all."""
    return broken(db) or list(islice(_unfit(db), MOST))


def broken(db: Connection) -> list[str]:
    """What SQLite's integrity check finds, and rows that refer to missing ones."""
    found = [str(row[0]) for row in db.rows(f"PRAGMA integrity_check({MOST})") if row[0] != "ok"]
    strays = db.rows("PRAGMA foreign_key_check")
    return found + [f"{table} {row}: no {parent}" for table, row, parent, _key in strays[:MOST]]


def _unfit(db: Connection) -> Iterator[str]:
    """The rows whose values do not fit their columns, or cannot be unpacked."""
    there = {row[0] for row in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for shape in of_library().values():
        columns = [column.name for column in shape.columns]
        if shape.name in there:
            with closing(db.stream(f"SELECT {', '.join(columns)} FROM {shape.name}")) as rows:
                yield from (f"{shape.name}: a row that cannot be" for row in rows if not _is_fit(shape, row))


def _is_fit(shape: Shape, row: Row) -> bool:
    """Whether a row fits its table without being mended (dates aside)."""
    values = list(row)
    number = 0
    if shape.number >= 0:  # which is stored beside the row
        number, values[shape.number] = values[shape.number], None
    try:
        fit = shape.row(number, values)
    except ValueError:
        return False
    return all(
        one == other or column.name in MOMENTS for column, one, other in zip(shape.columns, fit, row, strict=True)
    )


def is_at_fault(path: Path, seconds: float) -> bool:
    """Whether a library's file is damaged, as far as that can be found out in so many seconds.

    Called after an unforeseen error, so it raises none itself.
    """
    try:
        if files.is_damaged(path):
            return True
        if not path.exists():
            return False
        with closing(Connection(path, patience=0, on_damage=lambda: files.note_damage(path))) as db:
            db.limit(seconds)
            if found := bool(complaints(db)):
                files.note_damage(path)
            return found
    except LibraryDamaged:
        return True
    except Exception:  # noqa: BLE001 - the error met first is to be reported, no other
        return False


def check_index(db: Connection) -> None:
    """Compare the FTS5 index with the texts it is made of (rank 1: in both directions). Raises `LibraryDamaged`."""
    db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def is_described_as_ours(db: Connection) -> bool:
    """Whether the file's schema is exactly that of the newest version."""
    with closing(Connection(None)) as new:
        migrate(new)
        return _described(db) == _described(new)


def _described(db: Connection) -> list[Row]:
    return db.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
