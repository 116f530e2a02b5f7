"""`rules`: from the shell, and by a refresh."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from placentin_tui.models import RuleVerb

if TYPE_CHECKING:
    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home")

RULE_KEYS = ["name", "query", "do", "on", "until", "muted"]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def address(paper: Paper, capsys: Said) -> str:
    """A paper one subscribes to, with one article in it."""
    address = paper.print(paper.item("un", title="Le port"))
    assert main(["add", address]) == 0
    capsys.readouterr()
    return address


def json_of(capsys: Said, *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_comes_in_is_muted_and_no_news(capsys: Said, paper: Paper, address: str) -> None:
    assert main(["rules", "add", "sport", "section:sport", "--do", "mute", "--for", "7d"]) == 0
    assert capsys.readouterr().out == "It finds 0 of 1 article.\n"
    items = [
        paper.item("deux", section="Sport"),
        paper.item("trois", title="La brume"),
        paper.item("un", title="Le port"),
    ]
    paper.print(*items)
    assert json_of(capsys, "refresh")[0]["new"] == 1
    assert {row["title"] for row in json_of(capsys, "list")} == {"Le port", "La brume"}
    (row,) = json_of(capsys, "rules", "muted")
    assert (row["title"], row["rules"]) == ("Titre de deux", ["sport"])
    (rule,) = json_of(capsys, "rules")
    assert list(rule) == RULE_KEYS
    assert (rule["name"], rule["do"], rule["on"], rule["muted"]) == ("sport", ["mute"], True, 1)
    assert main(["rules", "muted"]) == main(["rules"]) == 0
    said = capsys.readouterr().out
    assert "Titre de deux" in said
    assert "until" in said
    assert main(["rules", "unmute", str(row["id"])]) == 0
    assert "1 article changed." in capsys.readouterr().out
    assert len(json_of(capsys, "list")) == 3


def test_a_refresh_ends_a_rule_and_shows_what_it_muted(capsys: Said, address: str) -> None:
    assert main(["rules", "add", "old", "un", "--do", "mute", "--until", "2020-01-01", "--now"]) == 0
    assert json_of(capsys, "rules", "muted")
    assert json_of(capsys, "refresh")
    assert not json_of(capsys, "rules", "muted")
    (rule,) = json_of(capsys, "rules")
    assert (rule["on"], rule["muted"]) == (False, 0)
    assert main(["rules"]) == 0
    assert "ended on 1 January 2020" in capsys.readouterr().out.replace("\xa0", " ")
    assert main(["rules", "on", "old"]) == 0
    (rule,) = json_of(capsys, "rules")
    assert (rule["on"], rule["until"], rule["muted"]) == (True, None, 1)


def test_a_rule_added_now_mutes_what_is_there_until_it_is_off(capsys: Said, address: str) -> None:
    assert address
    assert main(["rules", "add", "port", "port", "--do", "mute", "--now"]) == 0
    assert capsys.readouterr().out == "It finds 1 of 1 article.\n"
    assert json_of(capsys, "list") == []
    assert main(["rules", "off", "Port"]) == 0
    assert len(json_of(capsys, "list")) == 1
    assert main(["rules", "on", "port"]) == 0
    assert json_of(capsys, "list") == []
    assert main(["rules", "remove", "port"]) == 0
    assert len(json_of(capsys, "list")) == 1
    assert main(["rules"]) == main(["rules", "muted"]) == 0
    said = capsys.readouterr().err
    assert "there are no rules." in said
    assert "nothing is muted." in said


def test_a_preview_names_what_is_found_and_what_is_not_understood(capsys: Said, address: str) -> None:
    assert address
    assert main(["rules", "preview", "-brume"]) == 0
    assert capsys.readouterr().out == "It finds 1 of 1 article.\n1  Le Journal  Le port\n"
    assert json_of(capsys, "rules", "preview", "-port") == [{"of": 1, "articles": []}]
    assert main(["rules", "preview", "foo:bar"]) == 0
    assert "“foo:” is no field" in capsys.readouterr().err


def test_each_change_of_a_rule_is_told_as_json(capsys: Said, address: str, tmp_path: Path) -> None:
    assert address
    rule = {"name": "port", "query": "-brume", "do": ["mute"], "on": True, "until": None, "muted": 1}
    added = json_of(capsys, "rules", "add", "port", "-brume", "--do", "mute", "--now")
    assert added == [rule | {"of": 1, "found": 1}]
    assert json_of(capsys, "rules", "off", "PORT") == [rule | {"on": False, "muted": 0, "changed": True}]
    assert json_of(capsys, "rules", "off", "port") == [rule | {"on": False, "muted": 0, "changed": False}]
    assert json_of(capsys, "rules", "on", "port") == [rule | {"changed": True}]
    edited = json_of(capsys, "rules", "edit", "port", "--name", "quai", "--query", "-mouette")
    assert edited == [rule | {"name": "quai", "query": "-mouette", "changed": True, "of": 1, "found": 1}]
    assert main(["rules", "edit", "quai", "--name", "port", "--query", "-brume"]) == 0
    assert main(["rules", "edit", "port", "--name", "port"]) == 0
    assert capsys.readouterr().out == "It finds 1 of 1 article.\nIt is so already.\n"
    assert json_of(capsys, "rules", "move", "port", "1") == [rule | {"changed": False}]
    assert json_of(capsys, "rules", "unmute", "1") == [{"changed": 1}]
    text = tmp_path / "rules.toml"
    assert main(["rules", "export", str(text)]) == 0
    assert json_of(capsys, "rules", "import", str(text)) == [{"changed": 0}]
    assert json_of(capsys, "rules", "remove", "port") == [rule | {"muted": 0, "changed": True}]
    assert json_of(capsys, "rules", "import", str(text)) == [{"changed": 1}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "x", "port", "--do", "notify"], "a rule cannot notify you yet"),
        (["add", "x", "port", "--do", "burn"], "“burn” is none of mute, read, star"),
        (["add", "x", "port"], "missing: --do"),
        (["add", "x", "port", "--do", "mute", "--for", "soon"], "“soon” is no age"),
        (["add", "x", "port", "--do", "mute", "--until", "soon"], "“soon” is no day"),
    ],
)
def test_what_is_wrong_on_the_command_line_is_said(capsys: Said, arguments: list[str], said: str) -> None:
    assert main(["rules", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "…", "port", "--do", "mute"], "A rule needs a name."),
        (["add", "x", "limit:3", "--do", "mute"], "A rule needs a query that asks for something"),
        (["off", "x"], "No rule is called “x”."),
        (["unmute", "77"], "No article has the number 77."),
        (["import", "missing.toml"], "missing.toml cannot be read"),
    ],
)
def test_what_cannot_be_is_said(capsys: Said, arguments: list[str], said: str) -> None:
    assert main(["rules", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_rules_written_to_a_file_are_the_same_when_they_are_read(capsys: Said, tmp_path: Path) -> None:
    main(["rules", "add", "sport", '-title:"le «port»" section:sport', "--do", "mute", "--do", "read"])
    main(["rules", "add", "météo", "brume", "--do", "star", "--until", "2031-05-17"])
    main(["rules", "off", "sport"])
    main(["rules", "move", "météo", "1"])
    capsys.readouterr()
    before = json_of(capsys, "rules")
    file = tmp_path / "rules.toml"
    assert main(["rules", "export", str(file)]) == 0
    text = file.read_text("utf-8")
    assert (
        text
        == """\
# What is done with articles as they come in; “placentin-tui rules import FILE” reads this.

[[rule]]
name = "météo"
query = "brume"
do = ["star"]
until = 2031-05-18T00:00:00Z

[[rule]]
name = "sport"
query = "-title:\\"le «port»\\" section:sport"
do = ["mute", "read"]
on = false
"""
    )
    assert main(["rules", "import", str(file)]) == 0
    assert capsys.readouterr().out == "It is so already.\n"
    main(["rules", "remove", "sport"])
    main(["rules", "add", "autre", "port", "--do", "read"])
    assert main(["rules", "import", str(file)]) == 0
    assert "2 rules taken." in capsys.readouterr().out
    *same, other = json_of(capsys, "rules")
    assert same == before
    assert other["name"] == "autre"
    assert main(["rules", "export"]) == 0
    assert capsys.readouterr().out.startswith(text)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[rule]]\nname = "x"\nquery = "port"\ndo = ["burn"]', 4, "“burn” is none of mute"),
        ('[[rule]]\nname = "x"\nquery = "port"\ndo = ["notify"]', 4, "a rule cannot notify you yet"),
        ('[[rule]]\nname = "x"\nquery = "port"\n\n[[rule]]\nname = "y"', 1, "“do” is missing"),
        ('\n[[rule]]\nname = "x"\ndo = ["mute"]\nquery = 3', 5, "“query” is missing, or not as it should be"),
        ('[[rule]]\nname = "x"\nquery = "port"\ndo = ["mute"]\n[[rule]]\nname = "x"\nquery = "port"\ndo = ["read"]',
         6, "another rule is called so"),
        ('[[rule]]\nname = "x"\nquery = "p"\ndo = ["mute"]\nuntil = "soon"', 5, "“until” is a day"),
        ('[[rule]]\nname = "x"\nquery = "p"\ndo = ["mute"]\non = 1', 5, "“on” is true or false"),
        ('[[rule]]\nname = "x"\nquery = "p"\ndo = ["mute"]\ncolour = 1', 5, "there is no setting “colour”"),
        ('[[rule]]\nname = "x\nquery = "p"', 2, "Illegal character"),
        ("rules = 3", 1, "there is no setting “rules”"),
        ("rule = 3", 1, "each rule begins with [[rule]]"),
    ],
)  # fmt: skip
def test_an_error_in_a_file_names_its_line_and_changes_nothing(
    capsys: Said, tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, "utf-8")
    assert main(["rules", "import", str(file)]) == 1
    assert f"rules.toml, line {line}: {said}" in capsys.readouterr().err
    assert json_of(capsys, "rules") == []


def test_a_file_that_is_too_long_or_holds_no_rule_is_refused(capsys: Said, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes(b"#" * (1 << 20) + b"#")
    assert main(["rules", "import", str(file)]) == 1
    file.write_bytes(b"# \xff")
    assert main(["rules", "import", str(file)]) == 1
    file.write_bytes(b"# none\n")
    assert main(["rules", "import", str(file)]) == 2
    said = capsys.readouterr().err
    assert all(words in said for words in ("is too long.", "not written in UTF-8", "has no rules."))


def test_the_rules_in_the_documentation_can_be_taken(capsys: Said, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
    file = tmp_path / "rules.toml"
    file.write_text(text.split("```toml\n")[1].split("```")[0], "utf-8")
    assert main(["rules", "import", str(file)]) == 0
    first, second = json_of(capsys, "rules")
    assert (first["do"], first["until"]) == (["mute"], "2026-12-25T00:00:00Z")
    assert (second["do"], second["on"]) == (["star", "tag rail"], False)
    table = re.findall(r"^\| `([a-z-]+)(?: NAME)?` \|", text, re.MULTILINE)
    assert table == [*[*RuleVerb][:3], "tag", *[*RuleVerb][3:]]
