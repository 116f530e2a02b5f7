"""The paper as a person has it: started from the shell in a real terminal, read, and closed with a key."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from bench.home import HEADLINE, PROGRAM, Home
from bench.server import served
from tests.harness.contacts import Contacts
from tests.harness.home import environment
from tests.harness.start import headline
from tests.harness.tty import Tty


def paper(folder: Path, *options: str, columns: int = 120, rows: int = 40, env: dict[str, str] | None = None) -> Tty:
    return Tty([PROGRAM, *options], columns=columns, rows=rows, env={**environment(folder), **(env or {})}, cwd=folder)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (40, 12)])
def test_the_first_start_shows_the_edition_and_contacts_nobody(tmp_path: Path, columns: int, rows: int) -> None:
    contacts = Contacts(tmp_path / "contacts")
    with paper(tmp_path, columns=columns, rows=rows, env=contacts.environment) as tty:
        tty.wait(headline())
        tty.settle(1)
        tty.send("\x1b")
        tty.settle(0.5)
        for keys in ("\r", " ", "q", "j"):
            tty.send(keys)
            tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
    assert contacts.made() == []


def test_what_was_fetched_is_read_offline_and_no_packet_leaves(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with served(3, 10) as papers:
        home.subscribe(papers.addresses())
        home.run("refresh")
    contacts = Contacts(tmp_path / "contacts")
    with paper(home.folder, "--offline", env=contacts.environment) as tty:
        tty.wait(re.compile(HEADLINE))
        shown = set()
        for number in range(1, 31):
            tty.wait(re.compile(rf"\b{number}/30\b"))
            tty.settle(0.05)
            shown |= set(re.findall(HEADLINE, tty.text))
            tty.send("j")
        tty.send("\rR")
        tty.settle()
        assert tty.processes() == [tty.pid]
        tty.send("Q")
        assert tty.exit() == 0
    assert shown == {f"P{paper}N{number}" for paper in range(3) for number in range(10)}
    assert contacts.made() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with paper(tmp_path, "--offline") as tty:
        tty.wait(headline())
        tty.settle()
        tty.signal(number)
        tty.exit()
        assert not tty.modes_left


def test_speaks_the_language_asked_for(tmp_path: Path) -> None:
    with paper(tmp_path, "--offline", "--language", "fr") as tty:
        tty.wait("Aide")


def test_what_is_typed_at_once_behind_the_slash_is_searched_for(tmp_path: Path) -> None:
    with paper(tmp_path, "--offline", "--language", "en", columns=80, rows=30) as tty:
        tty.wait(headline())
        tty.send("\x1b")  # the welcome line
        tty.settle(0.5)
        tty.send("/plugs")  # each of these letters is a key of its own, or none
        tty.settle(0.5)
        assert "plugs" in tty.text
        tty.send("\x1b")
        tty.settle(0.5)
        tty.send("\r")
        tty.settle(0.5)
        tty.send("/newspaper")
        tty.wait(re.compile(r"1/\d\b"))
        assert "newspaper" in tty.text.splitlines()[-1]
        tty.send("\x1b")
        tty.settle(0.5)
        tty.send("qQ")
        assert tty.exit() == 0
