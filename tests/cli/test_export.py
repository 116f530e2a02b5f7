"""`export`: articles as an e-book, a web page, Markdown, text; without them the sources, as ever."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from tests.cli.conftest import Program
from tests.courier.papers import picture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("library")
Said = pytest.CaptureFixture[str]
NOW = datetime.now(UTC)


@pytest.fixture
def library(home: Path, paper: Paper, capsys: Said) -> None:
    """Three articles: 3 of today with a picture, 2 of today, 1 of three days ago and starred."""
    days = [(NOW - timedelta(hours=hours)).strftime("%a, %d %b %Y %H:%M:%S GMT") for hours in (1, 2, 72)]
    paper.pages["/vue.png"] = (200, "image/png", picture())
    html = f'<p>Le pont.</p><img src="{paper.home}/vue.png" alt="Une vue" width="40" height="30">'
    items = (
        paper.item("trois", date=days[0], html=html),
        paper.item("deux", date=days[1]),
        paper.item("un", date=days[2]),
    )
    main(["add", paper.print(*items)])
    main(["mark", "1", "--star"])
    capsys.readouterr()


def chapters(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        return [book.read(name).decode() for name in sorted(book.namelist()) if "article-" in name]


def test_todays_edition_is_a_book(tmp_path: Path) -> None:
    file = tmp_path / "edition.epub"
    assert main(["export", "--today", str(file)]) == 0
    one, two = chapters(file.read_bytes())
    assert "Titre de trois" in one
    assert 'src="images/1.' in one
    assert "Titre de deux" in two


def test_the_starred_ones_and_named_ones(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "book.epub"
    assert main(["export", "--starred", "--format", "epub", str(file)]) == 0
    assert ["Titre de un" in page for page in chapters(file.read_bytes())] == [True]
    assert main(["export", "--article", "2", "--article", "1", "--article", "2", str(file)]) == 0
    assert len(chapters(file.read_bytes())) == 2
    assert main(["export", "--article", "99", str(file)]) == 1
    assert "No article has the number 99." in capsys.readouterr().err
    assert len(chapters(file.read_bytes())) == 2


def test_what_a_query_finds(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "book.epub"
    assert main(["export", "--query", "-trois sort:old", str(file)]) == 0
    assert [page.count("Titre de un") > 0 for page in chapters(file.read_bytes())] == [True, False]
    assert main(["export", "--query", "nobody foo:x", "--format", "text"]) == 1
    said = capsys.readouterr().err
    assert "“foo:” is no field" in said
    assert "No article is found by “nobody foo:x”." in said


def test_a_web_page_of_several_stands_alone(capsys: Said, program: Program) -> None:
    page = program("export", "--today", "--format", "html").stdout.decode()
    assert page.count("<article ") == 2
    assert '<a href="#article-2">Titre de deux</a>' in page
    assert 'src="data:image/' in page
    assert "<html" in page


def test_markdown_and_text(program: Program) -> None:
    assert program("export", "--today", "--format", "markdown").stdout.decode().count("# Titre de") == 2
    text = program("export", "--today", "--format", "text", "--limit", "1").stdout.decode()
    assert "Titre de trois" in text
    assert "Titre de deux" not in text


def test_a_book_through_the_pipe(program: Program) -> None:
    assert len(chapters(program("export", "--today").stdout)) == 2


def test_nothing_to_take_away_is_said(capsys: Said) -> None:
    main(["mark", "1", "--unstar"])
    assert main(["export", "--starred", "x.epub"]) == 1
    assert "No article is starred." in capsys.readouterr().err


def test_a_format_wants_articles_and_articles_no_opml(capsys: Said) -> None:
    assert main(["export", "--format", "epub"]) == 2
    assert main(["export", "--format", "opml", "--today"]) == 2
    assert main(["export", "--starred", "--today"]) == 2
    assert "Say which articles" in capsys.readouterr().err


def test_the_sources_as_ever(program: Program) -> None:
    assert b"<opml" in program("export").stdout
    assert b"<opml" in program("export", "--format", "opml").stdout


def test_what_was_written_is_told_as_json(tmp_path: Path, capsys: Said) -> None:
    capsys.readouterr()
    book, subscriptions = tmp_path / "book.epub", tmp_path / "sources.opml"
    assert main(["export", "--query", "-trois sort:old", str(book), "--json"]) == 0
    assert main(["export", str(subscriptions), "--json"]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert said == [
        {"file": str(book), "format": "epub", "articles": [1, 2], "bytes": book.stat().st_size},
        {"file": str(subscriptions), "format": "opml", "sources": 1, "bytes": subscriptions.stat().st_size},
    ]
    assert main(["export", "--today", "--format", "text", "--json"]) == 2
    assert "“--json” tells what was written to a file" in capsys.readouterr().err


def test_show_gives_a_web_page(capsys: Said) -> None:
    assert main(["show", "3", "--format", "html"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!DOCTYPE html>")
    assert "data:image/" in out
