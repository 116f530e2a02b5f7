"""From every earlier version to this one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.library import Library
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.models import Author, Enclosure, View
from placentin_tui.prose.blocks import Paragraph, Picture, Span
from tests.library.factories import NOON, Clock

# What a library of version 1 holds, byte for byte as version 1 wrote it; never to be changed.
PAGE = (
    "789c9b3171f2c28249539684e6a52a302c583065f9d1c9a56545a97a8c0b162c9830657b46494941b195be7ea25e6a45626e"
    "414eaabea15e5641fa62c79c120eb6298b1df3f2567be59716e525e6641697a42e383011bb96dc02e35589a52999f9fab905"
    "a9e99c0b16a5156dc5a24e3979071651fdb4d4d414007eaa43ae"
)
VERSION_1 = """
INSERT INTO source (id, url, title, folder, language, home, icon)
VALUES (7, 'https://a.example/', 'A', '', 'fr', '', '');
INSERT INTO article (id, source, slot, starred, first_seen, words, comments, title, url, author, sections)
VALUES (3, 7, 1815080140800, 1, 1772539200, 2, 0, 'Été', 'https://a.example/1', 'Ann', 'Un' || char(10) || 'Deux');
INSERT INTO seen VALUES (7, 'guid:1', 'd', 3);
INSERT INTO section (id, name) VALUES (1, 'Un'), (2, 'Deux');
INSERT INTO article_section VALUES (1, 1815080140800), (2, 1815080140800);
INSERT INTO comment (article, key, parent, author, first_seen, blocks)
VALUES (3, 'k', '', 'Lise', 1772539200, x'9193a1709194a5427261766f00a0a0a0');
INSERT INTO setting VALUES ('theme', 'dark');
"""


def statements(script: str) -> list[str]:
    return [statement for statement in script.split(";\n") if statement.strip()]


def at_version_1(path: Path) -> None:
    connection = Connection(path)
    migrate(connection, MIGRATIONS[:1])
    for statement in statements(VERSION_1):
        connection.run(statement)
    connection.run("INSERT INTO body VALUES (3, ?)", (bytes.fromhex(PAGE),))
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
        page = library.articles.get(3)
        assert page.blocks == (Paragraph((Span("Une "), Span("œuvre.", 1))),)
        assert page.lead == Picture("https://a.example/1.jpg", "Alt", 8, 6)
        assert page.author == Author("Ann", "Journaliste")
        assert page.enclosures == (Enclosure("https://a.example/1.mp3", "audio/mpeg", 9),)
        assert (page.language, page.comments_url) == ("fr", "https://a.example/1#c")
        assert page.comments_feed == "https://a.example/1/feed"
        assert [(said.author, said.blocks) for said in page.comments] == [("Lise", (Paragraph((Span("Bravo"),)),))]
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
        "CREATE TRIGGER t AFTER UPDATE ON source BEGIN\n SELECT 1;\nEND;\nUPDATE source SET mood = mood || '!';",
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


def test_one_that_another_process_makes_meanwhile_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both find a new file, and one of them is faster, between two questions of the other."""
    path = tmp_path / "library.db"
    mine, other = Connection(path), Connection(path)
    asked = Connection.value

    def value(self: Connection, sql: str, values: Sequence[object] = ()) -> object:
        answer = asked(self, sql, values)
        if self is mine and "application_id" in sql:
            monkeypatch.setattr(Connection, "value", asked)
            migrate(other)
        return answer

    monkeypatch.setattr(Connection, "value", value)
    migrate(mine)
    assert mine.value("PRAGMA user_version") == len(MIGRATIONS)
    mine.close()
    other.close()
