"""Which pictures are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.library import Library
from placentin_tui.models import Author, ParsedArticle, PreparedArticle, StoredPicture
from placentin_tui.prose.blocks import Figure, Gallery, Picture, Quote
from tests.library.factories import paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder


def test_a_picture_is_found_by_its_address(library: Library, folder: Path) -> None:
    file = folder / "abc.jpg"
    file.write_bytes(b"jpeg")
    held, failed = StoredPicture("https://a/1", file, 640, 480), StoredPicture("https://a/2", None)
    library.pictures.record(held)
    library.pictures.record(failed)

    assert library.pictures.find(["https://a/1", "https://a/2", "https://a/3"]) == {
        "https://a/1": held,
        "https://a/2": failed,
    }
    assert library.pictures.find(()) == {}


def test_a_later_record_replaces_the_earlier(library: Library, folder: Path) -> None:
    file = folder / "abc.jpg"
    file.write_bytes(b"jpeg")
    library.pictures.record(StoredPicture("https://a/1", None))
    library.pictures.record(StoredPicture("https://a/1", file, 1, 1))
    assert library.pictures.find(["https://a/1"])["https://a/1"].path == file


def test_a_file_cleared_away_is_missing_again(library: Library, folder: Path) -> None:
    file = folder / "abc.jpg"
    file.write_bytes(b"jpeg")
    library.pictures.record(StoredPicture("https://a/1", file, 1, 1))
    file.unlink()
    assert library.pictures.find(["https://a/1"]) == {}


def test_an_articles_missing_pictures_in_the_pages_order(library: Library) -> None:
    inner = (Gallery((Figure(Picture("https://a/2")), Figure(Picture("https://a/3")))),)
    prepared = PreparedArticle(
        ParsedArticle("guid:a", "A"),
        (Quote(inner), Figure(Picture("https://a/1"))),
        lead=Picture("https://a/1"),
        bio=Author("Ann", portrait=Picture("https://a/4")),
    )
    (number,) = library.articles.store(paper(library), [prepared]).new
    assert library.pictures.missing(number) == ["https://a/1", "https://a/2", "https://a/3", "https://a/4"]

    library.pictures.record(StoredPicture("https://a/2", None))
    assert library.pictures.missing(number) == ["https://a/1", "https://a/3", "https://a/4"]
    assert library.pictures.missing(99) == []
