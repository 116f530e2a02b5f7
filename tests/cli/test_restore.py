"""`restore`: what it lists, what it brings back, what it says when it cannot."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library, open_or_repair
from placentin_tui.library.recovery import backup
from placentin_tui.models import View
from placentin_tui.paths import Paths
from tests.library.factories import article, paper, put

if TYPE_CHECKING:
    from tests.cli.conftest import Paper, Program

RESTORE_KEYS = ["file", "sources", "articles", "comments"]
Said = pytest.CaptureFixture[str]


def opened() -> Library:
    return open_or_repair(Paths.of_user().library, Paths.of_user().pictures)


@pytest.fixture
def saved(home: Path) -> Path:
    """A backup; the library itself is gone."""
    with opened() as library:
        first, second = put(library, paper(library, folder="Presse"), article("a", "Un texte."), article("b"))
        library.undo_log.star([first])
        library.undo_log.mark_read([second])
        library.outbox.write(first, "", "Ana", "ana@example.org", "Bravo.")
        file = library.back_up()
    assert file is not None
    for path in Paths.of_user().data.glob("library.*"):
        path.unlink()
    return file


def test_brings_back_what_is_missing(saved: Path, capsys: Said) -> None:
    assert main(["restore"]) == 0
    assert capsys.readouterr().out == f"From {saved}: 1 source, 2 articles and 1 comment of yours came back.\n"
    with opened() as library:
        (source,) = library.sources.all()
        assert (source.url, source.folder, source.unread) == ("https://placentin.example/feed", "Presse", 1)
        (starred,) = library.articles.page(View(starred=True))
        assert "Un texte." in str(library.articles.get(starred.id).blocks)
        (outgoing,) = library.outbox.all()
        assert (outgoing.text, outgoing.state) == ("Bravo.", "unknown")
        assert library.outbox.pending() == ()
        # Restoring is no act of reading: undo does not take it back.
        assert library.undo_log.undo() is None
        assert library.check() == "ok"
    assert main(["restore", str(saved), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(record) == RESTORE_KEYS
    assert record == {"file": str(saved), "sources": 0, "articles": 0, "comments": 0}


def test_into_a_library_of_other_papers(saved: Path, capsys: Said) -> None:
    with opened() as library:
        put(library, paper(library, "journal"), article("x"))
    assert main(["restore"]) == 0
    with opened() as library:
        assert [(source.title, source.articles) for source in library.sources.all()] == [
            ("Journal", 1),
            ("Placentin", 2),
        ]
        assert library.check() == "ok"


def test_removed_since_and_wanted_again(saved: Path) -> None:
    assert main(["restore"]) == 0
    with opened() as library:
        library.undo_log.remove_source(1)
    assert main(["restore"]) == 0
    with opened() as library:
        assert library.articles.count(View()) == 2


def test_lists_them(saved: Path, capsys: Said) -> None:
    assert main(["restore", "--list"]) == 0
    assert capsys.readouterr().out == f"{saved}\n"
    assert main(["restore", "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(saved)}


def test_says_that_there_is_none(home: Path, capsys: Said) -> None:
    assert main(["restore"]) == 1
    assert "There is no backup yet" in capsys.readouterr().err


def test_takes_the_newest_that_can_be_read(saved: Path, capsys: Said) -> None:
    damaged = saved.with_name("2026-02-01.jsonl.gz") if saved.name < "2026-02-01" else saved
    sound = saved.rename(saved.with_name("2026-01-01.jsonl.gz"))
    damaged.write_bytes(sound.read_bytes()[:-20])
    assert main(["restore"]) == 0
    assert f"From {sound}: 1 source, 2 articles" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"nonsense", None])
def test_says_that_it_cannot_be_read(saved: Path, capsys: Said, content: bytes | None) -> None:
    saved.write_bytes(saved.read_bytes()[:-20] if content is None else content)
    assert main(["restore"]) == (0 if content == b"" else 1)
    if content != b"":
        assert f"The backup {saved} cannot be read." in capsys.readouterr().err
        with opened() as library:
            assert library.sources.all() == []
    assert main(["restore", "/no/such/file"]) == 1


def test_a_refresh_makes_one_a_day(program: Program, paper: Paper, home: Path) -> None:
    program("add", paper.print(paper.item("un")))
    program("refresh")
    (file,) = backup.all_of(home / "data" / "placentin-tui" / "library.db", int(time.time()))
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    before = file.stat().st_mtime_ns
    program("refresh")
    assert file.stat().st_mtime_ns == before
    done = program("doctor")
    assert b"backup" in done.stdout


def test_only_the_last_days_are_kept(home: Path) -> None:
    day = 1_772_539_200
    path = Paths.of_user().library
    for number in range(10):
        with open_or_repair(path, path.parent, clock=lambda at=day + 86_400 * number: at) as library:  # type: ignore[misc]
            if not number:
                paper(library)
            assert library.back_up() is not None
            assert library.back_up() is None
    assert [file.name[:10] for file in backup.all_of(path, day + 86_400 * 9)] == [
        f"2026-03-{number:02}" for number in range(12, 5, -1)
    ]
    # A clock that was set back does not make an old one the newest.
    assert backup.all_of(path, day + 86_400 * 5)[0].name.startswith("2026-03-08")


def test_an_empty_library_takes_no_backups_place(home: Path) -> None:
    with opened() as library:
        assert library.back_up() is None
