"""Pages of trees and their rows: as SQLite wrote them, and as nobody ever did."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.library.recovery.btree import (
    MOST_STRAY,
    Cell,
    OverflowReader,
    Value,
    kinds,
    node,
    storage,
    values,
    varint,
)
from placentin_tui.library.recovery.pages import SIZE, Pages
from placentin_tui.library.recovery.walk_tables import Tree

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=3000)
VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | TEXTS | st.binary(max_size=9000)


def read(file: Path, root: int, shape: object = None) -> list[tuple[Cell, list[Value]]]:
    with Pages(file) as pages:
        follower = OverflowReader(pages.page, pages.count)
        tree = Tree(pages, shape)  # type: ignore[arg-type]
        found = [(cell, values(follower.payload(cell))) for cell in tree.cells(root)]
        assert not tree.gaps
        return found


class AnyTable:
    """The shape of a table that has numbers, whatever is in it."""

    is_numbered = True
    borrows_number = False

    def fits(self, kinds: list[int]) -> bool:
        return bool(kinds)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 2**63 - 1), VALUES, VALUES), max_size=40, unique_by=lambda row: row[0]))
def test_every_value_is_read_as_sqlite_reads_it(rows: list[tuple[int, Value, Value]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "any.db"
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("PRAGMA page_size = 4096")
            db.execute("CREATE TABLE t (x, y)")
            db.execute("CREATE TABLE k (x, y, PRIMARY KEY (y, x)) WITHOUT ROWID")
            db.executemany("INSERT INTO t (rowid, x, y) VALUES (?, ?, ?)", rows)
            db.executemany("INSERT OR IGNORE INTO k VALUES (?, ?)", [(n, y) for n, _x, y in rows if y is not None])
            said = db.execute("SELECT rowid, x, y FROM t ORDER BY rowid").fetchall()
            keyed = db.execute("SELECT y, x FROM k ORDER BY y, x").fetchall()
            roots = dict(db.execute("SELECT name, rootpage FROM sqlite_schema"))
        assert [(cell.number, *row) for cell, row in read(file, roots["t"], AnyTable())] == said
        assert [tuple(row) for _cell, row in read(file, roots["k"])] == keyed


@settings(max_examples=300)
@given(st.binary(max_size=200), st.sampled_from([0x0D, 0x05, 0x0A, 0x02, 0, 0xFF]), st.booleans())
def test_no_page_is_too_odd_to_look_at(junk: bytes, kind: int, first: bool) -> None:
    data = bytearray((junk * (SIZE // max(1, len(junk)) + 1))[:SIZE].ljust(SIZE, b"\0"))
    data[100 if first else 0] = kind
    found = node(bytes(data), first=first)
    assert (found is None) == (kind not in (0x0D, 0x05, 0x0A, 0x02))
    follower = OverflowReader(lambda _page: bytes(data), 10)
    for cell in found.cells if found else ():
        assert len(cell.start) <= SIZE
        try:
            row = values(follower.payload(cell))
        except (IndexError, ValueError):
            continue
        assert len(row) == len(kinds(cell.start if len(cell.start) == cell.size else follower.payload(cell))[0])


@given(st.binary(max_size=300))
def test_no_row_is_too_odd_to_look_at(junk: bytes) -> None:
    try:
        row = values(junk)
    except (IndexError, ValueError):
        return
    assert all(value is None or isinstance(value, int | float | str | bytes) for value in row)


def test_a_page_of_another_size_is_none() -> None:
    assert node(b"\x0d" * (SIZE - 1)) is None
    assert node(b"") is None


def test_pages_that_lead_to_each_other_end() -> None:
    asked = []

    def page(number: int) -> bytes:
        asked.append(number)
        return (3 - number).to_bytes(4, "big") + bytes(SIZE - 4)

    follower = OverflowReader(page, 5)
    with pytest.raises(ValueError, match=r"^[12]$"):
        follower.payload(Cell(1, 1 << 26, b"", 1))
    assert len(asked) <= 5 * MOST_STRAY + 1


@pytest.mark.parametrize(
    ("data", "number", "end"),
    [
        (b"\x00", 0, 1),
        (b"\x7f", 127, 1),
        (b"\x81\x00", 128, 2),
        (b"\xff" * 9, -1, 9),
        (b"\x80" * 8 + b"\x05", 5, 9),
        (b"\xbf" + b"\xff" * 8, 2**63 - 1, 9),
    ],
)
def test_whole_numbers_of_any_length(data: bytes, number: int, end: int) -> None:
    assert varint(data, 0) == (number, end)
    with pytest.raises(IndexError):
        varint(data[:-1] if len(data) > 1 else b"", 0)


def test_how_values_are_stored() -> None:
    assert [storage(kind) for kind in (0, 1, 6, 7, 8, 9, 12, 13, 100, 101)] == [
        "null", "integer", "integer", "real", "integer", "integer", "blob", "text", "blob", "text",
    ]  # fmt: skip
