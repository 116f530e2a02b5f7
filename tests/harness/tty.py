"""A terminal for programs under test: a real pty, a screen that can be read, keys that can be pressed, and a clock.

    with Tty(["placentin-tui", "--offline"], columns=120, rows=40) as tty:
        tty.wait("Bienvenue")
        tty.send("j")
        tty.wait(lambda screen: "2/8" in screen)
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left

What the program writes is kept with the moment it came, and drawn (by pyte) only when somebody waits for it, so that a
measured time is the program's and not the drawing's.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeAlias

import pyte

Condition: TypeAlias = str | re.Pattern[str] | Callable[[str], bool]
"""A text on the screen, a pattern found on it, or any question asked of it."""

MOUSE = frozenset({1000, 1002, 1003, 1005, 1006, 1015, 1016})
ALTERNATE = frozenset({47, 1047, 1049})
PASTE, FOCUS, CURSOR, SYNCHRONISED, WRAP, SIZES = 2004, 1004, 25, 2026, 7, 2048

PATIENCE = 90.0
"""Seconds until what does not come is given up: no test is judged by them, however many others run beside it."""

_SIZE = ("COLUMNS", "LINES")
"""What would tell a program another size than the terminal's own."""
_PLAIN = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", "LANGUAGE": ""}

# What a terminal is asked, and what this one answers: what it is, where its cursor is, whether it paints whole frames.
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>0;10;1c",
    b"\x1b[>q": b"\x1bP>|tty(1)\x1b\\",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[14t": b"\x1b[4;800;960t",
    b"\x1b[16t": b"\x1b[6;20;8t",
}
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([>=<])[0-9;]*u")
# Sequences pyte would print as text: private parameters, mode questions, and strings for the terminal itself.
_BEYOND_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-z]|\x1b[_P^][^\x1b]*\x1b\\")
_HALF = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[_P^\]][^\x1b\x07]*\x1b?)?\Z")
"""The beginning of a sequence whose end has not come yet."""


class TtyTimeout(AssertionError):
    """What was waited for did not come; says what stands on the screen instead."""


class Tty:
    """A program in a terminal of its own."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        answers: Mapping[bytes, bytes] | None = None,
        cell: tuple[int, int] = (0, 0),
    ) -> None:
        """Get ready to run `argv`; `env` is added to a plain environment with a colour terminal and UTF-8.

        `answers` are added to what this terminal answers (nothing: it does not know the question); `cell`: how large it
        says a cell is, in pixels.
        """
        self.argv = list(argv)
        self.columns = columns
        self.rows = rows
        self.cwd = cwd
        around = {name: value for name, value in os.environ.items() if name not in _SIZE}
        self.env = {**around, **_PLAIN, **(env or {})}
        self.raw = bytearray()
        """All the program has written."""
        self.status: int | None = None
        """How it ended, as a shell says it; `None` while it runs."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending: list[tuple[float, bytes]] = []
        self._half = b""
        self._answers = {**_ANSWERS, **(answers or {})}
        self._query = re.compile(b"|".join(re.escape(query) for query in self._answers))
        self._cell = cell
        self._asked = 0
        self._mark = 0.0

    def __enter__(self) -> Self:
        self._mark = time.perf_counter()
        with warnings.catch_warnings():
            # Python warns of forks beside threads; the child does nothing but become the program.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid, self._fd = pty.fork()
        if self.pid == 0:
            self._become()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self._reap(os.waitpid(self.pid, 0)[1])
        os.close(self._fd)

    def _become(self) -> None:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, self._size)
            if self.cwd is not None:
                os.chdir(self.cwd)
            os.execvpe(self.argv[0], self.argv, self.env)
        finally:
            os._exit(127)

    @property
    def _size(self) -> bytes:
        width, height = self._cell
        return struct.pack("HHHH", self.rows, self.columns, self.columns * width, self.rows * height)

    # ── what a person does ───────────────────────────────────────────────────────────────────────────────────────────

    def send(self, keys: str) -> None:
        """Press keys; the time of what comes counts from here."""
        self._mark = time.perf_counter()
        os.write(self._fd, keys.encode())

    def click(self, column: int, row: int) -> None:
        """Click with the left button on a cell, counted from 0."""
        self.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def wheel(self, column: int, row: int, *, up: bool = False) -> None:
        """Turn the wheel over a cell, counted from 0."""
        self.send(f"\x1b[<{64 if up else 65};{column + 1};{row + 1}M")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.settle(0.1)  # what was painted for the old size must not be drawn at the new one
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._mark = time.perf_counter()
        self.shake(columns, rows)

    def shake(self, columns: int, rows: int) -> None:
        """Give the window another size for a moment, which nobody waits to see painted."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, self._size)

    # ── what a person sees ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def text(self) -> str:
        """The screen as it was last waited for, a line a row."""
        return "\n".join(self._screen.display)

    @property
    def screen(self) -> pyte.Screen:
        """The screen as it was last waited for, cell by cell."""
        return self._screen

    @property
    def cursor(self) -> tuple[int, int, bool]:
        """The column and row of the cursor as the screen was last waited for, and whether it is visible."""
        cursor = self._screen.cursor
        return cursor.x, cursor.y, not cursor.hidden

    def find(self, text: str) -> tuple[int, int]:
        """The column and row where a text begins; raises `TtyTimeout` when it is not on the screen."""
        for row, line in enumerate(self.text.splitlines()):
            if text in line:
                return line.index(text), row
        raise TtyTimeout(f"{text!r} is not on the screen:\n{self._shown()}")

    def cells(self, columns: range, rows: range) -> tuple[tuple[str, str, str, bool, bool], ...]:
        """A part of the screen with its look: text, colours, bold and reverse of each cell."""
        return tuple(
            (cell.data, cell.fg, cell.bg, cell.bold, cell.reverse)
            for row in rows
            for cell in (self._screen.buffer[row][column] for column in columns)
        )

    def wait(self, what: Condition, timeout: float = PATIENCE) -> float:
        """Wait until the screen shows `what`; the seconds since the start, or the last key. Raises `TtyTimeout`."""
        return self.first(
            lambda: _holds(what, self.text), timeout, what=repr(what) if isinstance(what, str) else "that"
        )

    def first(
        self, shows: Callable[[], bool], timeout: float = PATIENCE, *, quiet: float = 0.0, what: str = "that"
    ) -> float:
        """The seconds until a question asked of this terminal was first answered yes. Raises `TtyTimeout`.

        With `quiet` nothing is drawn before the program has been silent for so long: the exact way to measure.
        """
        end = time.perf_counter() + timeout
        seen = self._mark
        alive = True
        while True:
            if shows():
                return max(0.0, seen - self._mark)
            while self._pending:
                seen = self._draw_next()
                if shows():
                    return max(0.0, seen - self._mark)
            if not alive or time.perf_counter() > end:
                raise TtyTimeout(
                    f"{what} did not come on the screen{'' if alive else ': the program ended'}:\n{self._shown()}"
                )
            alive = self._read(0.05)
            while alive and quiet and self._ready(quiet) and time.perf_counter() < end:
                alive = self._read(0)

    def settle(self, quiet: float = 0.3, timeout: float = 10.0) -> None:
        """Read on until the program has written nothing for `quiet` seconds, and is not about to: where others have the
        processor, it may be silent for want of it.
        """
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            if self._ready(quiet):
                if not self._read(0):
                    break
            elif not self._is_at_work():
                break
        self._draw()

    def _is_at_work(self) -> bool:
        """Whether the program uses the processor, or waits for it."""
        for _look in range(3):
            if "R" not in _states(self.pid):
                return False
            time.sleep(0.01)
        return True

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def exit(self, timeout: float = PATIENCE) -> int:
        """Wait for the program's end; its exit status, 128 + n when signal n ended it. Raises `TtyTimeout`."""
        end = time.perf_counter() + timeout
        while self.status is None:
            if time.perf_counter() > end:
                self._draw()
                raise TtyTimeout(f"the program did not end:\n{self._shown()}")
            if not self._read(0.02):
                time.sleep(0.005)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._reap(status)
        self.settle(0.05)
        return self.status

    @property
    def modes_left(self) -> frozenset[str]:
        """What the program has set in the terminal and not taken back: empty once it has ended as it should."""
        modes: dict[int, bool] = {}
        for numbers, act in _MODES.findall(bytes(self.raw)):
            modes.update((int(number), act == b"h") for number in numbers.split(b";") if number)
        depth = 0
        for act in _KEYBOARD.findall(bytes(self.raw)):
            depth = max(0, depth + {b">": 1, b"<": -1}.get(act, 0))
        on = {mode for mode, is_on in modes.items() if is_on}
        named = {
            "alternate screen": bool(on & ALTERNATE),
            "mouse": bool(on & MOUSE),
            "paste": PASTE in on,
            "focus": FOCUS in on,
            "frame": SYNCHRONISED in on,
            "cursor hidden": not modes.get(CURSOR, True),
            "no line wrap": not modes.get(WRAP, True),
            "sizes": SIZES in on,
            "keyboard": depth > 0,
        }
        return frozenset(name for name, left in named.items() if left)

    @property
    def attributes(self) -> list[object]:
        """How the terminal treats what is typed and written (termios), as it is now."""
        return termios.tcgetattr(self._fd)

    # ── the process ──────────────────────────────────────────────────────────────────────────────────────────────────

    def processes(self) -> list[int]:
        """The program and all it has started, the program first."""
        return list(_family(self.pid))

    def memory(self, pids: Sequence[int] | None = None) -> float:
        """Resident memory in MB of the program alone, or of these processes."""
        return sum(_resident(pid) for pid in pids or (self.pid,))

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ready(self, timeout: float) -> bool:
        return bool(select.select([self._fd], [], [], timeout)[0])

    def _read(self, timeout: float) -> bool:
        """Take what has come; False when nothing will come any more."""
        if not self._ready(timeout):
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says EIO when the last writer has closed its end
            return False
        if not data:
            return False
        self._pending.append((time.perf_counter(), data))
        self.raw += data
        self._answer()
        return True

    def _answer(self) -> None:
        for query in self._query.finditer(self.raw, self._asked):
            self._asked = query.end()
            os.write(self._fd, self._answers[query.group()])
        self._asked = max(self._asked, len(self.raw) - max(map(len, self._answers)))

    def _draw(self) -> None:
        while self._pending:
            self._draw_next()

    def _draw_next(self) -> float:
        when, data = self._pending.pop(0)
        data = self._half + data
        half = _HALF.search(data)
        self._half = data[half.start() :] if half else b""
        self._stream.feed(_BEYOND_PYTE.sub(b"", data[: len(data) - len(self._half)]))
        return when

    def _shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.text.splitlines()).rstrip()

    def _reap(self, status: int) -> None:
        code = os.waitstatus_to_exitcode(status)
        self.status = code if code >= 0 else 128 - code


def _holds(what: Condition, screen: str) -> bool:
    if isinstance(what, str):
        return what in screen
    return bool(what.search(screen)) if isinstance(what, re.Pattern) else what(screen)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _lines(children):
            for number in child.split():
                yield from _family(int(number))


def _states(pid: int) -> set[str]:
    """What a process's threads are about: `S` asleep, `R` running or waiting for the processor …"""
    files = Path(f"/proc/{pid}/task").glob("*/stat")
    return {line.rpartition(")")[2].split()[0] for file in files for line in _lines(file)}


def _resident(pid: int) -> float:
    return sum(int(line.split()[1]) / 1024 for line in _lines(Path(f"/proc/{pid}/status")) if line.startswith("VmRSS"))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:  # a process that has just ended
        return []
