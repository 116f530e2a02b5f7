"""`refresh`: news from the shell, and what is said when there is none to be had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library
from placentin_tui.paths import Paths
from tests.courier.papers import picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home")

REFRESH_KEYS = ["source", "status", "new", "changed", "error", "seconds"]
Said = pytest.CaptureFixture[str]


def refreshed(capsys: Said, *arguments: str, status: int = 0) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["refresh", "--json", *arguments]) == status
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_new_then_unchanged_then_corrected(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    (record,) = refreshed(capsys)
    assert list(record) == REFRESH_KEYS
    assert isinstance(record.pop("seconds"), float)
    assert record == {"source": 1, "status": "unchanged", "new": 0, "changed": 0, "error": None}

    paper.print(paper.item("deux"), paper.item("un", html="<p>Un autre texte.</p>"))
    (record,) = refreshed(capsys)
    assert (record["status"], record["new"], record["changed"]) == ("new", 1, 1)


def test_lines_for_people(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    paper.print(paper.item("deux"), paper.item("un", html="<p>Un autre texte.</p>"))
    capsys.readouterr()
    assert main(["refresh"]) == 0
    said = capsys.readouterr()
    assert said.out == "Le Journal: 1 new article, 1 corrected\n1 source asked, 1 new article, 1 corrected.\n"
    # No bar where nobody watches.
    assert said.err == ""


def test_one_source_fails_and_the_others_go_on(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    main(["add", paper.print(paper.item("deux"), path="/autre/", title="Autre")])
    paper.pages["/feed/"] = (404, "text/plain", b"")
    paper.print(paper.item("trois"), path="/autre/", title="Autre")
    capsys.readouterr()
    assert main(["refresh", "--json"]) == 1
    said = capsys.readouterr()
    by_source = {record["source"]: record for record in map(json.loads, said.out.splitlines())}
    assert by_source[1]["status"] == "failed"
    assert by_source[1]["error"]
    assert by_source[2]["new"] == 1
    assert said.err.startswith("placentin-tui: Le Journal: ")
    assert said.err.count("\n") == 1
    main(["sources", "--json"])
    errors = {record["id"]: record["error"] for record in map(json.loads, capsys.readouterr().out.splitlines())}
    assert errors == {1: by_source[1]["error"], 2: None}


def test_a_source_that_is_gone(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    paper.pages["/feed/"] = (410, "text/plain", b"")
    (record,) = refreshed(capsys, status=1)
    assert record["status"] == "gone"
    before = len(paper.asked)
    assert refreshed(capsys) == []
    assert len(paper.asked) == before


def test_only_the_sources_named(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    main(["add", paper.print(paper.item("deux"), path="/autre/", title="Autre")])
    assert [record["source"] for record in refreshed(capsys, "Autre")] == [2]
    assert [record["source"] for record in refreshed(capsys, "1", "Autre")] in ([1, 2], [2, 1])
    assert refreshed(capsys, "Autre", "nobody", status=1) == []


def test_no_sources(capsys: Said) -> None:
    assert main(["refresh"]) == 0
    assert "placentin-tui add ADDRESS" in capsys.readouterr().err


def test_offline_as_asked_opens_no_socket(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    before = list(paper.asked)
    assert main(["refresh", "--offline"]) == 3
    assert main(["--offline", "refresh"]) == 3
    assert paper.asked == before
    assert "Offline" in capsys.readouterr().err


def test_another_refresh_is_left_alone(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    before = list(paper.asked)
    paths = Paths.of_user()
    with Library.open(paths.library, paths.pictures) as library, library.refresh_lock() as ours:
        assert ours
        assert refreshed(capsys, status=1) == []
    assert paper.asked == before


def test_pictures_on_a_metered_line_when_they_are_asked_for(
    paper: Paper, settings: Callable[[str], Path], capsys: Said
) -> None:
    settings('[network]\nmetered = "yes"\n')
    paper.pages["/photo.png"] = (200, "image/png", picture())
    main(["add", paper.print(paper.item("un", html=f'<p>Un.</p><img src="{paper.home}/photo.png">'))])
    assert refreshed(capsys)
    assert "/photo.png" not in paper.asked
    assert refreshed(capsys, "--pictures")
    assert "/photo.png" in paper.asked
