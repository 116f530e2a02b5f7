"""A damaged library: noticed, set aside, and what can be read of it kept; what cannot comes from the backup."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bench.home import PROGRAM
from placentin_tui import i18n
from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.library import Library, open_or_repair
from placentin_tui.library.recovery import backup
from placentin_tui.library.schema import files
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.models import View
from placentin_tui.paths import NAME
from tests.faults.damages import facts, text_of
from tests.harness.home import environment, open_with_list
from tests.harness.tty import Tty
from tests.library.factories import HOUR, NOON, Clock, article, comment, paper, put

PAPERS = ("placentin", "journal", "gazette")
LETTER = "Ma lettre,\nsur deux lignes."


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def opened(file: Path) -> Library:
    return open_or_repair(file, file.parent / "pictures", clock=Clock())


def fill(file: Path, articles: int = 40) -> None:
    """Three papers; every third article read, every fifth starred, a draft and a letter on its way."""
    with opened(file) as library:
        for name in PAPERS:
            source = paper(library, name, folder="Presse")
            numbers = put(
                library,
                source,
                *(
                    article(f"{name}{n}", f"Texte {n} de {name}. " * 60, published=NOON - n * HOUR, sections=("Une",))
                    for n in range(articles)
                ),
            )
            library.undo_log.mark_read(numbers[::3])
            library.undo_log.star(numbers[::5])
            library.comments.store(numbers[0], [comment(str(n), f"Commentaire {n} " * 20) for n in range(5)])
        # All read from the third of the last paper's downwards, and one below it unread again.
        rows = library.articles.ids(View(source=source))
        library.undo_log.mark_all_read(View(source=source), rows[2])
        library.undo_log.mark_read([rows[4].id], read=False)
        draft = library.outbox.draft(numbers[1])
        library.outbox.save(draft.id, name="Ana", email="ana@example.org", text=LETTER)
        library.outbox.write(numbers[2], "", "Ana", "ana@example.org", "En route.")
        library.settings.set("theme", "placentin-day")
        assert library.back_up() is not None


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound library with a backup, to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    fill(folder / "library.db")
    return folder


@pytest.fixture
def file(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "data")
    return tmp_path / "data" / "library.db"


@pytest.fixture
def lonely(file: Path) -> Path:
    """The same without a backup."""
    shutil.rmtree(file.parent / "backups")
    return file


def read_all(library: Library) -> None:
    """Look at everything a person can look at."""
    library.sources.all()
    for summary in library.articles.page(View(), limit=1000):
        library.articles.get(summary.id)
    for query in ("texte", "commentaire", "titre"):
        library.articles.page(View(query=query), limit=1000)
        library.articles.count(View(query=query))
    library.articles.sections()
    library.outbox.all()


def state(library: Library) -> dict[str, object]:
    """All that matters, in a form to compare."""
    rows = library.articles.page(View(), limit=1000)
    return {
        "sources": {source.url: (source.folder, source.articles, source.unread) for source in library.sources.all()},
        "articles": {row.title: (row.read, row.starred) for row in rows},
        "texts": {row.title: library.articles.get(row.id).blocks for row in rows},
        "comments": {row.title: [said.blocks for said in library.comments.of(row.id)] for row in rows},
        "letters": [(outgoing.text, outgoing.state) for outgoing in library.outbox.all()],
        "unread": library.articles.count(View(unread=True)),
        "found": library.articles.count(View(query="texte")),
        "theme": library.settings.get("theme"),
    }


def whole(sound: Path) -> dict[str, object]:
    with opened(sound / "library.db") as library:
        return state(library)


def spoil(file: Path, start: int, length: int, content: bytes = b"\xa5") -> None:
    data = bytearray(file.read_bytes())
    data[start : start + length] = (content * length)[: min(length, len(data) - start)]
    file.write_bytes(data)


def root(file: Path, name: str) -> int:
    """Where the first page of a table or index begins."""
    db = sqlite3.connect(file)
    try:
        return int((db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0] - 1) * 4096)
    finally:
        db.close()


def leaf(file: Path, name: str, nth: int = 0) -> int:
    """Where a page below it begins."""
    start = root(file, name)
    data = file.read_bytes()
    cell = start + int.from_bytes(data[start + 12 + 2 * nth : start + 14 + 2 * nth], "big")
    return (int.from_bytes(data[cell : cell + 4], "big") - 1) * 4096


def repaired(file: Path) -> Library:
    """Read until the damage is met, then start again, as a person would."""
    try:
        with opened(file) as library:
            if library.notice:
                return opened(file)
            read_all(library)
            library.check()
    except LibraryError:
        pass
    return opened(file)


# ── whole parts of the file ──────────────────────────────────────────────────────────────────────────────────────────

LOSSLESS: dict[str, Callable[[Path], None]] = {
    "the header": lambda file: spoil(file, 0, 100),
    "the first page": lambda file: spoil(file, 0, 4096, b"\x00"),
    "an index": lambda file: spoil(file, root(file, "article_all"), 4096),
    "a page of the index of words": lambda file: spoil(file, root(file, "search_data"), 4096),
    "the sections": lambda file: spoil(file, root(file, "sqlite_autoindex_section_1"), 4096),
}


@pytest.mark.parametrize("damage", LOSSLESS.values(), ids=LOSSLESS)
def test_what_says_nothing_by_itself_is_made_anew(sound: Path, lonely: Path, damage: Callable[[Path], None]) -> None:
    damage(lonely)
    spoiled = lonely.read_bytes()
    with repaired(lonely) as library:
        assert library.check() == "ok"
        assert state(library) == whole(sound)
    (aside,) = lonely.parent.glob("library.damaged-*.db")
    assert aside.read_bytes() == spoiled
    assert aside.stat().st_mode & 0o777 == 0o600
    assert not list(lonely.parent.glob("*.unfinished*")) + list(lonely.parent.glob("*.mending*"))


def test_it_is_said_once_what_was_done(lonely: Path) -> None:
    spoil(lonely, 0, 100)
    with opened(lonely) as library:
        (aside,) = lonely.parent.glob("library.damaged-*.db")
        done = "The library was damaged and has been repaired: 3 sources and 120 articles are there."
        assert library.notice == f"{done} {aside} is as it was."
    with opened(lonely) as library:
        assert library.notice == ""


def test_words_that_do_not_match_their_texts_are_indexed_anew_in_place(sound: Path, lonely: Path) -> None:
    with opened(lonely) as library:
        library._connection.run("UPDATE article SET title = 'Autre chose' WHERE id = 1")
        assert library.check() != "ok"
        files.note_damage(lonely)
    with opened(lonely) as library:
        assert library.notice == "The index for searching was damaged; it has been made anew, and nothing was lost."
        assert library.check() == "ok"
    assert not list(lonely.parent.glob("library.damaged-*"))


def test_a_page_of_articles_costs_no_more_than_their_headlines(sound: Path, lonely: Path) -> None:
    spoil(lonely, leaf(lonely, "article"), 4096)
    with repaired(lonely) as library:
        assert library.check() == "ok"
        kept, before = state(library), whole(sound)
        assert [len(library.articles.page(view, limit=1000)) for view in (View(), View(starred=True))] == [120, 24]
        assert library.articles.count(View(unread=True)) == before["unread"]
        (lost,) = library.articles.page(View(query="Texte 7 de placentin"))
        assert lost.title.startswith("Texte 7 de placentin. Texte 7 de")
        assert lost.at == NOON - 7 * HOUR  # its place is in the indexes
        assert library.articles.get(lost.id).blocks == before["texts"]["Titre placentin7"]  # type: ignore[index]
        # The next refresh knows it by its name, and brings the rest of it.
        assert library.articles.known(1, ["guid:placentin7"]) == {"guid:placentin7": ""}
        text = "Texte 7 de placentin. " * 60
        assert library.articles.store(1, [article("placentin7", text, published=NOON)]).changed == (lost.id,)
        assert library.articles.summary(lost.id).title == "Titre placentin7"
        assert library.articles.summary(lost.id).corrected is None
        assert library.revisions.of(lost.id) == ()
        assert library.check() == "ok"
    assert kept["letters"] == before["letters"]
    assert kept["sources"] == before["sources"]
    assert 100 > len(before["articles"].items() & kept["articles"].items()) > 40  # type: ignore[attr-defined]


def test_with_a_backup_it_costs_nothing(sound: Path, file: Path) -> None:
    spoil(file, leaf(file, "article"), 4096)
    with repaired(file) as library:
        assert library.check() == "ok"
        assert state(library) == whole(sound)


@pytest.mark.parametrize("has_backup", [True, False])
@pytest.mark.parametrize("tables", [("article",), ("article", "seen"), ("article", "seen", "source"), ("source",)])
def test_texts_are_there_though_all_else_is_lost(
    sound: Path, file: Path, tables: tuple[str, ...], has_backup: bool
) -> None:
    """The first pages of the tables lead to all others; their indexes are lost with them."""
    if not has_backup:
        shutil.rmtree(backup.folder_of(file))
    with closing(sqlite3.connect(file)) as db:
        named = f"tbl_name IN ({', '.join('?' * len(tables))}) AND rootpage > 0"
        roots = db.execute(f"SELECT rootpage FROM sqlite_schema WHERE {named}", tables).fetchall()
    for (page,) in roots:
        spoil(file, (page - 1) * 4096, 4096)
    with repaired(file) as library:
        assert library.check() == "ok"
        before, after = whole(sound), state(library)
        texts = [library.articles.get(row.id).blocks for row in library.articles.page(View(), limit=1000)]
    assert sorted(map(str, texts)) == sorted(map(str, before["texts"].values()))  # type: ignore[attr-defined]
    assert after["letters"] == before["letters"]
    if has_backup:
        assert after == before


def test_a_text_without_its_article(sound: Path, lonely: Path) -> None:
    with closing(sqlite3.connect(lonely)) as db, db:
        db.execute("DELETE FROM article WHERE id = 50")
    with repaired(lonely) as library:
        assert library.check() == "ok"
        assert library.articles.count(View()) == 120
        assert library.articles.summary(50).title.startswith("Texte 9 de journal.")
        assert library.articles.summary(50).source == 2


@pytest.mark.parametrize("percent", [*range(2, 100, 8), 60, 66, 70, 74, 78, 82])
def test_cut_to_a_part(sound: Path, file: Path, percent: int) -> None:
    os.truncate(file, file.stat().st_size * percent // 100)
    with repaired(file) as library:
        assert library.check() == "ok"
        before, after = whole(sound), state(library)
    assert after["sources"] == before["sources"]
    assert after["articles"] == before["articles"]
    assert after["letters"] == before["letters"] or percent < 30


@pytest.mark.parametrize("percent", [40, 60, 66, 70, 74, 78, 82])
def test_cut_to_a_part_without_a_backup(sound: Path, lonely: Path, percent: int) -> None:
    pages = lonely.stat().st_size // 4096 * percent // 100
    os.truncate(lonely, pages * 4096)
    before = {fact.value: fact.page for fact in facts(sound / "library.db") if fact.kind == "text"}
    there = [text for text, page in before.items() if page <= pages]
    with repaired(lonely) as library:
        assert library.check() == "ok"
        rows = library.articles.page(View(), limit=1000)
        texts = [text_of(library.articles.get(row.id).blocks) for row in rows]
        assert {row.source for row in rows} <= {1, 2, 3}
    assert set(there) <= set(texts)
    found = [text for text in texts if text in before]
    assert len(found) == len(set(found))


def test_a_lost_text_is_said_in_its_place_and_comes_with_the_next_refresh(lonely: Path) -> None:
    with opened(lonely) as library:
        library._connection.run("UPDATE body SET page = x'93ff00' WHERE article = 7")
        with pytest.raises(LibraryDamaged, match="damaged"):
            library.articles.get(7)
    with opened(lonely) as library:
        assert "repaired: 3 sources and 120 articles" in library.notice
        assert "This text was lost" in str(library.articles.get(7).blocks)
        assert library.articles.known(1, ["guid:placentin6"]) == {"guid:placentin6": ""}
        assert library.articles.store(1, [article("placentin6", "Le voici.")]).changed == (7,)
        assert "Le voici." in str(library.articles.get(7).blocks)
        assert library.check() == "ok"


def test_every_source_lost_comes_from_the_backup_with_its_articles(sound: Path, file: Path) -> None:
    spoil(file, root(file, "source"), 4096)
    with repaired(file) as library:
        assert library.check() == "ok"
        before, after = whole(sound), state(library)
    # One that was on its way when the backup was made is still known to be: its own row was readable.
    assert after == before


def test_a_letter_whose_article_is_lost_is_kept(lonely: Path) -> None:
    spoil(lonely, root(lonely, "article"), 4096)
    with repaired(lonely) as library:
        assert library.check() == "ok"
        assert {outgoing.text for outgoing in library.outbox.all()} == {LETTER, "En route."}


@pytest.mark.parametrize("size", [50, 5000, 60_000])
def test_cut_off(file: Path, size: int) -> None:
    os.truncate(file, size)
    with repaired(file) as library:
        assert {source.url for source in library.sources.all()} == {f"https://{name}.example/feed" for name in PAPERS}
        assert library.check() == "ok"


def test_a_file_of_something_else(file: Path) -> None:
    file.write_bytes(b"<html>captive portal</html>" * 1000)
    with repaired(file) as library:
        assert len(library.sources.all()) == 3
        # What the backup has of the letter on its way is no order to send it a second time.
        assert [(outgoing.text, outgoing.state) for outgoing in library.outbox.all()] == [
            (LETTER, "draft"),
            ("En route.", "unknown"),
        ]
        assert library.outbox.due(NOON + HOUR) == []
        starred = library.articles.page(View(starred=True), limit=100)
        assert len(starred) == 24
        assert all("de " in str(library.articles.get(row.id).blocks) for row in starred)


def test_a_wal_without_its_file(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    with opened(file):
        fill(file, 5)  # few enough that nothing was moved from the WAL into the file yet
        shutil.copy(f"{file}-wal", tmp_path / "kept")
        with opened(file) as library:
            before = state(library)
    for path in tmp_path.glob("library.*"):
        path.unlink()
    shutil.rmtree(tmp_path / "backups")
    shutil.move(tmp_path / "kept", f"{file}-wal")
    with opened(file) as library:
        assert "repaired: 3 sources and 15 articles" in library.notice
        assert state(library) == before
        assert library.check() == "ok"


def test_an_older_library_is_repaired_and_brought_up_to_date(tmp_path: Path) -> None:
    from tests.library.test_migrate import at_version_1

    file = tmp_path / "library.db"
    with opened(file) as library:
        paper(library)
        library.back_up()
    files.delete(file)
    at_version_1(file)
    spoil(file, 0, 100)
    with opened(file) as library:
        assert library._connection.value("PRAGMA user_version") == len(MIGRATIONS)
        assert [source.url for source in library.sources.all()] == [
            "https://a.example/",
            "https://placentin.example/feed",
        ]
        assert library.articles.get(3).summary.starred
        assert library.check() == "ok"


# ── who repairs, and when ────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_repairs_what_another_has_open(file: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "tests.library.program", "lock", str(file)]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        other.stdout.readline()
        files.note_damage(file)
        with pytest.raises(LibraryDamaged, match="Close every other Placentin"):
            opened(file)
        other.communicate("")
    with opened(file) as library:
        assert library.check() == "ok"
    assert not files.is_damaged(file)


def test_a_repair_that_breaks_off_is_taken_up_again(sound: Path, lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(lonely, 0, 100)
    real = Path.rename
    for step in (1, 2, 2):  # the new file, the old one, the new one in its place
        done = 0

        def rename(self: Path, target: Path, last: int = step) -> Path:
            nonlocal done
            done += 1
            if done == last:
                raise KeyboardInterrupt
            return real(self, target)

        monkeypatch.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            opened(lonely)
    monkeypatch.setattr(Path, "rename", real)
    with opened(lonely) as library:
        assert state(library) == whole(sound)
    assert len(list(lonely.parent.glob("library.damaged-*.db"))) == 1


def test_a_backup_that_is_damaged_too_gives_way_to_the_one_before(file: Path) -> None:
    older = backup.folder_of(file) / "2026-03-01.jsonl.gz"
    shutil.copy(next(backup.folder_of(file).iterdir()), older)
    (backup.folder_of(file) / "2026-03-04.jsonl.gz").write_bytes(older.read_bytes()[:200])
    file.write_bytes(b"no database" * 1000)
    with opened(file) as library:
        assert len(library.sources.all()) == 3


def test_damage_met_while_reading_is_said_and_the_next_start_repairs(tmp_path: Path) -> None:
    file = tmp_path / "data" / NAME / "library.db"
    fill(file, 10)
    with opened(file) as library:
        fifth = library.articles.page(View(), limit=5)[4].id
        library._connection.run("UPDATE body SET page = x'93ff00' WHERE article = ?", (fifth,))
    env = {**environment(tmp_path), "LANGUAGE": "en"}
    open_with_list(tmp_path)
    with Tty([PROGRAM, "--offline"], env=env) as tty:
        tty.wait("1/30")
        tty.settle()
        tty.send("jjjj\r")
        tty.wait("This text is damaged in")
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
    with Tty([PROGRAM, "--offline"], env=env) as tty:
        tty.wait("was damaged and")
        tty.send("jjjj\r")
        tty.wait("THIS TEXT WAS LOST")
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
