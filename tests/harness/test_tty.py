from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from tests.harness.tty import Tty, TtyTimeout

APP = """
from textual.app import App, ComposeResult
from textual.widgets import Label, OptionList

class Paper(App[None]):
    CSS = "OptionList { height: 1fr; }"
    BINDINGS = [("q", "quit"), ("e", "exit_with(3)")]
    def compose(self) -> ComposeResult:
        yield Label("Le Placentin — « à la une »", id="title")
        yield OptionList(*(f"headline {n}" for n in range(100)))
    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.query_one(Label).update(f"opened {event.option_index} at {self.size.width}x{self.size.height}")
    def action_exit_with(self, status: int) -> None:
        self.exit(return_code=status)
import sys
import time
app = Paper()
app.run()
sys.exit(app.return_code)
"""


@pytest.fixture
def paper(tmp_path: Path) -> list[str]:
    """The command that starts a small app."""
    (tmp_path / "paper.py").write_text(APP, encoding="utf-8")
    return [sys.executable, str(tmp_path / "paper.py")]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_shows_what_a_person_sees_and_takes_keys(paper: list[str]) -> None:
    with Tty(paper, columns=60, rows=12) as tty:
        assert tty.wait("« à la une »") > 0
        tty.send("\x1b[B\r")
        tty.wait("opened 1 at 60x12")
        tty.resize(50, 20)
        tty.wait("headline 16")
        tty.send("\r")
        tty.wait("opened 1 at 50x20")


def test_clicks_and_turns_the_wheel(paper: list[str]) -> None:
    with Tty(paper, columns=60, rows=12) as tty:
        tty.wait("headline 3")
        tty.click(*tty.find("headline 3"))
        tty.wait("opened 3")
        tty.wheel(10, 6)
        tty.wait(lambda screen: "headline 0" not in screen)
        tty.wheel(10, 6, up=True)
        tty.wait("headline 0")


def test_knows_the_end_and_that_the_terminal_is_as_before(paper: list[str]) -> None:
    with Tty(paper, columns=60, rows=12) as tty:
        tty.wait("headline 3")
        assert {"alternate screen", "mouse", "cursor hidden"} <= tty.modes_left
        tty.send("e")
        assert tty.exit() == 3
        assert tty.modes_left == frozenset()


def test_knows_what_a_killed_program_left_set(paper: list[str]) -> None:
    with Tty(paper, columns=60, rows=12) as tty:
        tty.wait("headline 3")
        tty.signal(signal.SIGKILL)
        assert tty.exit() == 128 + signal.SIGKILL
        assert "alternate screen" in tty.modes_left


def test_measures_to_the_moment_it_came_not_to_the_moment_it_was_drawn(paper: list[str]) -> None:
    with Tty(paper, columns=60, rows=12) as tty:
        tty.wait("headline 3")
        tty.settle()
        part = range(60), range(1, 12)
        before = tty.cells(*part)
        pressed = time.perf_counter()
        tty.send("\x1b[B")
        seconds = tty.first(lambda: tty.cells(*part) != before, quiet=0.5)
        # Drawing began half a second after the last byte: the program's own time ends before that.
        assert 0 < seconds < time.perf_counter() - pressed - 0.5


def test_says_what_stands_on_the_screen_instead() -> None:
    with Tty(python("input('name? ')")) as tty:
        tty.wait("name?")
        with pytest.raises(TtyTimeout, match=r"'address' did not come on the screen:\n(?s:.*)name\?"):
            tty.wait("address", timeout=0.2)
        with pytest.raises(TtyTimeout, match="'address' is not on the screen"):
            tty.find("address")
        with pytest.raises(TtyTimeout, match="did not end"):
            tty.exit(timeout=0.2)


def test_says_that_the_program_ended() -> None:
    with (
        Tty(python("print('good bye')")) as tty,
        pytest.raises(TtyTimeout, match=r"the program ended:\n(?s:.*)good bye"),
    ):
        tty.wait("welcome")


def test_a_program_that_is_not_there_ends_with_127() -> None:
    with Tty(["no-such-program"]) as tty:
        assert tty.exit() == 127


def test_answers_what_a_terminal_is_asked() -> None:
    code = """
import os, sys, termios, tty
tty.setraw(0)
for query in (b"\\x1b[c", b"\\x1b[6n", b"\\x1b[?2026$p"):
    os.write(1, query[:2]); os.write(1, query[2:])
    answer = os.read(0, 100)
    os.write(1, ascii(answer).encode() + b"\\r\\n")
"""
    with Tty(python(code)) as tty:
        tty.wait("?2026;2$y")
        assert "[?62;22c" in tty.text
        assert "[1;1R" in tty.text


def test_draws_sequences_that_come_in_pieces_and_those_pyte_does_not_know() -> None:
    code = r"""
import sys, time
link = "\x1b]8;;https://example.org\x1b\\", "link\x1b]8;;\x1b\\"
for piece in ("a\x1b[", "31mb\x1b[>1u", *link, "\x1b_Gi=1;AA", "AA\x1b\\c"):
    sys.stdout.write(piece); sys.stdout.flush(); time.sleep(0.02)
"""
    with Tty(python(code), columns=20, rows=3) as tty:
        tty.exit()
        assert tty.text.splitlines()[0].rstrip() == "ablinkc"
        assert tty.cells(range(1, 2), range(1))[0][:2] == ("b", "red")
        assert tty.modes_left == {"keyboard"}


def test_counts_the_memory_of_the_program_and_of_what_it_started() -> None:
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'print(1, flush=True); input()']).wait()"
    with Tty(python(code)) as tty:
        tty.wait("1")
        pids = tty.processes()
        assert len(pids) == 2
        assert pids[0] == tty.pid
        assert 1 < tty.memory() < tty.memory(pids)


def test_the_environment_is_plain_and_can_be_added_to(tmp_path: Path) -> None:
    code = "import os; print(os.environ['TERM'], os.environ['LC_ALL'], os.environ['XDG_DATA_HOME'], os.getcwd())"
    with Tty(python(code), columns=200, env={"XDG_DATA_HOME": "here"}, cwd=tmp_path) as tty:
        tty.wait(f"xterm-256color C.UTF-8 here {tmp_path.resolve()}")
