"""The grammar: slips are said in one sentence, in the reader's language, and end with 2."""

from __future__ import annotations

import argparse
import inspect
import re
from typing import TYPE_CHECKING

import pytest

from placentin_tui import __version__, i18n
from placentin_tui.__main__ import main
from placentin_tui.cli import parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("home")

COMMANDS = ["add", "remove", "sources", "refresh", "list", "search", "show", "mark", "import", "export", "doctor"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing"], "“placentin-tui --help” says more"),
        (["nothing", "refresh"], "'add'"),
        (["--nothing"], "not understood: --nothing"),
        (["add"], "missing: ADDRESS"),
        (["add", "a", "--title"], "--title: a value is missing"),
        (["list", "--limit", "0"], "--limit: “0” is no number from 1 on"),
        (["list", "--limit", "-1"], "--limit"),
        (["list", "--limit", "9" * 5000], "--limit"),
        (["list", "--lim", "3"], "not understood: --lim 3"),
        (["list", "--unread=yes"], "--unread: takes no value"),
        (["show", "abc"], "ID: “abc” is no article's number"),
        (["show", "²"], "is no article's number"),
        (["show", "1", "--format", "pdf"], "'pdf' is none of "),
        (["mark", "1"], "one of these is needed: --read --unread --star --unstar"),
        (["mark", "1", "--read", "--unread"], "not together with"),
        (["--language", "de", "list"], "'de' is none of "),
        (["remove", "a", "b\x1b[31m"], "not understood: b"),
    ],
)
def test_slips(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("placentin-tui: ")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"placentin-tui {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main(["--help"]) == 0
    assert re.search(rf"^ +{command} +\w", capsys.readouterr().out, re.MULTILINE)
    assert main([command, "--help"]) == 0
    assert f"placentin-tui {command}" in capsys.readouterr().out


def test_help_is_there_in_spite_of_a_broken_config(
    capsys: pytest.CaptureFixture[str], settings: Callable[[str], Path]
) -> None:
    settings("nothing = 3\n")
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert main(["list"]) == 1
    said = capsys.readouterr()
    assert "config.toml, line 1: “nothing” is no setting" in said.err


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--language", "fr", "list"], "fr"),
        (["list", "--language=fr"], "fr"),
        (["list", "--language", "de"], ""),
        (["list", "--language"], ""),
        (["list", "fr"], ""),
        ([], ""),
    ],
)
def test_the_language_is_seen_first(arguments: list[str], language: str) -> None:
    assert parser.requested_language(arguments) == language


def test_the_command_line_beats_the_config_and_the_config_the_locale(
    capsys: pytest.CaptureFixture[str], settings: Callable[[str], Path]
) -> None:
    main(["list"])
    assert i18n.language() == "en"
    settings('language = "fr"\n')
    main(["list"])
    assert i18n.language() == "fr"
    main(["list", "--language", "en"])
    assert i18n.language() == "en"


def test_help_and_slips_are_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "fr", "--help"]) == 0
    french = capsys.readouterr().out
    assert not re.search(r"\b(usage: |options:|commands:|the|an?|of|only|subscribe)\b", french)
    assert main(["--language", "fr", "add"]) == 2
    assert "missing" not in capsys.readouterr().err


def test_what_argparse_says_is_what_we_teach_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Every message of argparse that our table renames is still one of its own."""
    source = inspect.getsource(argparse)
    taught = re.findall(r'^        "(.+?)": _\(', inspect.getsource(parser), re.MULTILINE)
    assert len(taught) > 8
    for message in taught:
        assert message in source.replace("'\n                        '", "")
