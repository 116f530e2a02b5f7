"""`doctor`: what it looks at, and what it says when something is amiss."""

from __future__ import annotations

import re
import sqlite3
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from placentin_tui import __version__, i18n
from placentin_tui.__main__ import main
from placentin_tui.diagnostics.doctor import terminal
from placentin_tui.failure_codes import Reason
from placentin_tui.library import open_or_repair
from placentin_tui.models import NewSource
from placentin_tui.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Said = pytest.CaptureFixture[str]


def test_all_is_well_on_a_new_machine(home: Path, capsys: Said) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    for name, version in (
        ("placentin-tui", __version__),
        ("SQLite", sqlite3.sqlite_version),
        ("textual", metadata.version("textual")),
    ):
        assert re.search(rf"^ +{name} +{re.escape(version)}$", out, re.MULTILINE)
    assert f"{home / 'data' / 'placentin-tui'} (not there yet)" in out
    assert "not there yet; the first source makes it" in out
    # It looks, and leaves nothing behind.
    assert list(home.iterdir()) == []


def test_the_library_is_checked_and_sources_in_trouble_are_named(home: Path, capsys: Said) -> None:
    paths = Paths.of_user()
    clock = 1_700_000_000
    with open_or_repair(paths.library, paths.pictures, clock=lambda: clock) as library:
        fine, never, once = (library.sources.add(NewSource(f"https://{name}.example/", name)) for name in "abc")
        library.sources.record_success(fine.id)
        library.sources.record_failure(
            never.id, Reason("http-404", {"host": "b.example", "status": 404}), next_try=None
        )
        library.sources.record_success(once.id)
        for _ in range(3):
            library.sources.record_failure(once.id, Reason("timeout", {"host": "c.example"}), next_try=None)
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^ +library\.db +sound, 1 MB$", out, re.MULTILINE)
    assert re.search(r"^ +sources +3$", out, re.MULTILINE)
    assert re.search(r"^ +b +b\.example has nothing at this address \(404\)\. It never worked\.$", out, re.MULTILINE)
    assert re.search(
        r"^ +c +c\.example did not answer in time\. It failed 3 times in a row; it last worked 14.November.2023\.$",
        out,
        re.M,
    )
    assert not re.search(r"^ +a ", out, re.MULTILINE)


def test_a_broken_config_is_a_finding(home: Path, capsys: Said, settings: Callable[[str], Path]) -> None:
    settings("measure = 3\n")
    assert main(["doctor"]) == 1
    assert re.search(r"^  ! config\.toml +.+config\.toml, line 1: “measure” must be", capsys.readouterr().out, re.M)


def test_a_damaged_library_is_a_finding(home: Path, capsys: Said) -> None:
    file = Paths.of_user().library
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database" * 1000)
    assert main(["doctor"]) == 1
    assert re.search(r"^  ! library\.db +The library was damaged", capsys.readouterr().out, re.MULTILINE)
    assert main(["doctor"]) == 0
    (aside,) = file.parent.glob("library.damaged-*.db")
    said = f"1 damaged library, the last one is {aside}; delete them when you miss nothing"
    assert re.search(rf"^ +set aside +{re.escape(said)}$", capsys.readouterr().out, re.MULTILINE)


def test_a_folder_that_is_a_file_is_a_finding(home: Path, capsys: Said) -> None:
    (home / "cache").write_text("")
    assert main(["doctor"]) == 1
    assert re.search(r"^  ! pictures +.+ \(cannot be written\)$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize(
    ("environment", "what", "says"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "colours", "16 million"),
        ({"TERM": "xterm-256color"}, "colours", "256"),
        ({"TERM": "xterm"}, "colours", "16"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "colours", "none (NO_COLOR is set)"),
        ({"TERM": "xterm-kitty"}, "pictures", "Kitty's graphics, most likely"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, "pictures", "Kitty's graphics, most likely"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230800"}, "pictures", "Kitty's graphics, most likely"),
        ({"TERM": "foot"}, "pictures", "Sixel, most likely"),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, "pictures", "Sixel, most likely"),
        ({"TERM": "tmux-256color", "KONSOLE_VERSION": "230800"}, "pictures", "half-blocks (inside tmux or screen)"),
        ({"TERM": "xterm-256color"}, "pictures", "half-blocks"),
        ({"TERM": "xterm", "SSH_CONNECTION": "1 2 3 4"}, "copying", "through the terminal (OSC 52), as this is SSH"),
        ({"TERM": "xterm", "PATH": "/nowhere"}, "copying", "through the terminal (OSC 52)"),
        ({"TERM": "dumb"}, "name", "dumb (the paper cannot open here; the commands work)"),
        ({}, "name", "unknown (the paper cannot open here; the commands work)"),
        ({"TERM": "foot"}, "name", "foot"),
        ({"TERM": "xterm"}, "size", "80 × 24"),
        ({"LANG": "fr_FR.UTF-8"}, "language", "en (fr_FR.UTF-8)"),
    ],
)
def test_the_terminal_is_known_by_its_environment(environment: dict[str, str], what: str, says: str) -> None:
    i18n.use("en")
    assert {one.name: one.says for one in terminal(environment, columns=80, rows=24)}[what] == says


def test_a_small_terminal_is_said(home: Path) -> None:
    i18n.use("en")
    assert (
        "(the paper wants 40 × 12)"
        in {one.name: one.says for one in terminal({"TERM": "xterm"}, columns=39, rows=24)}["size"]
    )


def test_a_clipboard_tool_is_found(tmp_path: Path) -> None:
    i18n.use("en")
    (tmp_path / "xclip").touch(0o755)
    findings = {one.name: one.says for one in terminal({"PATH": str(tmp_path)}, columns=80, rows=24)}
    assert findings["copying"] == "xclip, and the terminal (OSC 52)"
