"""The commands in a real terminal: lines that fit it, a bar while it waits, the app's way in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.harness.tty import Tty

if TYPE_CHECKING:
    from tests.cli.conftest import Paper, Program

COMMAND = [sys.executable, "-m", "placentin_tui"]


def lines(tty: Tty) -> list[str]:
    return [line.rstrip() for line in tty.text.splitlines() if line.strip()]


def test_tables_fit_the_terminal(program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un", title="Un titre " * 20), title="Un journal au nom sans fin " * 4))
    for command, held in (("list", "Un titre"), ("sources", "Un journal")):
        with Tty([*COMMAND, command], columns=60, rows=20) as tty:
            assert tty.exit() == 0
            assert len(lines(tty)) == (1 if command == "list" else 2)
            assert held in tty.text
            assert "…" in tty.text


def test_an_article_is_wrapped_to_the_terminal(program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un", html="<p>" + "mot " * 60 + "</p>")))
    with Tty([*COMMAND, "show", "1"], columns=50, rows=40) as tty:
        assert tty.exit() == 0
        text = [line for line in lines(tty) if "mot mot" in line]
        assert len(text) > 4
        assert all(45 <= len(line) <= 50 for line in text[:-1])


def test_a_bar_shows_how_far_a_refresh_is_and_leaves(program: Program, paper: Paper) -> None:
    for name in ("a", "b"):
        program("add", paper.print(paper.item(name), path=f"/{name}/", title=f"Journal {name}"))
    with Tty([*COMMAND, "refresh"], columns=70, rows=20) as tty:
        assert tty.exit() == 0
        assert lines(tty) == ["2 sources asked, 0 new articles."]
        assert "━" * 12 + "─" * 12 in tty.raw.decode()
        assert "1/2  Journal" in tty.raw.decode()


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_show_the_paper(program: Program, term: str) -> None:
    with Tty([*COMMAND, "--offline"], columns=200, rows=10, env={"TERM": term}) as tty:
        assert tty.exit() == 2
        (line,) = lines(tty)
        assert f"(TERM={term})" in line
        assert "\x1b" not in tty.raw.decode()


def test_no_bar_in_a_dumb_terminal(program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un")))
    with Tty([*COMMAND, "refresh"], columns=70, rows=20, env={"TERM": "dumb"}) as tty:
        assert tty.exit() == 0
        assert "\x1b" not in tty.raw.decode()


def test_the_app_opens_and_closes(program: Program) -> None:
    with Tty([*COMMAND, "--offline", "--language", "en"], columns=100, rows=30) as tty:
        tty.wait("leplacentin.com")
        tty.send("\x1b")
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
