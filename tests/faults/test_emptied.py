"""A library in which there is nothing: begun anew by the person, or lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.home import PROGRAM
from placentin_tui import i18n
from placentin_tui.library.recovery import backup
from placentin_tui.library.schema import files
from placentin_tui.paths import NAME
from tests.cli.conftest import Program, home, program
from tests.faults.damages import fill, inside, opened, stars
from tests.harness.home import environment
from tests.harness.tty import Tty

__all__ = ["home", "program"]

OFFER = "There is a backup of 3 March 2026 with 3 sources: “placentin-tui restore” puts it back."


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture
def file(home: Path) -> Path:
    """A library with a backup, in its place."""
    file = home / "data" / NAME / "library.db"
    fill(file)
    return file


def test_an_empty_file_gets_the_backup_back(file: Path) -> None:
    file.write_bytes(b"")
    with opened(file) as library:
        said = (
            "The library’s file was empty; the backup of 3 March 2026 is back in its place: 3 sources and 90 articles."
        )
        assert library.notice.replace("\xa0", " ") == said
        assert library.check() == "ok"
        after = inside(library)
        assert after["letter"].keys() == {"Un brouillon,\nsur deux lignes.", "En route."}
        assert stars(after) == 18
    with opened(file) as library:
        assert library.notice == ""
    assert files.all_aside(file) == []


def test_with_no_backup_it_is_a_new_library(file: Path) -> None:
    shutil.rmtree(backup.folder_of(file))
    file.write_bytes(b"")
    with opened(file) as library:
        assert library.notice == ""
        assert library.offer() == ""


def test_with_backups_that_are_damaged_too_the_next_best_is_taken(file: Path) -> None:
    (sound,) = backup.folder_of(file).iterdir()
    shutil.copy(sound, sound.with_name("2026-03-01.jsonl.gz"))
    sound.with_name("2026-03-02.jsonl.gz").write_bytes(b"")
    sound.write_bytes(sound.read_bytes()[:-300])
    file.write_bytes(b"")
    with opened(file) as library:
        assert "the backup of 1" in library.notice
        assert library.sources.count() == 3


def test_of_a_backup_that_is_cut_off_what_there_is_of_it(file: Path) -> None:
    (only,) = backup.folder_of(file).iterdir()
    only.write_bytes(only.read_bytes()[: only.stat().st_size // 2])
    file.write_bytes(b"")
    with opened(file) as library:
        assert library.sources.count() == 3
        assert 0 < sum(inside(library)["article"].values()) < 90


def test_with_nothing_but_damaged_backups_it_begins_anew_and_says_so(file: Path) -> None:
    for kept in backup.folder_of(file).iterdir():
        kept.write_bytes(b"nothing")
    file.write_bytes(b"")
    with opened(file) as library:
        assert library.notice.endswith("nothing in it can be read and there is no backup; it begins anew.")
    with opened(file) as library:
        assert library.notice == ""


def test_a_database_without_tables_gets_it_back_too(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    assert file.stat().st_size > 0
    with opened(file) as library:
        assert "has been repaired: 3 sources and 90 articles" in library.notice
    with opened(file) as library:
        assert library.notice == ""


def test_where_it_was_deleted_the_backup_is_offered(file: Path, program: Program) -> None:
    file.unlink()
    doctor = program("doctor")
    assert (doctor.returncode, OFFER in doctor.stdout.decode().replace("\xa0", " ")) == (1, True)
    for command in ("list", "sources", "refresh", "list"):
        done = program(command)
        assert done.returncode == 0
        assert OFFER in done.stderr.decode().replace("\xa0", " ")
    assert program("restore").returncode == 0
    assert OFFER not in program("list").stderr.decode().replace("\xa0", " ")
    with opened(file) as library:
        assert library.sources.count() == 3
        assert library.check() == "ok"


def test_where_the_person_removed_everything_it_is_not(file: Path) -> None:
    with opened(file) as library:
        for source in library.sources.all():
            library.undo_log.remove_source(source.id)
        assert library.offer() == ""
        library.undo_log.purge(1 << 40)
        assert library.offer() == ""
    with opened(file) as library:
        assert (library.notice, library.offer(), library.sources.count()) == ("", "", 0)


def test_the_paper_offers_it_too(file: Path, home: Path) -> None:
    file.unlink()
    with Tty([PROGRAM, "--offline"], env={**environment(home), "LANGUAGE": "en"}) as tty:
        tty.wait("puts it back")
        tty.send("\x1b")
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0


def test_sources_that_are_gone_while_their_articles_are_there_are_damage(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("DELETE FROM source")
    with opened(file) as library:
        assert library.check() != "ok"
    with opened(file) as library:
        assert "repaired: 3 sources and 90 articles" in library.notice
