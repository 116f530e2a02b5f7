"""The program as scripts meet it: bytes, pipes, signals, locales, terminals that are none."""

from __future__ import annotations

import json
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from placentin_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Paper, Program

COMMAND = [sys.executable, "-m", "placentin_tui"]


def test_the_version(program: Program) -> None:
    done = program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"placentin-tui {__version__}\n".encode(), b"")


@pytest.mark.parametrize("arguments", [[], ["--offline"], ["--language", "en", "--offline"]])
def test_without_a_terminal_the_app_says_so(program: Program, arguments: list[str]) -> None:
    done = program(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"placentin-tui add ADDRESS" in done.stderr


@pytest.mark.parametrize("language", ["fr_FR.ISO-8859-1", "C", "fr_FR.UTF-8"])
def test_json_is_utf_8_in_any_locale(program: Program, paper: Paper, language: str) -> None:
    title = "Élection — « œuvre » 日本"
    program("add", paper.print(paper.item("un", title=title)))
    done = program("list", "--json", LC_ALL=language, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert title.encode() in done.stdout
    assert json.loads(done.stdout)["title"] == title


def test_a_locale_without_the_letters_shows_what_it_can(program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un", title="Élection 日本")))
    for command in (["list"], ["show", "1"], ["sources"], ["doctor"], ["--help"]):
        done = program(*command, PYTHONIOENCODING="ascii")
        assert done.returncode == 0, command
        assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet(program: Program, paper: Paper) -> None:
    program("add", paper.print(*(paper.item(f"n{number}", title="x" * 400) for number in range(300))))
    with subprocess.Popen([*COMMAND, "list", "--limit", "300"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(60) == 141


def test_a_full_disk_is_one_sentence(program: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "doctor"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"placentin-tui: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_trouble(home: Path, closed: str) -> None:
    for arguments, status in (("list", 0), ("", 2), ("show 9", 1)):
        done = subprocess.run(
            ["sh", "-c", f"{shlex.join(COMMAND)} {arguments} {closed}"], capture_output=True, check=False
        )
        assert done.returncode == status
        assert b"Traceback" not in done.stdout + done.stderr


def test_ctrl_c_is_quiet(program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un")))
    paper.hold.clear()
    before = len(paper.asked)
    # What runs in a shell's background ignores Ctrl+C, and so does what it starts.
    command = ["env", "--default-signal=INT", *COMMAND, "refresh"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        while len(paper.asked) == before and run.poll() is None:
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    paper.hold.set()
    assert (run.returncode, out, err) == (130, b"", b"")


def test_without_a_network(program: Program, paper: Paper) -> None:
    """In a network namespace of its own, where there is no way out."""
    cut_off = ["unshare", "--map-root-user", "--net"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*cut_off, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system lets nobody make a network namespace")
    program("add", paper.print(paper.item("un")))
    for arguments, said in (["refresh"], b"no source was refreshed"), (["add", "paper.example"], b"nothing was added"):
        done = subprocess.run([*cut_off, *COMMAND, *arguments], capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (3, b"")
        assert said in done.stderr
        assert done.stderr.count(b"\n") == 1
    # What was fetched before is still read.
    done = subprocess.run([*cut_off, *COMMAND, "show", "1"], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Le texte de un." in done.stdout


def test_a_broken_config_is_named_and_kept(program: Program, settings: Callable[[str], Path]) -> None:
    path = settings("# mine\nmeasure = 'wide'\n")
    for arguments in ([], ["list"], ["--offline"]):
        done = program(*arguments)
        assert done.returncode == 1
        assert done.stderr.decode().startswith(f"placentin-tui: {path}, line 2: “measure” must be 0, or a whole number")
    assert path.read_text() == "# mine\nmeasure = 'wide'\n"


def test_a_damaged_library_is_set_aside(program: Program, home: Path) -> None:
    file = home / "data" / "placentin-tui" / "library.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database" * 100)
    done = program("sources")
    assert done.returncode == 0
    warning, account, _hint = done.stderr.splitlines()
    assert warning.startswith(b"placentin-tui: The library is damaged. It is being repaired")
    assert account.startswith(b"placentin-tui: The library was damaged and has been repaired")
    kept = [path for path in file.parent.iterdir() if path.read_bytes() == b"this is no database" * 100]
    assert len(kept) == 1
    assert program("sources").returncode == 0


def test_folders_that_cannot_be_made(program: Program, home: Path) -> None:
    (home / "data").write_text("a file where the folder should be")
    done = program("list")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_opml_through_pipes(program: Program, paper: Paper) -> None:
    program("add", paper.print(paper.item("un")))
    opml = program("export").stdout
    assert opml.startswith(b"<?xml")
    assert program("remove", "1").returncode == 0
    assert program("import", "-", stdin=opml).returncode == 0


def loaded(*arguments: str) -> set[str]:
    """The modules a command imports; what coverage itself has imported before does not count."""
    code = f"""
import sys
before = set(sys.modules)
from placentin_tui.__main__ import main
main({list(arguments)!r})
print(*set(sys.modules) - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(done.stdout.decode().split())


def test_commands_need_no_textual(home: Path) -> None:
    """Scripts do not pay for the app, nor for the network they do not use."""
    modules = loaded("list")
    assert "placentin_tui.library" in modules
    assert not modules & {"textual", "rich", "aiohttp", "feedparser", "selectolax", "PIL"}


@pytest.mark.parametrize("arguments", [(), ("--offline",)])
def test_the_app_starts_without_what_only_commands_need(home: Path, arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments)
    assert "placentin_tui.cli.open_app" in modules
    assert not modules & {
        "argparse",
        "tomllib",
        "sqlite3",
        "aiohttp",
        "placentin_tui.library",
        "placentin_tui.cli.parser",
    }
