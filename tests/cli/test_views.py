"""`sections`, `saved`, and what `list` can be narrowed by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main

if TYPE_CHECKING:
    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home", "library")

SECTION_KEYS = ["name", "articles", "unread"]
SAVED_KEYS = ["name", "query", "pinned"]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def library(home: object, paper: Paper, capsys: Said) -> None:
    """Three articles in the library, one of them read."""
    address = paper.print(
        paper.item("trois", date="Tue, 03 Mar 2026 13:02:00 GMT", section="Vie locale"),
        paper.item("deux", date="Mon, 02 Mar 2026 13:02:00 GMT", section="Économie"),
        paper.item("un", date="Sun, 01 Mar 2026 13:02:00 GMT", section="Économie"),
    )
    assert main(["add", address]) == 0
    assert main(["mark", "1", "--read"]) == 0
    capsys.readouterr()


def listed(capsys: Said, *arguments: str) -> list[dict[str, object]]:
    assert main([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_sections_have_their_numbers(capsys: Said) -> None:
    assert listed(capsys, "sections") == [
        {"name": "Économie", "articles": 2, "unread": 1},
        {"name": "Vie locale", "articles": 1, "unread": 1},
    ]
    assert main(["sections"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["Économie", "2", "1"]


def test_a_list_is_narrowed_by_names_whatever_their_case_and_accents(capsys: Said) -> None:
    assert [each["id"] for each in listed(capsys, "list", "--section", "economie")] == [2, 1]
    assert [each["id"] for each in listed(capsys, "list", "--section", "economie", "--unread")] == [2]
    assert [each["id"] for each in listed(capsys, "list", "--author", "ANA ROY", "--sort", "old")] == [1, 2, 3]
    query = ("--query", "deux OR un", "--sort", "old")
    assert [each["id"] for each in listed(capsys, "list", "--section", "ÉCONOMIE", *query)] == [1, 2]
    for option in ("--section", "--folder", "--author"):
        assert main(["list", option, "nobody"]) == 1
        assert "“nobody”" in capsys.readouterr().err


def test_a_query_is_saved_listed_found_and_removed(capsys: Said) -> None:
    assert main(["saved", "add", "Matin", "is:unread", "-deux"]) == 0
    assert capsys.readouterr().out == "“Matin” is saved.\n"
    assert main(["saved", "pin", "matin"]) == 0
    capsys.readouterr()
    assert listed(capsys, "saved") == [{"name": "Matin", "query": "is:unread -deux", "pinned": True}]
    assert [each["id"] for each in listed(capsys, "list", "--query", "in:matin")] == [3]
    assert main(["saved", "add", "MATIN", "-trois"]) == 0
    assert main(["saved", "rename", "matin", "Soir"]) == 0
    assert main(["saved"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == ["Soir", "-trois"]
    assert main(["saved", "remove", "soir"]) == 0
    capsys.readouterr()
    assert listed(capsys, "saved") == []
    assert main(["saved", "remove", "soir"]) == 1


def test_each_change_of_a_saved_view_is_told_as_json(capsys: Said) -> None:
    view = {"name": "Matin", "query": "-deux", "pinned": False}
    assert listed(capsys, "saved", "add", "Matin", "-deux") == [view]
    assert listed(capsys, "saved", "pin", "matin") == [view | {"pinned": True}]
    assert listed(capsys, "saved", "rename", "matin", "Soir") == [view | {"name": "Soir", "pinned": True}]
    assert listed(capsys, "saved", "remove", "soir") == [view | {"name": "Soir", "pinned": True}]


@pytest.mark.parametrize("words", [["add"], ["add", "Matin"], ["remove"], ["remove", "a", "b"], ["rename", "a"]])
def test_what_is_missing_is_said(capsys: Said, words: list[str]) -> None:
    assert main(["saved", *words]) == 2
    assert "name" in capsys.readouterr().err
