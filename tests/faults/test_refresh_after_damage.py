"""What comes with the refresh after a repair: what was lost, and nothing a second time."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from placentin_tui.paths import NAME
from tests.cli.conftest import Paper, Program, home, paper, program

__all__ = ["home", "paper", "program"]

ITEMS = 60


@pytest.fixture
def file(home: Path, paper: Paper, program: Program) -> Path:
    """A library of one paper that still prints all it printed; there is no backup."""
    texts = (" ".join(f"mot{n}x{word}" for word in range(150)) for n in range(ITEMS))
    feed = paper.print(*(paper.item(f"n{n}", html=f"<p>Texte {n}. {text}</p>") for n, text in enumerate(texts)))
    assert program("add", feed).returncode == 0
    file = home / "data" / NAME / "library.db"
    shutil.rmtree(file.parent / "backups", ignore_errors=True)
    return file


def pages_of(file: Path, table: str) -> list[int]:
    """Where a table, and its indexes, begin."""
    with closing(sqlite3.connect(file)) as db:
        sql = "SELECT rootpage FROM sqlite_schema WHERE tbl_name = ? AND rootpage > 0"
        return [page for (page,) in db.execute(sql, (table,))]


def listed(program: Program) -> list[dict[str, object]]:
    done = program("list", "--json", "--limit", "1000")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("tables", [("article",), ("body",), ("seen",), ("article", "seen"), ("seen", "body")])
def test_it_brings_what_was_lost_and_nothing_twice(program: Program, file: Path, tables: tuple[str, ...]) -> None:
    before = {row["url"]: row["title"] for row in listed(program)}
    data = bytearray(file.read_bytes())
    for page in (page for table in tables for page in pages_of(file, table)):
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(data)
    for _ in range(3):
        program("doctor")
    assert len(listed(program)) == ITEMS
    assert program("refresh").returncode == 0
    after = listed(program)
    assert {row["url"]: row["title"] for row in after} == before
    assert len(after) == ITEMS
    shown = [program("show", str(row["id"])).stdout.decode() for row in after]
    assert all(
        f"Texte {str(row['title']).removeprefix('Titre de n')}." in text for row, text in zip(after, shown, strict=True)
    )
    assert not any("corrected" in text.lower() or "was lost" in text for text in shown)
    assert program("doctor").stdout.count(b"sound, ") == 1
