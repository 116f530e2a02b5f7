"""The pages of a file and of its WAL, read as SQLite reads them, and further where that one stops."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from placentin_tui.library.recovery.pages import SIZE, Pages

FRAME = 24 + SIZE
ROUNDS = 6


@pytest.fixture
def written(tmp_path: Path) -> Iterator[tuple[Path, list[bytes]]]:
    """A file with a WAL of six transactions, each of which writes page 2 anew; and page 2 after each."""
    source, file = tmp_path / "open.db", tmp_path / "library.db"
    states = []
    with closing(sqlite3.connect(source, isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 4096")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("CREATE TABLE t (x)")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for n in range(ROUNDS):
            db.execute("INSERT INTO t VALUES (?)", (f"Ligne {n}",))
            shutil.copy(source, file)
            shutil.copy(f"{source}-wal", f"{file}-wal")
            with Pages(file) as pages:
                states.append(pages.page(2))
        yield file, states


def wal_of(file: Path) -> Path:
    return file.with_name(file.name + "-wal")


def spoil(wal: Path, frame: int) -> None:
    """Damage the page in a frame."""
    data = bytearray(wal.read_bytes())
    data[32 + frame * FRAME + 24 + 100] ^= 0xFF
    wal.write_bytes(data)


def second_page(file: Path) -> bytes:
    with Pages(file) as pages:
        return pages.page(2)


def test_a_page_is_the_last_one_committed(written: tuple[Path, list[bytes]]) -> None:
    file, states = written
    assert len(set(states)) == ROUNDS
    assert b"Ligne 5" in second_page(file)
    with Pages(file) as pages:
        assert pages.count == 2
        assert pages.page(1).startswith(b"SQLite format 3\0")
        assert pages.page(0) == pages.page(3) == b""


def test_a_frame_that_is_damaged_spoils_no_other(written: tuple[Path, list[bytes]]) -> None:
    file, states = written
    spoil(wal_of(file), ROUNDS - 1)
    assert second_page(file) == states[-2]
    spoil(wal_of(file), 2)  # SQLite gives up all that comes after it
    assert second_page(file) == states[-2]


def test_what_was_not_committed_is_not_there(written: tuple[Path, list[bytes]]) -> None:
    file, states = written
    data = bytearray(wal_of(file).read_bytes())
    last = 32 + (ROUNDS - 1) * FRAME
    data[last + 4 : last + 8] = bytes(4)
    wal_of(file).write_bytes(data)
    assert second_page(file) == states[-2]


def test_a_frame_of_an_earlier_round_is_passed_over(written: tuple[Path, list[bytes]]) -> None:
    file, states = written
    data = bytearray(wal_of(file).read_bytes())
    data[32 + (ROUNDS - 1) * FRAME + 8] ^= 0xFF
    wal_of(file).write_bytes(data)
    assert second_page(file) == states[-2]


def test_behind_a_damaged_header_the_frames_say_which_round_it_is(written: tuple[Path, list[bytes]]) -> None:
    file, states = written
    data = bytearray(wal_of(file).read_bytes())
    data[16:24] = bytes(8)
    wal_of(file).write_bytes(data)
    assert second_page(file) == states[-1]


@pytest.mark.parametrize("size", [0, 10, 32, 40, 32 + FRAME - 1])
def test_a_wal_that_was_cut_off_has_what_is_whole_of_it(written: tuple[Path, list[bytes]], size: int) -> None:
    file, states = written
    wal_of(file).write_bytes(wal_of(file).read_bytes()[:size])
    assert second_page(file) not in states
    assert second_page(file)


def test_a_wal_without_its_file(written: tuple[Path, list[bytes]]) -> None:
    file, states = written
    file.unlink()
    assert second_page(file) == states[-1]


def test_a_page_number_nobody_could_count_to_is_none(written: tuple[Path, list[bytes]]) -> None:
    file, _states = written
    data = bytearray(wal_of(file).read_bytes()[: 32 + FRAME])
    data[16:24] = bytes(8)  # so that the first frame's sums are not looked at
    data[32:36] = b"\xff" * 4
    wal_of(file).write_bytes(data)
    with Pages(file) as pages:
        assert pages.count == 2


def test_free_pages_are_named(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 4096")
        db.execute("CREATE TABLE t (x)")
        db.execute("INSERT INTO t WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 9000) "
                   "SELECT randomblob(1000) FROM n")  # fmt: skip
        db.execute("DELETE FROM t WHERE rowid > 10")
        count = db.execute("PRAGMA freelist_count").fetchone()[0]
    assert count > 1100  # more than one page of the list can name
    with Pages(file) as pages:
        free, is_whole = pages.free()
    assert (len(free), is_whole) == (count, True)
    data = bytearray(file.read_bytes())
    trunk = int.from_bytes(data[32:36], "big")
    data[(trunk - 1) * SIZE : (trunk - 1) * SIZE + 4] = trunk.to_bytes(4, "big")  # which follows itself
    file.write_bytes(data)
    with Pages(file) as pages:
        free, is_whole = pages.free()
    assert len(free) < count
    assert not is_whole


def test_a_file_of_nothing(tmp_path: Path) -> None:
    with Pages(tmp_path / "nowhere") as pages:
        assert (pages.count, pages.page(1), pages.version(), pages.free()) == (0, b"", 0, (frozenset(), False))
