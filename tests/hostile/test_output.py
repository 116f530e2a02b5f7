"""What the command line writes holds no order to a terminal, whatever the library holds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.paper import Paper
from tests.cli.conftest import Program, home, program
from tests.harness.home import environment
from tests.harness.start import headline
from tests.harness.tty import Tty
from tests.hostile.never import forbidden
from tests.hostile.papers import MARKUP, ORDERS, edit_by_hand, fill

__all__ = ["home", "program"]

COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("search", "texte"),
    ("search", "texte", "--json"),
    ("show", "1"),
    ("show", "1", "--format", "markdown"),
    ("show", "1", "--format", "json"),
    ("sources",),
    ("sources", "--json"),
    ("comments", "1"),
    ("comments", "1", "--json"),
    ("outbox",),
    ("outbox", "--json"),
    ("share", "1"),
    ("share", "1", "--to", "title"),
    ("share", "1", "--to", "mail", "--json"),
    ("share", "1", "--to", "html", "--open"),
    ("export",),
    ("doctor",),
    ("remove", "nobody \x1b]0;OWNED\x07"),
    ("show", "\x1b[31m"),
    ("list", "--source", "\x9b31m\u202e"),
    ("import", "\x1b[31m.opml"),
    ("add", "\x1b]0;OWNED\x07", "--offline"),
)


def library_of(folder: Path) -> Paper:
    """A library in the folders the program under test looks into."""
    paper = Paper(folder / "unused")
    paper.paths = type(paper.paths)(*(folder / name / "placentin-tui" for name in ("data", "config", "cache")))
    paper.paths.create()
    return paper


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_the_command_line_writes_commands_a_terminal(
    program: Program, home: Path, command: tuple[str, ...]
) -> None:
    with library_of(home).open() as library:
        fill(library, "Titre")
        edit_by_hand(library, f"Avant {''.join(ORDERS)} après")
    if "html" in command:
        (home / "config" / "placentin-tui" / "config.toml").write_text(f'save_to = "{home / "saved"}"')
    done = program(*command, HOME=str(home))
    assert b"Traceback" not in done.stderr
    for written in (done.stdout.decode(), done.stderr.decode()):
        assert not forbidden(written.replace("\t", "")), (written, forbidden(written))
    if "json" in " ".join(command):
        for line in done.stdout.splitlines():
            for text in re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', line.decode()):
                assert not forbidden(json.loads(f'"{text}"'))
    if "html" in command:
        (saved,) = (home / "saved").iterdir()
        assert not forbidden(saved.name + saved.read_text("utf-8"))
        assert not saved.name.startswith((".", "-"))


@pytest.mark.parametrize("text", MARKUP)
def test_what_is_markup_elsewhere_is_text_on_the_command_line(program: Program, home: Path, text: str) -> None:
    with library_of(home).open() as library:
        fill(library, text)
    for command in ("list", "list --json", "show 1", "sources --json", "comments 1", "outbox"):
        said = program(*command.split()).stdout.decode()
        shown = json.dumps(text, ensure_ascii=False)[1:-1] if "--json" in command else text
        assert shown in said.replace("\n", " ").replace("\xa0", " "), (command, said)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
@pytest.mark.parametrize("command", [(), ("list",), ("show", "1"), ("refresh",), ("add", "https://paper.example/")])
def test_offline_no_socket_is_opened(tmp_path: Path, command: tuple[str, ...]) -> None:
    """As the kernel sees it, in every process the program starts."""
    calls = tmp_path / "calls"
    traced = ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(calls)]
    if subprocess.run([*traced, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nothing may be traced here")
    with library_of(tmp_path).open() as library:
        fill(library, "Titre")
    offline = [*traced, sys.executable, "-m", "placentin_tui", *command, "--offline"]
    env = {**environment(tmp_path), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    with Tty(offline, columns=120, rows=40, env=env) as tty:
        if not command:
            tty.wait("Titre", timeout=90)
            for keys in ("\r", "R", "c", "P", "r", "\x1b", "a", "https://paper.example/\r", "Q"):
                tty.send(keys)
                tty.settle(0.3)
            tty.send("Q")
        tty.exit(90)
    seen = calls.read_text().splitlines()
    # A pair of pipes between the program's own threads is no way out; nor is asking the system who one is.
    assert [call for call in seen if re.search(r"\bsocket\(AF_(?!UNIX|LOCAL)", call)] == []
    assert [call for call in seen if "connect(" in call and "AF_UNIX" not in call] == []
    assert [call for call in seen if re.search(r"\bsend(to|msg|mmsg)\(", call) and "sin" in call] == []
    assert headline()
