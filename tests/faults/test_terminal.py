"""However the paper ends, the terminal is as it was found."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from bench.home import PROGRAM
from placentin_tui.library import open_or_repair
from placentin_tui.paths import NAME, Paths
from tests.harness.home import environment, open_with_list
from tests.harness.start import headline
from tests.harness.tty import Tty
from tests.library.factories import article, put
from tests.library.factories import paper as subscribe

SHELL = ["bash", "--norc", "--noprofile", "--noediting", "-i"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def paper(home: Path, *, columns: int = 120, rows: int = 40) -> Tty:
    return Tty([PROGRAM, "--offline"], columns=columns, rows=rows, env=environment(home), cwd=home)


def shell(home: Path) -> Tty:
    """An interactive shell with jobs; what it says for itself ends with `$ `."""
    return Tty(
        SHELL, env={**environment(home), "PS1": "ready$ ", "PATH": f"{Path(PROGRAM).parent}:{os.environ['PATH']}"}
    )


def broken(home: Path, lines: str) -> Tty:
    """The paper, after something in it was broken."""
    code = f"import sys\nfrom placentin_tui.__main__ import main\n{lines}\nsys.exit(main(['--offline']))"
    return Tty([sys.executable, "-c", code], env=environment(home), cwd=home)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: list[int], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while any(map(alive, pids)):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


# ── signals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_gives_the_terminal_back_and_says_which(home: Path, number: signal.Signals) -> None:
    with paper(home) as tty:
        before = tty.attributes
        tty.wait(headline())
        tty.settle()
        assert tty.attributes != before
        tty.signal(number)
        assert tty.exit() == 128 + number
        assert not tty.modes_left
        assert tty.attributes == before


def test_a_signal_at_any_moment_of_the_start(home: Path) -> None:
    """Also while modules are loaded, while the library is made, and between the first bytes and the first frame."""
    chance = random.Random(66)
    with paper(home) as tty:
        whole = tty.wait(headline())
    for number in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT] * 3:
        with paper(home) as tty:
            before = tty.attributes
            time.sleep(chance.uniform(0.2, 1.2) * whole)  # before that it is Python that starts
            tty.signal(number)
            status = tty.exit()
            assert status in {128 + number, 130}, tty.text
            assert "Traceback" not in tty.text
            assert not tty.modes_left
            assert tty.attributes == before


def test_a_signal_while_the_page_of_last_time_is_shown(home: Path) -> None:
    """The terminal is changed before anything is loaded; and is given back from there too."""
    chance = random.Random(19)
    file = home / "data" / NAME / "library.db"
    with open_or_repair(file, file.parent) as library:
        put(library, subscribe(library), *(article(str(n)) for n in range(20)))
    with paper(home) as tty:
        tty.wait("1/20")
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
    assert list((home / "cache").rglob("launch.frame"))
    # At any point: nothing is raised that a module being imported would have to bear.
    code = (
        "import os, signal\nfrom placentin_tui.startup import cached_frame\ncached_frame.begin(offline=True)\n"
        "assert cached_frame.is_on_show()\ntry:\n    os.kill(os.getpid(), signal.SIGINT)\nfinally:\n    os._exit(1)"
    )
    with Tty([sys.executable, "-c", code], columns=120, rows=40, env=environment(home), cwd=home) as tty:
        assert tty.exit() == 128 + signal.SIGINT
    caught = 0
    for number in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT] * 3:
        with paper(home) as tty:
            before = tty.attributes
            tty.first(lambda tty=tty: b"\x1b[?1049h" in tty.raw)  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.3))
            caught += b"\x1b[?2004h" not in tty.raw  # the toolkit has not come yet
            tty.signal(number)
            status = tty.exit()
            assert status in {128 + number, 130}, tty.text
            assert "Traceback" not in tty.text
            assert not tty.modes_left
            assert tty.attributes == before
    assert caught


def test_stopped_and_back(home: Path) -> None:
    with shell(home) as tty:
        tty.wait("ready$ ")
        before, words = tty.attributes, headline().encode()
        tty.send("placentin-tui --offline\n")
        tty.wait(headline())
        tty.settle()
        (pid,) = tty.processes()[1:]
        for _ in range(2):
            os.kill(pid, signal.SIGTSTP)
            tty.wait("Stopped")
            tty.settle()
            assert not tty.modes_left
            assert tty.attributes == before
            tty.send("bg\n")  # there it has no terminal to paint on, and stops again
            tty.settle(0.5)
            assert not tty.modes_left
            before_it = len(tty.raw)
            tty.send("fg\n")
            tty.first(lambda mark=before_it: words in tty.raw[mark:])  # type: ignore[misc]
            tty.settle()
            assert "alternate screen" in tty.modes_left
        tty.send("\x1b")
        tty.settle()
        tty.send("Q")
        tty.wait(lambda _screen: tty.processes() == [tty.pid])
        assert not tty.modes_left
        assert tty.attributes == before


def test_continued_without_having_been_stopped(home: Path) -> None:
    with paper(home) as tty:
        tty.wait(headline())
        tty.settle()
        tty.signal(signal.SIGCONT)
        tty.settle()
        tty.send("\x1b")
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left


def test_the_shell_is_killed(home: Path) -> None:
    with shell(home) as tty:
        tty.wait("ready$ ")
        tty.send("placentin-tui\n")
        tty.wait(headline())
        tty.settle()
        pids = tty.processes()[1:]
        assert len(pids) == 2, "the paper and its courier"
        os.kill(tty.pid, signal.SIGKILL)
        assert gone(pids)


def test_the_terminal_is_closed(home: Path) -> None:
    with paper(home) as tty:
        tty.wait(headline())
        tty.settle()
        pids = tty.processes()
    # Leaving closes the terminal's other end; the paper was killed only if it had not ended.
    assert gone(pids)


def test_the_terminal_is_closed_and_nobody_says_so(home: Path) -> None:
    """A paper started by `nohup`, or under a program that leaves its session's signals to nobody."""
    code = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    tty = Tty([sys.executable, "-c", code, PROGRAM, "--offline"], env=environment(home), cwd=home)
    with tty:
        tty.wait(headline())
        tty.settle()
        os.close(tty._fd)
        assert gone([tty.pid])
        tty._fd = os.open(os.devnull, os.O_RDONLY)


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_window_of_20_by_5(home: Path) -> None:
    with paper(home, columns=20, rows=5) as tty:
        before = tty.attributes
        tty.wait(lambda screen: bool(screen.strip()))
        tty.settle()
        for keys in ("\x1b", "j", "\r", " ", "c", "?", "\x1b", "S", "\x1b", "/", "a", "\x1b", "P", "\x1b", "q"):
            tty.send(keys)
            tty.settle(0.6 if keys == "\x1b" else 0.1)  # what follows an Esc too soon is a key with Alt
        tty.send("Q")
        assert tty.exit() == 0, tty.text
        assert not tty.modes_left
        assert tty.attributes == before


def test_a_storm_of_sizes(home: Path) -> None:
    chance = random.Random(205)
    with paper(home) as tty:
        tty.wait(headline())
        for turn in range(60):
            tty.shake(chance.randint(1, 200), chance.randint(1, 60))
            if turn % 10 == 9:
                tty.send(chance.choice("jk\r qz"))
        tty.resize(120, 40)
        tty.settle(0.5)
        tty.send("\x1b")
        tty.settle()
        tty.wait(headline())
        tty.send("Q")
        assert tty.exit() == 0, tty.text
        assert not tty.modes_left


# ── crashes ──────────────────────────────────────────────────────────────────────────────────────────────────────────

SECRET = "Titre secret https://paper.example/secret"
FAIL = f"""
def fail(page):
    title = {SECRET!r}
    raise KeyError(title)
"""
HANDLER = f"""
from placentin_tui.ui.screens.main import action_table
{FAIL}
action_table.HANDLERS["theme"] = fail
"""
WORKER = f"""
from placentin_tui.ui.screens.main import action_table
{FAIL}
async def failing(page):
    fail(page)
action_table.HANDLERS["theme"] = lambda page: page.run_worker(failing(page)) and None
"""
PAINT = f"""
from placentin_tui.ui.screens.main import action_table
from placentin_tui.ui.widgets import headline_list
{FAIL}
def break_paint(page):
    headline_list.headline.headline_lines = lambda *_, **__: fail(page)
    page.headlines.repaint()
action_table.HANDLERS["theme"] = break_paint
"""
SILENT = """
from placentin_tui.ui.screens.main import action_table
def leave(page):
    raise SystemExit(7)
action_table.HANDLERS["theme"] = leave
"""


@pytest.mark.parametrize("broke", [HANDLER, WORKER, PAINT], ids=("an act", "a worker", "painting"))
def test_a_crash_gives_the_terminal_back_and_writes_a_report(home: Path, broke: str) -> None:
    open_with_list(home)
    with broken(home, broke) as tty:
        before = tty.attributes
        tty.wait(headline())
        tty.send("\x1b")
        tty.settle()
        tty.send("T")
        assert tty.exit() == 1
        assert not tty.modes_left
        assert tty.attributes == before
        said = " ".join(line.strip() for line in tty.text.splitlines() if line.strip())
    (report,) = (home / "data" / "placentin-tui" / "crashes").iterdir()
    assert "Placentin made a mistake (KeyError)" in said
    assert report.name in said.replace(" ", "")
    assert "Traceback" not in said
    assert "secret" not in said
    _is_fit_to_send(report, home)


def _is_fit_to_send(report: Path, home: Path) -> None:
    text = report.read_text("utf-8")
    assert report.stat().st_mode & 0o777 == 0o600
    assert "builtins.KeyError" in text
    assert "<string>:" in text
    assert "secret" not in text
    assert str(home) not in text
    assert str(Path.home()) + "/" not in text


def test_leaving_by_an_exception_gives_the_terminal_back_too(home: Path) -> None:
    with broken(home, SILENT) as tty:
        before = tty.attributes
        tty.wait(headline())
        tty.send("\x1b")
        tty.settle()
        tty.send("T")
        assert tty.exit() == 7
        assert not tty.modes_left
        assert tty.attributes == before


def test_suspended_by_its_key_and_back(home: Path) -> None:
    config = home / "config" / NAME / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\nsuspend = "ctrl+y"\n')
    with shell(home) as tty:
        tty.wait("ready$ ")
        before = tty.attributes
        tty.send("placentin-tui --offline\n")
        tty.wait(headline())
        tty.settle()
        tty.send("\x1b")
        tty.settle()
        tty.send("\x19")
        tty.wait("Stopped")
        tty.settle()
        assert not tty.modes_left
        assert tty.attributes == before
        tty.send("fg\n")
        tty.wait(headline())
        tty.settle()
        tty.send("Q")
        tty.wait(lambda _screen: tty.processes() == [tty.pid])
        assert not tty.modes_left


def test_a_text_browser_has_the_terminal_until_it_ends(home: Path) -> None:
    programs = home / "bin"
    programs.mkdir()
    browser = programs / "lynx"
    browser.write_text('#!/bin/sh\nprintf "LYNX SHOWS %s " "$1"\nread answer\nprintf "LYNX HEARD %s" "$answer"\n')
    browser.chmod(0o755)
    paths = Paths(*(home / folder / NAME for folder in ("data", "config", "cache")))
    paths.create()
    with open_or_repair(paths.library, paths.pictures) as library:
        put(library, subscribe(library), article("one", url="https://placentin.example/one"))
    env = {**environment(home), "BROWSER": "lynx", "PATH": f"{programs}:{os.environ['PATH']}"}
    with Tty([PROGRAM, "--offline"], env=env, cwd=home) as tty:
        tty.wait("Titre one")
        tty.settle()
        tty.send("o")
        tty.wait("LYNX SHOWS https://placentin.example/one")
        tty.send("jQ\r")
        tty.wait("Titre one")
        tty.settle()
        assert "LYNX HEARD jQ" in tty.raw.decode(errors="replace")
        assert "LYNX" not in tty.text
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left


def test_ctrl_l_draws_over_what_something_else_has_written(home: Path) -> None:
    with paper(home) as tty:
        tty.wait(headline())
        tty.send("\x1b")
        tty.settle()
        for opened in ("", "P"):
            tty.send(opened)
            tty.wait("All papers" if opened else headline())
            tty.settle(0.5)
            whole = tty.text
            Path(f"/proc/{tty.pid}/fd/2").write_text("\x1b[3;1HSOMETHING ELSE")
            tty.wait("SOMETHING ELSE")
            tty.send("\x0c")
            tty.wait(lambda screen, whole=whole: screen == whole)  # type: ignore[misc]
