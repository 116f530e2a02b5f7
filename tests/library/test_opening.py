"""The file: whose eyes it is for, what happens when it is damaged, foreign or too new."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from placentin_tui.errors import LibraryError, LibraryTooNew
from placentin_tui.library import Library, open_or_repair
from placentin_tui.library.schema.migrate import APPLICATION_ID
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.models import View
from tests.library.factories import Clock, article, paper, put

DATED = "library.damaged-2026-03-03-120000"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "share" / "placentin-tui" / "library.db"


@pytest.fixture
def filled(path: Path, clock: Clock) -> Path:
    with open_or_repair(path, path.parent, clock=clock) as library:
        put(library, paper(library), *(article(str(n), f"Texte {n} " * 400) for n in range(20)))
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_this_user_can_look_in(path: Path) -> None:
    before = os.umask(0)
    try:
        with open_or_repair(path, path.parent) as library:
            paper(library)
            with library.refresh_lock():
                modes = {file.name: mode(file) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    assert modes == dict.fromkeys(
        ("library.db", "library.db-wal", "library.db-shm", "library.lock", "library.use"), 0o600
    )


def test_a_library_is_marked_as_ours(filled: Path) -> None:
    with sqlite3.connect(filled) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_a_closed_library_says_so_and_closes_twice(path: Path) -> None:
    library = open_or_repair(path, path.parent)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="could not be read or written"):
        library.articles.count(View())


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"<html>captive portal</html>" * 100,
        lambda data: b"\x00" * 100 + data[100:],
        lambda data: data[: len(data) // 2],
        lambda data: data[:100] + b"\xff" * 8000 + data[8100:],
    ],
    ids=("something else", "no header", "cut off", "schema overwritten"),
)
def test_a_damaged_file_is_set_aside_and_repaired(filled: Path, clock: Clock, damage: object) -> None:
    assert callable(damage)
    damaged = damage(filled.read_bytes())
    filled.write_bytes(damaged)
    aside = filled.with_name(f"{DATED}.db")

    with open_or_repair(filled, filled.parent, clock=clock) as library:
        assert library.notice.startswith("The library was damaged and has been repaired: ")
        assert library.notice.endswith(f"{aside} is as it was.")
        assert library.check() == "ok"
    assert aside.read_bytes() == damaged
    with open_or_repair(filled, filled.parent, clock=clock) as library:
        assert library.notice == ""


def test_nothing_set_aside_before_is_overwritten(filled: Path, clock: Clock) -> None:
    for content in (b"first " * 100, b"second " * 100):
        filled.write_bytes(content)
        open_or_repair(filled, filled.parent, clock=clock).close()
    assert filled.with_name(f"{DATED}.db").read_bytes().startswith(b"first")
    assert filled.with_name(f"{DATED}-1.db").read_bytes().startswith(b"second")


def test_what_was_not_moved_into_the_file_yet_goes_aside_with_it(filled: Path, clock: Clock) -> None:
    for content, aside in ((b"damaged " * 100, DATED), (b"", f"{DATED}-1")):
        filled.write_bytes(content)
        filled.with_name("library.db-wal").write_bytes(b"wal")
        open_or_repair(filled, filled.parent, clock=clock).close()
        assert filled.with_name(f"{aside}.db-wal").read_bytes() == b"wal"


def test_a_damaged_file_that_cannot_be_moved_is_left_alone(
    filled: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.write_bytes(b"damaged " * 100)

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(LibraryError, match=r"could not be repaired .*Permission denied"):
        open_or_repair(filled, filled.parent, clock=clock)
    assert filled.read_bytes().startswith(b"damaged")


def test_damage_met_later_is_said(filled: Path, clock: Clock) -> None:
    with open_or_repair(filled, filled.parent, clock=clock) as library:
        assert library.check() == "ok"
        # Of an index nobody needs to open the file.
        page = library._connection.value("SELECT rootpage FROM sqlite_schema WHERE name = 'article_starred'") - 1
    data = bytearray(filled.read_bytes())
    data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    filled.write_bytes(data)
    with open_or_repair(filled, filled.parent, clock=clock) as library:
        assert library.check() != "ok"


def test_strays_are_found(filled: Path, clock: Clock) -> None:
    with sqlite3.connect(filled) as db:
        db.execute(
            "INSERT INTO comment (article, key, parent, author, first_seen, blocks) VALUES (99, 'k', '', '', 0, x'90')"
        )
    db.close()
    with open_or_repair(filled, filled.parent, clock=clock) as library:
        assert library.check() == "comment 1: no article"


def test_an_empty_file_is_a_new_library(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    with open_or_repair(path, path.parent) as library:
        assert library.check() == "ok"


def test_a_newer_library_is_refused_and_left_alone(filled: Path) -> None:
    with sqlite3.connect(filled) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = filled.read_bytes()
    with pytest.raises(LibraryTooNew, match="update Placentin"):
        open_or_repair(filled, filled.parent)
    assert filled.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(LibraryError, match="belongs to another program"):
        open_or_repair(path, path.parent)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM theirs").fetchone() == (0,)
    db.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be opened"):
        open_or_repair(tmp_path / "file" / "library.db", tmp_path)
    (tmp_path / "library.db").mkdir()
    with pytest.raises(LibraryError, match="cannot be opened"):
        open_or_repair(tmp_path / "library.db", tmp_path)


def test_a_full_disk_is_said_and_loses_nothing(filled: Path, clock: Clock) -> None:
    with open_or_repair(filled, filled.parent, clock=clock) as library:
        pages = library._connection.value("PRAGMA page_count")
        library._connection.run(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LibraryError, match="The disk is full"):
            library.articles.store(1, [article(f"x{n}", os.urandom(4000).hex()) for n in range(20)])
        assert library.articles.count(View()) == 20
        assert library.undo_log.mark_read([1]) is not None
        assert library.check() == "ok"


def test_a_read_only_library_is_said(filled: Path, clock: Clock) -> None:
    with open_or_repair(filled, filled.parent, clock=clock) as library:
        library._connection.run("PRAGMA query_only = ON")
        with pytest.raises(LibraryError, match="read-only"):
            library.settings.set("theme", "dark")
        library._connection.run("PRAGMA query_only = OFF")


def test_a_library_in_memory_leaves_no_file(tmp_path: Path, clock: Clock) -> None:
    with Library.in_memory(tmp_path, clock=clock) as library:
        put(library, paper(library), article("a"))
        with library.refresh_lock() as ours:
            assert ours is True
        assert library.check() == "ok"
    assert list(tmp_path.iterdir()) == []


def test_settings_are_remembered(filled: Path) -> None:
    with open_or_repair(filled, filled.parent) as library:
        assert library.settings.get("theme") == ""
        assert library.settings.get("theme", "light") == "light"
        library.settings.set("theme", "dark")
        library.settings.set("theme", "night")
    with open_or_repair(filled, filled.parent) as library:
        assert library.settings.get("theme", "light") == "night"


def test_a_lock_file_that_cannot_be_made_is_said(filled: Path) -> None:
    filled.with_suffix(".lock").mkdir()
    library = open_or_repair(filled, filled.parent)
    with library, pytest.raises(LibraryError, match="cannot be written"), library.refresh_lock():
        raise AssertionError
