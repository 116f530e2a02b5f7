"""Rows that hold what no row of theirs holds: a sentence, no mistake of the program's, and a sound library after it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.__main__ import main
from placentin_tui.library.schema import files
from placentin_tui.models import View
from placentin_tui.paths import NAME, Paths
from tests.cli.conftest import home
from tests.faults.damages import EACH, fill, inside, opened, read_all

__all__ = ["home"]

COMMANDS = (
    ["list"], ["list", "--json"], ["search", "texte"], ["sources"], ["show", "1"], ["show", "1", "--changes"],
    ["comments", "1"], ["outbox"], ["mark", "--read", "1"], ["doctor"],
)  # fmt: skip
Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    fill(folder / "library.db")
    return folder


@pytest.fixture
def file(home: Path, sound: Path) -> Path:
    i18n.use("en")
    shutil.copytree(sound, home / "data" / NAME)
    return home / "data" / NAME / "library.db"


def edit(file: Path, sql: str) -> None:
    """Change the file behind the program's back, and past SQLite's own rules."""
    with closing(sqlite3.connect(file)) as db, db:
        db.create_function("fold", 1, lambda text: text)
        for trigger in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger[0]}")
        db.execute(sql)


ROWS = {
    "a title that is no text": "UPDATE article SET title = x'1b5b33316d' WHERE id = 1",
    "an address that is no text": "UPDATE article SET url = x'00' WHERE id = 1",
    "sections that are no text": "UPDATE article SET sections = x'ff' WHERE id = 1",
    "a date that is words": "UPDATE article SET published = 'hier' WHERE id = 1",
    "a date no calendar has": "UPDATE article SET published = 1 << 60 WHERE id = 1",
    "a date before all": "UPDATE article SET first_seen = -(1 << 60) WHERE id = 1",
    "a star that is none": "UPDATE article SET starred = 7 WHERE id = 1",
    "a number that is a text": "UPDATE article SET words = 'beaucoup' WHERE id = 1",
    "half a comment": "UPDATE article SET comments = 0.5 WHERE id = 1",
    "a state of the text that is none": "UPDATE article SET text = 9 WHERE id = 1",
    "a place in the text that is none": "UPDATE article SET place = 'ici' WHERE id = 1",
    "a mark that is a text": "UPDATE article SET read = 'oui' WHERE id = 1",
    "a text that is no page": "UPDATE body SET page = x'93ff00' WHERE article = 1",
    "a text that is a text": "UPDATE body SET page = 'Bonjour' WHERE article = 1",
    "an earlier wording that is none": "UPDATE wording SET page = x'78' WHERE article = 1",
    "an earlier title that is none": "UPDATE wording SET title = x'00' WHERE article = 1",
    "a comment that is none": "UPDATE comment SET blocks = x'c1' WHERE article = 1",
    "its author, who is no text": "UPDATE comment SET author = x'00' WHERE article = 1",
    "pictures nobody can want": "UPDATE source SET pictures = 'qll' WHERE id = 1",
    "a policy that is a number": "UPDATE source SET fulltext = x'01' WHERE id = 1",
    "a source whose title is no text": "UPDATE source SET title = x'00' WHERE id = 1",
    "a source counted in words": "UPDATE source SET unread = 'trois' WHERE id = 1",
    "a letter whose text is none": "UPDATE letter SET text = x'00'",
    "a letter of no day": "UPDATE letter SET at = 'demain'",
    "a setting that is none": "UPDATE setting SET value = x'00' WHERE key = 'theme'",
    "an article of no source": "UPDATE article SET source = 99 WHERE id = 1",
    "a text of no article": "INSERT INTO body SELECT 999, page FROM body WHERE article = 2",
}


@pytest.mark.parametrize("sql", ROWS.values(), ids=ROWS)
def test_a_row_that_cannot_be(file: Path, capsys: Said, sql: str) -> None:
    edit(file, sql)
    for command in COMMANDS:
        status = main(command)
        said = capsys.readouterr()
        assert status in (0, 1), command
        assert "mistake" not in said.out + said.err, (command, said.err)
    assert not list(Paths.of_user().crashes.glob("*"))
    with opened(file) as library:
        read_all(library)
        assert library.check() == "ok"
        after = inside(library)
    with opened(file) as library:
        assert library.notice == ""
    assert len(after["source"]) == 3
    added = sql.startswith("INSERT INTO body")
    assert sum(after["article"].values()) == 3 * EACH + added
    assert max(after["address"].values()) == 1
    assert sum(times > 1 for text, times in after["text"].items() if "was lost" not in str(text)) == added


def test_a_date_no_calendar_has_is_the_nearest_one_there_is(file: Path) -> None:
    edit(file, "UPDATE article SET published = 1 << 60 WHERE id = 1")
    with opened(file) as library:
        (row,) = (row for row in library.articles.page(View(), limit=100) if row.id == 1)
        assert row.published is not None
        assert i18n.day(row.published).endswith("9999")
        assert i18n.day(-row.published).endswith("\xa01")


def test_an_error_nobody_foresaw_is_put_down_to_a_damaged_library(
    file: Path, home: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("unforeseen")

    with monkeypatch.context() as patch:
        patch.setattr("placentin_tui.library.articles.queries.Articles.page", fail)
        assert main(["list"]) == 1
        assert "Placentin made a mistake (KeyError)" in capsys.readouterr().err
        edit(file, "UPDATE article SET author = x'00' WHERE id = 1")
        assert main(["list"]) == 1
        assert "A part of the library's file is damaged. It is repaired at the next start." in capsys.readouterr().err
    assert files.is_damaged(file)
    assert main(["list"]) == 0, capsys.readouterr()
    assert "has been repaired: 3 sources and 90 articles" in capsys.readouterr().err
