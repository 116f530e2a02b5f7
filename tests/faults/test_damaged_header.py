"""Damage where a database says what it is and what is in it: none of that is needed to read the rest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.errors import LibraryDamaged
from placentin_tui.library import Library, open_or_repair
from placentin_tui.library.recovery import backup
from placentin_tui.library.recovery.pages import SIZE
from tests.faults.damages import fill, inside, opened, read_all, started


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    fill(folder / "library.db")
    shutil.rmtree(backup.folder_of(folder / "library.db"))
    return folder


@pytest.fixture
def file(sound: Path, tmp_path: Path) -> Path:
    """A library that has no backup."""
    shutil.copytree(sound, tmp_path / "data")
    return tmp_path / "data" / "library.db"


def is_as_it_was(file: Path, sound: Path) -> None:
    """After at most two starts everything is there; then it is quiet."""
    with started(file) as library:
        read_all(library)
        assert library.check() == "ok"
        after = inside(library)
    with opened(file) as library:
        assert library.notice == ""
    with opened(sound / "library.db") as library:
        assert after == inside(library)


FIELDS: dict[str, tuple[int, bytes]] = {
    "the first letter": (0, b"T"),
    "the size of pages": (16, b"\x18"),
    "the size of pages, that of no file": (16, b"\x00\x00"),
    "the version for writing": (18, b"\x03"),
    "the version for reading": (19, b"\xff"),
    "bytes kept free": (20, b"\x20"),
    "a fraction": (22, b"\x21"),
    "the changes, and how many pages there are": (24, b"\xff" * 8),
    "fewer pages than there are": (28, b"\x00\x00\x00\x10"),
    "more pages than there are": (28, b"\x7f\x00\x00\x00"),
    "the first free page": (32, b"\x00\x00\x00\x07"),
    "the number of free pages": (36, b"\x00\x00\x01\x00"),
    "the state of the description": (40, b"\xff\xff"),
    "the format": (47, b"\x09"),
    "the largest root": (52, b"\x00\x00\x00\x02"),
    "the letters' encoding, UTF-16": (56, b"\x00\x00\x00\x02"),
    "the letters' encoding, none": (56, b"\x40"),
    "the version, none": (60, b"\x00\x00\x00\x00"),
    "the version, an earlier one": (60, b"\x00\x00\x00\x03"),
    "the version, one that will never be": (60, b"\x10"),
    "whose it is": (68, b"\x51"),
    "nobody's": (68, b"\x00\x00\x00\x00"),
    "what is kept for later": (80, b"\x01"),
    "all of it": (0, b"\xa5" * 100),
}


@pytest.mark.parametrize(("place", "content"), FIELDS.values(), ids=FIELDS)
def test_a_field_of_the_header(sound: Path, file: Path, place: int, content: bytes) -> None:
    data = bytearray(file.read_bytes())
    data[place : place + len(content)] = content
    file.write_bytes(data)
    is_as_it_was(file, sound)


WORDS = {
    "an index's column": (b"INDEX article_author ON article (auth", -1, b"\xef"),
    "an index's name": (b"CREATE INDEX article_all", -1, b"m"),
    "the first word of an index": (b"CREATE INDEX", 0, b"\x00"),
    "a table's column": (b"title TEXT NOT NULL,", 0, b"T"),
    "a table's type": (b"slot INTEGER NOT NULL UNIQUE", 6, b"\xff"),
    "a table's name": (b"CREATE TABLE letter", -1, b"\xc3"),
    "a table that is none": (b"CREATE TABLE comment", 8, b"\xfe"),
    "a trigger": (b"UPDATE source SET articles = articles - 1", 7, b"\xf0"),
    "a trigger's sum": (b"UPDATE source SET articles = articles - 1", -3, b"*"),
    "the view": (b"fold(article.title)", 0, b"g"),
    "the index of words": (b"content = 'searchable'", 12, b"z"),
    "its tokenizer": (b"unicode61", 0, b"x"),
    "a condition": (b"WHERE hidden = 0", -1, b"1"),
}


@pytest.mark.parametrize(("words", "place", "letter"), WORDS.values(), ids=WORDS)
def test_one_letter_of_the_description(sound: Path, file: Path, words: bytes, place: int, letter: bytes) -> None:
    data = bytearray(file.read_bytes())
    start = data.find(words)
    assert start > 0
    place = start + (place if place >= 0 else len(words) + place)
    data[place : place + 1] = letter
    file.write_bytes(data)
    with opened(file) as library:  # some of it nobody needs, unless he looks
        library.check()
    is_as_it_was(file, sound)


def test_every_letter_of_the_first_page(sound: Path, file: Path) -> None:
    """Whatever one byte of it is, a start ends in a library, a sentence, or a repair."""
    whole = file.read_bytes()
    for place in range(0, SIZE, 37):
        data = bytearray(whole)
        data[place] ^= 0xFF
        shutil.rmtree(file.parent)
        file.parent.mkdir()
        file.write_bytes(data)
        with started(file) as library:
            assert library.check() == "ok"
            assert library.sources.count() == 3, place


@pytest.mark.parametrize("open_library", [opened, lambda file: open_or_repair(file, file.parent, frugal=True)])
def test_no_error_but_ours_comes_out(file: Path, open_library: Callable[[Path], Library]) -> None:
    data = bytearray(file.read_bytes())
    data[data.find(b"INDEX article_author ON article (auth") + 10] = 0xEF
    file.write_bytes(data)
    with open_library(file) as library:
        assert "repaired" in library.notice
    with pytest.raises(LibraryDamaged, match="cannot be read"):
        list(backup.read(file))
