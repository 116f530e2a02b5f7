"""A repair that fails: a start comes all the same, with the best that can be had."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.errors import LibraryDamaged
from placentin_tui.library.recovery import backup, rebuild
from placentin_tui.library.recovery.salvage import Salvage
from placentin_tui.library.schema import files
from placentin_tui.library.schema.connection import Connection
from tests.faults.damages import fill, inside, opened, stars


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A damaged library with a backup."""
    i18n.use("en")
    file = tmp_path / "library.db"
    fill(file)
    with file.open("r+b") as data:
        data.write(b"\xa5" * 100)
    return file


def fail(*_: object) -> None:
    raise RuntimeError("whatever it may be")


def is_from_the_backup(file: Path) -> None:
    damaged = file.read_bytes()
    with opened(file) as library:
        said = library.notice.replace("\xa0", " ")
        assert said.startswith(
            "The library was damaged beyond repair; the backup of 3 March 2026 is in its place:"
            " 3 sources and 90 articles. "
        )
        assert library.check() == "ok"
        after = inside(library)
    assert stars(after) == 18
    assert after["letter"].keys() == {"Un brouillon,\nsur deux lignes.", "En route."}
    (aside,) = files.all_aside(file)
    assert aside.read_bytes() == damaged
    with opened(file) as library:
        assert library.notice == ""


def test_one_that_fails_leaves_the_backup(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Salvage, "rows", fail)
    is_from_the_backup(file)


@pytest.mark.parametrize("error", [MemoryError, RecursionError, LibraryDamaged, KeyError, UnicodeDecodeError])
def test_whatever_it_fails_with(file: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def failing(*_: object) -> None:
        raise error("utf-8", b"", 0, 1, "x") if error is UnicodeDecodeError else error("x")

    monkeypatch.setattr(Salvage, "__init__", failing)
    is_from_the_backup(file)


def test_a_backup_that_cannot_be_put_back_costs_no_more_than_itself(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("placentin_tui.library.recovery.restore._Restoration._source", fail)
    with opened(file) as library:
        assert "has been repaired: 3 sources and 90 articles" in library.notice
        assert library.check() == "ok"


def test_where_nothing_helps_it_begins_anew_and_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Salvage, "rows", fail)
    shutil.rmtree(backup.folder_of(file))
    with opened(file) as library:
        assert "0 sources and 0 articles are there, as nothing in it can be read" in library.notice
        assert library.check() == "ok"
    assert len(files.all_aside(file)) == 1
    with opened(file) as library:
        assert library.notice == ""


def test_one_whose_work_is_not_sound_is_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = rebuild.finish

    def spoiling(db: Connection) -> None:
        real(db)
        if db.value("SELECT count(*) FROM wording"):  # only what was read of the damaged file has some
            db.run("PRAGMA foreign_keys = OFF")
            db.run("INSERT INTO body VALUES (9999, x'90')")

    monkeypatch.setattr("placentin_tui.library.recovery.repair.finish", spoiling)
    is_from_the_backup(file)


def test_what_dies_of_it_again_and_again_leaves_the_backup(file: Path) -> None:
    """Killed for the memory it takes, say: nobody is left to say so but the flag."""
    for _ in range(files.PATIENCE):
        with pytest.raises(LibraryDamaged), files.registered(file):
            raise AssertionError
        files.note_damage(file)
        with file.with_suffix(".damaged").open("ab") as flag:
            flag.write(b".")
    is_from_the_backup(file)


def test_one_that_is_broken_off_by_hand_is_not_counted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Salvage, "rows", interrupted)
        for _ in range(files.PATIENCE + 1):
            with pytest.raises(KeyboardInterrupt):
                opened(file)
    with opened(file) as library:
        assert "has been repaired: 3 sources and 90 articles" in library.notice


def test_nothing_that_was_set_aside_is_ever_deleted(file: Path) -> None:
    for n in range(4):
        opened(file).close()
        file.write_bytes(b"damaged once more" * 1000)
        assert len(files.all_aside(file)) == n + 1
