"""`show --changes`: what the paper changed, word by word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main

if TYPE_CHECKING:
    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home")
Said = pytest.CaptureFixture[str]


def test_what_changed(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un", html="<p>Le pont est fermé lundi.</p>"))])
    paper.print(paper.item("un", html="<p>Le pont est ouvert lundi.</p>"))
    main(["refresh"])
    capsys.readouterr()
    assert main(["show", "1", "--changes"]) == 0
    out = capsys.readouterr().out
    assert "Corrected on " in out
    assert "[−] 1 word removed · [+] 1 word added" in out
    assert "Le pont est [−fermé][+ouvert] lundi." in out
    assert main(["show", "1", "--changes", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(change["removed"], change["added"]) for change in record["changes"]] == [(1, 1)]
    main(["show", "1", "--changes", "--format", "html"])
    assert "<del>[−fermé]</del><ins>[+ouvert]</ins>" in capsys.readouterr().out
    main(["show", "1", "--changes", "--format", "markdown"])
    assert "fermé" in capsys.readouterr().out


def test_nothing_changed(paper: Paper, capsys: Said) -> None:
    main(["add", paper.print(paper.item("un"))])
    capsys.readouterr()
    assert main(["show", "1", "--changes"]) == 0
    assert "The earlier wording is not in the library." in capsys.readouterr().out
