"""`tags`, `tag`, and what of `list` and `mark` is about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from tests.cli.test_articles import library as library
from tests.cli.test_articles import listed, titles

if TYPE_CHECKING:
    Said = pytest.CaptureFixture[str]

TAGS_KEYS = ["name", "articles", "built_in"]
TAG_KEYS = ["id", "tags", "later"]

pytestmark = pytest.mark.usefixtures("library")


def done(capsys: Said, *arguments: str) -> str:
    """What a command that succeeds prints."""
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_tags_are_given_taken_and_listed(capsys: Said) -> None:
    assert done(capsys, "tag", "1", "3", "--add", "Rail, à lire", "--add", "#nuit") == "2 articles changed.\n"
    assert done(capsys, "tag", "3", "--remove", "NUIT") == "1 article changed.\n"
    assert done(capsys, "tag", "3", "1") == "3  à lire, Rail\n1  à lire, nuit, Rail\n"
    assert done(capsys, "tags") == "later   0\nà lire  2\nnuit    1\nRail    2\n"
    tags = listed(capsys, "tags")
    assert [list(tag) for tag in tags] == [TAGS_KEYS] * 4
    assert tags[0] == {"name": "later", "articles": 0, "built_in": True}
    assert listed(capsys, "tag", "3", "--add", "x") == [{"id": 3, "tags": ["à lire", "Rail", "x"], "later": False}]
    assert [article["tags"] for article in listed(capsys, "list")] == [
        ["à lire", "Rail", "x"],
        [],
        ["à lire", "nuit", "Rail"],
    ]


def test_what_a_query_finds_is_tagged(capsys: Said) -> None:
    assert done(capsys, "tag", "--query", "-deux", "--add", "rail") == "2 articles changed.\n"
    assert titles(capsys, "list", "--tag", "rail") == titles(capsys, "search", "-deux")
    assert listed(capsys, "tag", "--query", "#rail sort:old limit:1", "--remove", "rail")[0]["tags"] == []
    assert done(capsys, "tag", "--query", "nobody", "--add", "rail") == "0 articles changed.\n"
    for which in ([], ["1", "--query", "deux"], ["--query", " "]):
        assert main(["tag", *which, "--add", "x"]) == 2
        assert "Say which articles" in capsys.readouterr().err
    assert listed(capsys, "tags", "rename", "rail", "train") == [{"changed": 1}]


def test_a_list_of_one_tag(capsys: Said) -> None:
    done(capsys, "tag", "2", "--add", "rail")
    assert titles(capsys, "list", "--tag", "RAIL") == titles(capsys, "search", "#rail") == ["Titre de deux"]
    assert titles(capsys, "list", "--tag", "rail", "--starred") == []
    assert main(["list", "--tag", "rai"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "placentin-tui: No article has a tag called “rai”.\n")


def test_later(capsys: Said) -> None:
    assert done(capsys, "mark", "2", "--later") == "1 article changed.\n"
    assert titles(capsys, "list", "--tag", "later") == titles(capsys, "search", "is:later") == ["Titre de deux"]
    assert done(capsys, "tag", "2") == "2  later\n"
    assert done(capsys, "mark", "--query", "is:later", "--not-later") == "1 article changed.\n"
    assert titles(capsys, "list", "--tag", "later") == []


def test_tags_are_renamed_merged_and_deleted(capsys: Said) -> None:
    done(capsys, "tag", "1", "2", "--add", "rail")
    done(capsys, "tag", "2", "3", "--add", "train")
    assert done(capsys, "tags", "rename", "rail", "Chemin de fer") == "2 articles changed.\n"
    assert done(capsys, "tags", "merge", "train", "chemin de fer") == "2 articles changed.\n"
    assert [(tag["name"], tag["articles"]) for tag in listed(capsys, "tags")] == [("later", 0), ("Chemin de fer", 3)]
    assert done(capsys, "tags", "delete", "Chemin de fer") == "3 articles changed.\n"
    assert len(listed(capsys, "tags")) == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["tags", "rename", "rail"], 2), (["tags", "delete"], 2), (["tags", "merge", "a", "b", "c"], 2),
        (["tags", "nowhere"], 2), (["tag"], 2), (["tags", "delete", "nowhere"], 1),
        (["tags", "rename", "later", "x"], 1),
        (["tag", "9", "--add", "rail"], 1), (["tag", "1", "9", "--add", "rail"], 1), (["tag", "1", "--add", "!"], 1),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(capsys: Said, arguments: list[str], status: int) -> None:
    assert main(arguments) == status
    assert capsys.readouterr().err.count("\n") == 1
    assert len(listed(capsys, "tags")) == 1
