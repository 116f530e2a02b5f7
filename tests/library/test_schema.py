"""From every earlier version to this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.library import Library
from placentin_tui.library.connection import Connection
from placentin_tui.library.schema import MIGRATIONS, migrate
from placentin_tui.library.texts import Page, pack
from placentin_tui.models import View
from placentin_tui.prose.blocks import Paragraph, Span
from tests.library.making import NOON, Clock

# What a library of version 1 holds, written as version 1 wrote it; never to be changed.
VERSION_1 = """
INSERT INTO source (id, url, title, folder, language, home, icon) VALUES (7, 'https://a.example/', 'A', '', 'fr', '', '');
INSERT INTO article (id, source, slot, read, starred, published, first_seen, words, comments, title, url, author, sections)
VALUES (3, 7, 1815080140800, 0, 1, NULL, 1772539200, 2, 0, 'Été', 'https://a.example/1', 'Ann', 'Un' || char(10) || 'Deux');
INSERT INTO seen VALUES (7, 'guid:1', 'd', 3);
INSERT INTO section (id, name) VALUES (1, 'Un'), (2, 'Deux');
INSERT INTO article_section VALUES (1, 1815080140800), (2, 1815080140800);
INSERT INTO comment (article, key, parent, author, first_seen, blocks) VALUES (3, 'k', '', 'Lise', 1772539200, x'90');
INSERT INTO setting VALUES ('theme', 'dark');
"""


def statements(script: str) -> list[str]:
    return [statement for statement in script.split(";\n") if statement.strip()]


def at_version_1(path: Path) -> None:
    connection = Connection(path)
    migrate(connection, MIGRATIONS[:1])
    for statement in statements(VERSION_1):
        connection.run(statement)
    connection.run("INSERT INTO body VALUES (3, ?)", (pack(Page((Paragraph((Span("Une œuvre."),)),))),))
    connection.run(
        "INSERT INTO search (rowid, title, body, author, comments)"
        " SELECT slot, title, body, author, comments FROM searchable WHERE id = 3"
    )
    connection.close()


def test_a_library_of_version_1_is_brought_up_to_date(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "library.db"
    at_version_1(path)

    with Library.open(path, tmp_path, clock=clock) as library:
        assert library._connection.value("PRAGMA user_version") == len(MIGRATIONS)
        (row,) = library.articles.page(View(query="oeuvre"))
        assert (row.id, row.title, row.at, row.starred, row.sections) == (3, "Été", NOON, True, ("Un", "Deux"))
        assert [said.author for said in library.articles.get(3).comments] == ["Lise"]
        (source,) = library.sources.all()
        assert (source.id, source.articles, source.unread) == (7, 1, 1)
        assert library.articles.known(7, ["guid:1"]) == {"guid:1": "d"}
        assert library.settings.get("theme") == "dark"
        assert library.check() == "ok"


def test_each_step_is_taken_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    at_version_1(path)
    steps = (
        *MIGRATIONS[:1],
        "ALTER TABLE source ADD mood TEXT; -- a remark; with a semicolon\nUPDATE source SET mood = 'good';",
        "CREATE TRIGGER t AFTER UPDATE ON source BEGIN\n SELECT 1;\n SELECT 2;\nEND;\nUPDATE source SET mood = mood || '!';",
    )
    connection = Connection(path)
    migrate(connection, steps)
    migrate(connection, steps)
    assert connection.rows("SELECT mood FROM source") == [("good!",)]
    assert connection.value("PRAGMA user_version") == 3
    connection.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    at_version_1(path)
    connection = Connection(path)
    with pytest.raises(LibraryError):
        migrate(connection, (*MIGRATIONS[:1], "ALTER TABLE source ADD mood TEXT;", "UPDATE nowhere SET x = 1;"))
    assert connection.value("PRAGMA user_version") == 1
    assert "mood" not in [row[1] for row in connection.rows("PRAGMA table_info(source)")]
    connection.close()


def test_a_step_that_loses_rows_others_need_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    at_version_1(path)
    connection = Connection(path)
    with pytest.raises(LibraryDamaged, match="Rows are missing"):
        migrate(connection, (*MIGRATIONS[:1], "DELETE FROM article;"))
    assert connection.value("SELECT count(*) FROM article") == 1
    connection.close()


def test_references_are_enforced_afterwards(library: Library) -> None:
    with pytest.raises(LibraryError, match="FOREIGN KEY"):
        library._connection.run("INSERT INTO body VALUES (99, x'90')")
