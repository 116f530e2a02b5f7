"""What the command line writes holds no order to a terminal, whatever the library holds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from placentin_tui.__main__ import main
from tests.cli.conftest import Program, home, program
from tests.harness.home import environment
from tests.harness.start import headline
from tests.harness.tty import Tty
from tests.hostile.never import forbidden
from tests.hostile.papers import MARKUP, ORDERS, edit_by_hand, fill
from tests.ui.paper import Paper

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
        assert not forbidden(written), (written, forbidden(written))
    if "json" in " ".join(command):
        for line in done.stdout.splitlines():
            for text in re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', line.decode()):
                assert not forbidden(json.loads(f'"{text}"'))
    if "html" in command:
        (saved,) = (home / "saved").iterdir()
        assert not forbidden(saved.name + saved.read_text("utf-8"))
        assert not saved.name.startswith((".", "-"))


@pytest.mark.parametrize(
    "order", ["a\rb", "a\x08b", "a\x0cb", "a\tb", "a\x0bb", "a\x7fb", "a\x9bb", "a\u2028b"], ids=ascii
)
def test_one_control_alone_does_not_come_through_either(
    home: Path, capfdbinary: pytest.CaptureFixture[bytes], order: str
) -> None:
    with library_of(home).open() as library:
        fill(library, "Titre")
        edit_by_hand(library, order)
    for command in COMMANDS[:16]:
        main(list(command))
        out, err = capfdbinary.readouterr()
        for written in (out.decode(), err.decode()):
            assert not forbidden(written), (command, forbidden(written))
        if "json" in " ".join(command):
            said = [text for line in out.splitlines() for text in strings(json.loads(line))]
            assert said
            assert not [text for text in said if forbidden(text)]


def strings(part: object) -> Iterator[str]:
    """Every text in what JSON says."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from (text for pair in part.items() for each in pair for text in strings(each))
    elif isinstance(part, list):
        yield from (text for each in part for text in strings(each))


NAME = "a\x1b[31m\x9b31m\r\n\t\x08\u202eb"


def test_no_files_name_commands_a_terminal(program: Program, home: Path) -> None:
    data = home / "data" / "placentin-tui"
    with library_of(home).open() as library:
        fill(library, "Titre")
        assert library.back_up() is not None
    (data / "backups" / f"2026-01-01{NAME}.jsonl.gz").write_bytes(b"x")
    (sound,) = (data / "backups").glob("????-??-??.jsonl.gz")
    odd = home / NAME
    odd.mkdir()
    (odd / "backup.gz").write_bytes(sound.read_bytes())
    (odd / "nothing.opml").write_text("<opml version='2.0'><body/></opml>")
    (home / "config" / "placentin-tui" / "config.toml").write_text(f"save_to = {json.dumps(str(odd))}", "utf-8")
    commands = (
        ("restore", "--list"), ("restore", "--list", "--json"), ("restore", str(odd / "backup.gz")),
        ("restore", str(odd / "backup.gz"), "--json"), ("restore", str(odd / "nothing.opml")),
        ("restore", str(odd / "nowhere")), ("import", str(odd / "nothing.opml")), ("import", str(odd / "nowhere")),
        ("export", str(odd / "nowhere" / "x.opml")), ("export", "--starred", "--format", "text", str(odd)),
        ("share", "1", "--to", "markdown"), ("doctor",),
    )  # fmt: skip
    said = b""
    for command in commands:
        done = program(*command, HOME=str(home))
        assert b"Traceback" not in done.stderr
        assert b"mistake" not in done.stderr, (command, done.stderr)
        for written in (done.stdout.decode(), done.stderr.decode()):
            assert not forbidden(written), (command, written)
        if "--json" in command:
            for line in done.stdout.splitlines():
                assert not forbidden(json.loads(line)["file"])
        said += done.stdout + done.stderr
    assert said.count("a\N{REPLACEMENT CHARACTER}[31m".encode()) >= 8


def test_nor_does_that_of_its_own_folders(program: Program, home: Path, tmp_path: Path) -> None:
    folders = {f"XDG_{name}_HOME": str(tmp_path / NAME / name) for name in ("DATA", "CONFIG", "CACHE")}
    crash = "import sys\nfrom placentin_tui.__main__ import main\nfrom placentin_tui.library import Library\n"
    crash += "def fail(*_, **__):\n    raise KeyError\nLibrary.open = fail\nsys.exit(main(['list']))"
    commands = [[sys.executable, "-c", crash]]
    commands += [
        [sys.executable, "-m", "placentin_tui", *command] for command in (("list",), ("doctor",), ("restore",))
    ]
    (tmp_path / NAME / "CONFIG" / "placentin-tui").mkdir(parents=True)
    broken = tmp_path / NAME / "CONFIG" / "placentin-tui" / "config.toml"
    for content in ("", "measure = 3\n"):
        broken.write_text(content)
        for command in commands:
            done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **folders})
            for written in (done.stdout.decode(), done.stderr.decode()):
                assert not forbidden(written), (command, written)
    assert list((tmp_path / NAME / "DATA" / "placentin-tui" / "crashes").iterdir())


def test_what_the_paper_says_of_a_file_commands_no_terminal(tmp_path: Path) -> None:
    data = tmp_path / "a\x1b[31mOWNED\x9b32m"
    file = data / "placentin-tui" / "library.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database" * 1000)
    env = {**environment(tmp_path), "LANGUAGE": "en", "XDG_DATA_HOME": str(data)}
    with Tty([sys.executable, "-m", "placentin_tui", "--offline"], columns=200, env=env) as tty:
        tty.wait("articles are there")
        tty.send("\x1b")
        tty.settle()
        tty.send("M")  # the message whole: the footer has but one line
        tty.wait("library.damaged-")
        tty.wait("OWNED")
        tty.settle()
        assert "mOWNED" in tty.text, "what was an order to the terminal is letters"
        assert b"\x1b[31mOWNED" not in tty.raw
        assert "\x9b32m".encode() not in tty.raw


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
