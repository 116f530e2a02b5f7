"""The rows of a library, read past SQLite: as SQLite gives them, and where it gives none."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from placentin_tui.library.recovery.pages import SIZE, Pages
from placentin_tui.library.recovery.row_shapes import of_library
from placentin_tui.library.recovery.salvage import Salvage
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.versions import MIGRATIONS
from tests.faults.damages import EACH, fill, opened
from tests.library.test_migrate import at_version_1

SHAPES = of_library()
TABLES = sorted(SHAPES.keys() - {"sqlite_schema"})


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sound") / "library.db"
    fill(file)
    return file


@pytest.fixture
def file(sound: Path, tmp_path: Path) -> Path:
    (tmp_path / "library.db").write_bytes(sound.read_bytes())
    return tmp_path / "library.db"


def salvaged(file: Path) -> tuple[dict[str, Counter[object]], Salvage]:
    found: dict[str, Counter[object]] = {table: Counter() for table in TABLES}
    with Pages(file) as pages:
        salvage = Salvage(pages)
        for table, row in salvage.rows():
            found[table][row] += 1
        return found, salvage


def said(file: Path) -> dict[str, Counter[object]]:
    """What SQLite says."""
    with closing(sqlite3.connect(file)) as db:
        return {
            table: Counter(
                db.execute(f"SELECT {', '.join(column.name for column in SHAPES[table].columns)} FROM {table}")
            )
            for table in TABLES
        }


def roots(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as db:
        return dict(db.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"))


def spoil(file: Path, page: int, start: int, content: bytes) -> None:
    data = bytearray(file.read_bytes())
    place = (page - 1) * SIZE + start
    data[place : place + len(content)] = content
    file.write_bytes(data)


def test_of_a_sound_library_every_row_once(sound: Path) -> None:
    found, salvage = salvaged(sound)
    assert found == said(sound)
    assert salvage.lost == set()
    assert salvage.version == len(MIGRATIONS)
    assert set(roots(sound)) <= salvage.names


@pytest.mark.parametrize("table", ["source", "article", "body", "seen", "comment", "letter", "wording"])
def test_whatever_leads_to_a_tables_rows_is_not_needed(sound: Path, file: Path, table: str) -> None:
    root = roots(file)[table]
    data = file.read_bytes()[(root - 1) * SIZE : root * SIZE]
    if data[0] in (0x0D, 0x0A, 0x02):  # its rows stand there themselves: elsewhere they are found, too
        file.write_bytes(file.read_bytes() + data)
    spoil(file, root, 0, bytes(SIZE))
    found, salvage = salvaged(file)
    assert found[table].keys() == said(sound)[table].keys()
    assert table in salvage.lost


@pytest.mark.parametrize("length", [100, SIZE])
def test_the_first_page_is_not_needed(sound: Path, file: Path, length: int) -> None:
    spoil(file, 1, 0, bytes(length))
    found, salvage = salvaged(file)
    assert {table: rows.keys() for table, rows in found.items()} == {t: rows.keys() for t, rows in said(sound).items()}
    assert "article" not in salvage.lost


def test_pages_in_each_others_place_lose_nothing(sound: Path, file: Path) -> None:
    data = bytearray(file.read_bytes())
    leaves = [n for n in range(len(data) // SIZE) if data[n * SIZE] == 0x0D]
    for one, other in zip(leaves, reversed(leaves[len(leaves) // 2 :]), strict=False):
        a, b = (slice(n * SIZE, (n + 1) * SIZE) for n in (one, other))
        data[a], data[b] = data[b], data[a]
    file.write_bytes(data)
    found, _salvage = salvaged(file)
    for table in ("source", "article", "body", "comment", "letter"):
        assert found[table].keys() >= said(sound)[table].keys(), table


def test_a_kind_of_page_nobody_knows_is_no_obstacle(sound: Path, file: Path) -> None:
    root = roots(file)["article"]
    place = (root - 1) * SIZE
    leaf = int.from_bytes(file.read_bytes()[place + 12 : place + 14], "big")
    child = int.from_bytes(file.read_bytes()[place + leaf : place + leaf + 4], "big")
    spoil(file, child, 0, b"\x4d")
    found, salvage = salvaged(file)
    assert found["article"].keys() == said(sound)["article"].keys()
    assert "article" in salvage.lost


def test_fewer_rows_than_the_page_has_is_noticed(sound: Path, file: Path) -> None:
    root = roots(file)["letter"]
    spoil(file, root, 3, b"\x00\x01")
    found, salvage = salvaged(file)
    assert len(found["letter"]) == 1
    assert "letter" in salvage.lost


def test_what_was_deleted_does_not_come_back(tmp_path: Path) -> None:
    """Not even where SQLite leaves deleted pages as they are."""
    file = tmp_path / "library.db"
    fill(file)
    with opened(file) as library:
        library._connection.run("PRAGMA secure_delete = OFF")
        library.undo_log.remove_source(2)
        library.undo_log.purge(1 << 40)
    with Pages(file) as pages:
        free, is_known = pages.free()
        assert is_known
        assert any(b"journal.example" in pages.page(page) for page in free) or len(free) > 10
    found, salvage = salvaged(file)
    assert found == said(file)
    assert len(found["article"]) == 2 * EACH
    assert salvage.lost == set()


def test_a_library_of_version_1(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    at_version_1(file)
    found, salvage = salvaged(file)
    assert salvage.version == 1
    assert [row[:3] for row in found["source"]] == [(7, "https://a.example/", "A")]  # type: ignore[index]
    (article,) = found["article"]
    new = dict(zip((column.name for column in SHAPES["article"].columns), article, strict=True))  # type: ignore[call-overload]
    assert (new["id"], new["title"], new["pictured"], new["text"], new["text_trouble"]) == (3, "Été", 0, 0, "")


def test_an_index_says_what_is_in_it(sound: Path, file: Path) -> None:
    with Pages(file) as pages:
        salvage = Salvage(pages)
        starred = [tuple(key) for key in salvage.keys("article_starred")]
        assert list(salvage.keys("article_gone")) == []
    with closing(sqlite3.connect(file)) as db:
        assert starred == db.execute("SELECT slot, id FROM article WHERE starred = 1 ORDER BY slot").fetchall()
    assert salvage.lost == {"article_gone"}


# ── what a row may hold ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_is_known_by_its_form(sound: Path) -> None:
    """No two tables whose rows are looked for everywhere could be taken for each other."""
    unlike = [shape for shape in SHAPES.values() if shape.is_unlike_others]
    assert {shape.name for shape in unlike} >= {"source", "article", "body", "seen", "comment", "letter", "wording"}
    for one in unlike:
        assert not any(one.resembles(other) for other in SHAPES.values())
    assert [shape.name for shape in SHAPES.values() if shape.borrows_number] == ["body"]


def test_what_cannot_be_is_mended_where_something_plain_can_stand_for_it(sound: Path) -> None:
    shape = SHAPES["article"]
    names = [column.name for column in shape.columns]
    with closing(Connection(sound)) as db:
        row = dict(zip(names, db.row(f"SELECT {', '.join(names)} FROM article") or (), strict=True))

    def mended(**changes: object) -> dict[str, object]:
        return dict(zip(names, shape.row(5, list((row | {"id": None} | changes).values())), strict=True))

    assert mended() == row | {"id": 5}
    assert mended(starred=7)["starred"] == 0
    assert mended(published=1 << 60)["published"] is None
    assert mended(text=9)["text"] == 0
    assert mended(title="a\x1b[31mb\rc\td")["title"] == "a[31mb c d"
    for changes in ({"title": None}, {"title": b"x"}, {"words": "x"}, {"id": 3}):
        with pytest.raises(ValueError, match=next(iter(changes))):
            mended(**changes)
    for changes in ({"slot": -5}, {"first_seen": 1 << 60}):
        with pytest.raises(ValueError, match=str(next(iter(changes.values())))):
            mended(**changes)
    with pytest.raises(ValueError, match="article"):
        shape.row(5, [None])


@pytest.mark.parametrize(
    ("table", "column", "value", "mended"),
    [
        ("source", "pictures", "qll", "all"),
        ("source", "fulltext", "x", "auto"),
        ("source", "gone", 2, 0),
        ("source", "at_home", 2, None),
        ("source", "read_to", -7, -1),
        ("letter", "state", "vaiting", "unknown"),
        ("letter", "sent", 1 << 60, None),
    ],
)
def test_words_that_are_none(table: str, column: str, value: object, mended: object) -> None:
    shape = SHAPES[table]
    usual = {"null": None, "integer": 0, "text": "", "blob": b""}
    row = [usual[min(each.stored)] for each in shape.columns]
    at = [each.name for each in shape.columns].index(column)
    row[at] = value  # type: ignore[call-overload]
    assert shape.row(1, row)[at] == mended
