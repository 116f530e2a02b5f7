"""`list`, `search`, `mark`, `show`: reading from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main

if TYPE_CHECKING:
    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home", "library")

ARTICLE_KEYS = [
    "id", "source", "title", "url", "published", "author", "sections", "read", "starred", "comments", "offline_ready",
    "tags", "later",
]  # fmt: skip
SHOW_KEYS = [
    "corrected", "words", "language", "lead", "standfirst", "blocks", "enclosures", "author_box", "comments_url",
    "thread", "full_text", "summary",
]  # fmt: skip
Said = pytest.CaptureFixture[str]


@pytest.fixture
def library(home: object, paper: Paper, capsys: Said) -> None:
    """Three articles in the library: by number 3, 2, 1 from the newest to the oldest."""
    long = (
        "<p>" + "Une phrase assez longue pour être coupée. " * 8 + "</p><h2>Suite</h2><p>Voir <a href='/x'>ici</a>.</p>"
    )
    address = paper.print(
        paper.item("trois", date="Tue, 03 Mar 2026 13:02:00 GMT", title="Élection à Genève", html=long),
        paper.item("deux", date="Mon, 02 Mar 2026 13:02:00 GMT", section="Sport", comments="4"),
        paper.item("un", date="Sun, 01 Mar 2026 13:02:00 GMT", title="[Exclusif] [red]x [/x]"),
    )
    assert main(["add", address]) == 0
    capsys.readouterr()


def listed(capsys: Said, *arguments: str) -> list[dict[str, object]]:
    assert main([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def titles(capsys: Said, *arguments: str) -> list[object]:
    return [article["title"] for article in listed(capsys, *arguments)]


def test_json_has_the_documented_keys(capsys: Said, paper: Paper) -> None:
    articles = listed(capsys, "list")
    assert [list(article) for article in articles] == [ARTICLE_KEYS] * 3
    assert articles[1] == {
        "id": 2,
        "source": 1,
        "title": "Titre de deux",
        "url": f"{paper.home}/deux/?utm_source=rss",
        "published": "2026-03-02T13:02:00Z",
        "author": "Ana Roy",
        "sections": ["Sport"],
        "read": False,
        "starred": False,
        "comments": 4,
        "offline_ready": articles[1]["offline_ready"],
        "tags": [],
        "later": False,
    }


def test_lines_are_aligned_newest_first(capsys: Said) -> None:
    assert main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3  2026-03-03 13:02  ●   Le Journal  Diplomatie  Élection à Genève",
        "2  2026-03-02 13:02  ●   Le Journal  Sport       Titre de deux",
        "1  2026-03-01 13:02  ●   Le Journal  Diplomatie  [Exclusif] [red]x [/x]",
    ]


def test_limits_and_sources(capsys: Said) -> None:
    assert titles(capsys, "list", "--limit", "1") == ["Élection à Genève"]
    assert len(listed(capsys, "list", "--source", "le journal")) == 3
    assert main(["list", "--source", "nobody"]) == 1


def test_a_list_is_sorted(capsys: Said) -> None:
    assert titles(capsys, "list", "--sort", "ancien")[-1] == "Élection à Genève"
    assert titles(capsys, "list", "--sort", "comments", "--limit", "1") == ["Titre de deux"]
    assert titles(capsys, "list", "--sort", "old", "--query", "titre")[0] == "Titre de deux"
    assert main(["list", "--sort", "beauty"]) == 2


def test_what_is_older_is_marked_read(capsys: Said) -> None:
    assert main(["mark", "--older-than", "3", "--query", "titre"]) == 0
    assert main(["mark", "--older-than", "3"]) == 0
    assert capsys.readouterr().out.splitlines() == ["1 article changed.", "1 article changed."]
    assert [row["id"] for row in listed(capsys, "list", "--unread")] == [3]
    assert main(["mark", "1", "--older-than", "3"]) == 2
    assert main(["mark", "--older-than", "99"]) == 1


def test_search_is_accent_blind(capsys: Said) -> None:
    assert titles(capsys, "search", "election geneve") == ["Élection à Genève"]
    assert titles(capsys, "search", "texte", "deux") == ["Titre de deux"]
    assert titles(capsys, "search", "nothing of the kind") == []
    assert [list(article) for article in listed(capsys, "search", "titre")] == [[*ARTICLE_KEYS, "hit"]]


def test_search_says_where_the_words_stand(capsys: Said) -> None:
    assert [row["hit"] for row in listed(capsys, "search", "deux ")] == [
        {"in": "title", "text": "Titre de deux", "marks": [[9, 13]], "by": None}
    ]
    (row,) = listed(capsys, "search", "body:coupée")
    hit = row["hit"]
    assert isinstance(hit, dict)
    assert hit["in"] == "text"
    assert {hit["text"][start:end] for start, end in hit["marks"]} == {"coupée"}
    assert [row["hit"] for row in listed(capsys, "search", "is:unread", "limit:1")] == [None]


def test_search_prints_the_text_around_the_words(capsys: Said) -> None:
    assert main(["search", "body:coupee"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(f"{' ' * 8}Une phrase assez longue pour être coupée.")
    assert main(["search", "title:deux"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("query", ['"', "*", "(", "-", "NEAR(", "title:x", "\x00", "'; drop table article"])
def test_no_query_is_an_error(capsys: Said, query: str) -> None:
    assert main(["search", "--", query]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_not_understood_is_said_on_stderr(capsys: Said) -> None:
    assert main(["search", "titre", "OR", "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == "placentin-tui: “OR” joins nothing here: it was searched as a word.\n"
    assert said.out == ""


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["search", "titre"], ["Titre de deux"]),
        (["search", "-titre"], ["Élection à Genève", "[Exclusif] [red]x [/x]"]),
        (["search", "-titre", "-exclusif"], ["Élection à Genève"]),
        (["search", "--limit", "1", "-titre"], ["Élection à Genève"]),
        (["search", "-titre", "--limit=1"], ["Élection à Genève"]),
        (["--language", "fr", "search", "-est:lu", "tri:ancien", "--limit", "1"], ["[Exclusif] [red]x [/x]"]),
        (["search", "sport"], ["Titre de deux"]),
        (["search", "section:diplomatie", "genève"], ["Élection à Genève"]),
        (["search", "titre:x", "OR", "title:genève"], ["Élection à Genève", "[Exclusif] [red]x [/x]"]),
        (["search", "sort:old limit:2"], ["[Exclusif] [red]x [/x]", "Titre de deux"]),
        (["list", "--query", "-titre", "--limit", "1"], ["Élection à Genève"]),
        (["list", "--query=-titre", "--unread"], ["Élection à Genève", "[Exclusif] [red]x [/x]"]),
        (["list", "--query", "-titre", "--starred"], []),
        (["list", "--source", "le journal", "--query", "on:2026-03-02"], ["Titre de deux"]),
    ],
)
def test_the_query_language(capsys: Said, arguments: list[str], found: list[str]) -> None:
    assert titles(capsys, *arguments) == found


@pytest.mark.parametrize("arguments", [["search", "titre", "--jsn"], ["search"], ["list", "--query"]])
def test_a_slip_of_the_command_line_stays_one(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_an_empty_query_is_a_slip(capsys: Said) -> None:
    assert main(["search", " "]) == 2


def test_marks(capsys: Said) -> None:
    assert main(["mark", "1", "2", "2", "--read"]) == 0
    assert capsys.readouterr().out == "2 articles changed.\n"
    assert titles(capsys, "list", "--unread") == ["Élection à Genève"]
    assert main(["mark", "2", "--unread"]) == 0
    assert capsys.readouterr().out == "1 article changed.\n"
    assert main(["mark", "2", "--unread"]) == 0
    assert capsys.readouterr().out == "0 articles changed.\n"
    main(["mark", "3", "1", "--star"])
    main(["mark", "3", "--unstar"])
    capsys.readouterr()
    assert titles(capsys, "list", "--starred") == ["[Exclusif] [red]x [/x]"]


def test_marks_what_a_query_finds(capsys: Said) -> None:
    assert main(["mark", "--query", "-titre", "--read"]) == 0
    assert capsys.readouterr().out == "2 articles changed.\n"
    assert titles(capsys, "list", "--unread") == ["Titre de deux"]
    assert main(["mark", "--star", "--query", "nobody wrote this"]) == 0
    assert capsys.readouterr().out == "0 articles changed.\n"


@pytest.mark.parametrize("which", [[], ["1", "--query", "titre"]])
def test_marks_are_of_numbers_or_of_a_query(capsys: Said, which: list[str]) -> None:
    assert main(["mark", "--read", *which]) == 2
    assert "“--query”" in capsys.readouterr().err
    assert len(listed(capsys, "list", "--unread")) == 3


def test_marks_are_told_as_json(capsys: Said) -> None:
    assert listed(capsys, "mark", "--query", "-deux", "--star") == [{"changed": 2}]
    assert listed(capsys, "mark", "1", "--star") == [{"changed": 0}]
    assert listed(capsys, "mark", "--older-than", "3") == [{"changed": 2}]


def test_a_list_says_where_the_words_stand_when_it_is_asked(capsys: Said) -> None:
    assert all("hit" not in row for row in listed(capsys, "list", "--query", "titre"))
    with_hits = listed(capsys, "list", "--query", "titre", "--hits")
    assert with_hits == listed(capsys, "search", "titre")
    assert [row["hit"] for row in listed(capsys, "list", "--hits")] == [None] * len(listed(capsys, "list"))


def test_marking_an_unknown_article_marks_none(capsys: Said) -> None:
    assert main(["mark", "1", "99", "--read"]) == 1
    assert "99" in capsys.readouterr().err
    assert len(listed(capsys, "list", "--unread")) == 3


def test_text_is_wrapped_to_the_terminal(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    assert main(["show", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 44
    assert any("Élection à Genève" in line for line in lines)
    assert sum("Une phrase" in line for line in lines) > 2
    assert any("Ana Roy" in line and "3" in line for line in lines)


def test_markdown(capsys: Said, paper: Paper) -> None:
    assert main(["show", "3", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "# Élection à Genève\n" in out
    assert "\n## Suite\n" in out
    assert f"[ici]({paper.home}/x)" in out


def test_json_has_blocks_with_named_fields(capsys: Said, paper: Paper) -> None:
    assert main(["show", "3", "--format", "json"]) == 0
    article = json.loads(capsys.readouterr().out)
    assert list(article) == [*ARTICLE_KEYS, *SHOW_KEYS]
    assert article["blocks"][1] == {
        "type": "heading", "level": 2, "id": "",
        "spans": [{"text": "Suite", "marks": [], "href": "", "title": ""}],
    }  # fmt: skip
    link = article["blocks"][2]["spans"][1]
    assert (link["text"], link["href"]) == ("ici", f"{paper.home}/x")


def test_showing_leaves_it_unread(capsys: Said) -> None:
    main(["show", "3"])
    capsys.readouterr()
    assert len(listed(capsys, "list", "--unread")) == 3


def test_an_unknown_article(capsys: Said) -> None:
    assert main(["show", "99"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
