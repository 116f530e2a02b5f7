"""Tags in the backup, and in a library that was damaged."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from placentin_tui.library import Library
from placentin_tui.library.recovery import backup
from placentin_tui.library.schema import files
from placentin_tui.models import View
from tests.faults.damages import opened
from tests.library.factories import NOON, Clock, article, paper, put

SIZE = 4096
TAGS = {"Écologie": 40, "rail": 20, "à lire": 7}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library with tags, and its backup."""
    file = tmp_path / "library.db"
    with opened(file) as library:
        source = paper(library)
        numbers = put(library, source, *(article(str(n), published=NOON - 60 * n) for n in range(120)))
        for tag, count in TAGS.items():
            library.tags.edit(numbers[:count], [tag])
        library.tags.put_off(numbers[50:60])
        library.back_up()
    return file


def said(library: Library) -> dict[str, tuple[str, ...]]:
    """The tags by the titles of articles."""
    return {
        row.title: (*row.tags, *(["later"] if row.later else [])) for row in library.articles.page(View(), limit=200)
    }


def counted(library: Library) -> dict[str, int]:
    return {tag.name: tag.articles for tag in library.tags.all()}


def spoil(file: Path, *names: str) -> None:
    """Overwrite the first pages of tables and indexes."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        roots = [
            db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0] for name in names
        ]
    with file.open("r+b") as data:
        for root in roots:
            data.seek((root - 1) * SIZE)
            data.write(b"\x7e" * SIZE)
    files.note_damage(file)


def test_a_backup_gives_the_tags_back(file: Path, tmp_path: Path, clock: Clock) -> None:
    [kept] = backup.folder_of(file).iterdir()
    with opened(file) as library:
        before = said(library)
    with Library.open(tmp_path / "other.db", tmp_path, clock=clock) as library:
        assert library.restore(kept).articles == 120
        assert said(library) == before
        assert counted(library) == TAGS
        assert library.tags.later().articles == 10
        library.tags.delete("rail")
        library.tags.edit([1], ["neuf"])
        library.restore(kept)
        assert counted(library) == {**TAGS, "neuf": 1}


@pytest.mark.parametrize("names", [
    ("article_tag",), ("tag",), ("sqlite_autoindex_tag_1",), ("article_tag_slot",), ("tag", "article_tag"),
    ("article",), ("tag", "sqlite_autoindex_tag_1"), ("act",),
])  # fmt: skip
def test_with_a_backup_damage_costs_no_tag(file: Path, names: tuple[str, ...]) -> None:
    with opened(file) as library:
        before = said(library)
    spoil(file, *names)
    with opened(file) as library:
        assert library.notice
        assert said(library) == before
        assert counted(library) == TAGS
        assert library.check() == "ok"


@pytest.mark.parametrize("names", [("sqlite_autoindex_tag_1",), ("article_tag_slot",), ("article",), ("act_tag",)])
def test_without_one_what_can_be_read_is_kept(file: Path, names: tuple[str, ...]) -> None:
    shutil.rmtree(backup.folder_of(file))
    spoil(file, *names)
    with opened(file) as library:
        assert counted(library) == TAGS
        assert library.tags.later().articles == 10
        assert library.check() == "ok"


def test_a_tag_that_lost_its_name_is_called_as_it_was_looked_up(file: Path) -> None:
    shutil.rmtree(backup.folder_of(file))
    spoil(file, "tag")
    with opened(file) as library:
        assert counted(library) == {name.casefold(): count for name, count in TAGS.items()}
        assert library.check() == "ok"
