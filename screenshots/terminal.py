"""Takes pictures of a real terminal that shows pictures: xterm with Sixel, on an X server that draws into a file."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screenshots.shots import Shot

NEEDED = ("Xvfb", "xterm")
"""The programs it takes."""
PATIENCE = 120.0
"""Seconds until a picture must be there; the invented newspaper's pictures may have to be painted first."""
STILL = 2.0
"""Seconds without a change after which a screen counts as finished."""
IDLE = 0.08
"""The part of a processor that a program at rest takes at most."""
_SCREEN = (4000, 2200)
"""So large that the pointer in its middle is in no window."""
_XTERM = (
    "xterm", "-ti", "vt340", "-fa", "DejaVu Sans Mono", "-fs", "11", "-b", "8", "+sb", "-bw", "0",
    "-xrm", "XTerm*numColorRegisters: 256", "-xrm", "XTerm*maxGraphicSize: 4000x3000",
    "-xrm", "XTerm*faceSize: 11", "-xrm", "XTerm*cursorColor: #808080",
)  # fmt: skip

_CLEAN = ("env", "-u", "COLUMNS", "-u", "LINES", "TERM=xterm-256color", "COLORTERM=truecolor")
"""What xterm can, which it does not tell the program in it; and nothing of another terminal's size."""


class NotTaken(Exception):
    """A picture could not be taken; says why."""


def missing() -> list[str]:
    """The programs that are not here."""
    return [name for name in NEEDED if shutil.which(name) is None]


def take(shot: Shot, ground: str) -> Image.Image:
    """The terminal's window with a picture's screen in it; `ground`: the colour round the text. Raises `NotTaken`."""
    with TemporaryDirectory() as home, _server() as (display, frame):
        folder = Path(home)
        inside = (sys.executable, "-m", "screenshots.inside", shot.name, home)
        geometry = f"{shot.size[0]}x{shot.size[1]}+0+0"
        command = [*_XTERM, "-display", display, "-geometry", geometry, "-bg", ground, "-e", *_CLEAN, *inside]
        terminal = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
        try:
            _wait((folder / "ready").exists, terminal)
            return _finished(frame, terminal)
        finally:
            terminal.terminate()
            terminal.wait()


@contextmanager
def _server() -> Iterator[tuple[str, Path]]:
    """An X server nobody sees: its display, and the file it draws into. Raises `NotTaken`."""
    with TemporaryDirectory() as folder:
        size = f"{_SCREEN[0]}x{_SCREEN[1]}x24"
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
        try:
            assert server.stdout is not None
            number = server.stdout.readline().decode().strip()
            if not number:
                raise NotTaken("Xvfb does not start")
            yield f":{number}", Path(folder, "Xvfb_screen0")
        finally:
            server.terminate()
            server.communicate()


def _wait(is_so: Callable[[], bool], terminal: subprocess.Popen[bytes]) -> None:
    """Wait until something is so. Raises `NotTaken`."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if terminal.poll() is not None:
            raise NotTaken("the program ended at once")
        if time.monotonic() > end:
            raise NotTaken("the program did not get ready")
        time.sleep(0.1)


def _finished(frame: Path, terminal: subprocess.Popen[bytes]) -> Image.Image:
    """What the window shows when it has been the same for a while, and nothing is being worked on."""
    shown, worked, since = read_window(frame), 0.0, time.monotonic()

    def is_still() -> bool:
        """Whether nothing has happened for long enough."""
        nonlocal shown, worked, since
        now, work = read_window(frame), _processor_time(terminal.pid)
        is_same = now.size == shown.size and not ImageChops.difference(now, shown).getbbox()
        if not is_same or work - worked > IDLE * STILL:
            shown, worked, since = now, work, time.monotonic()
        return time.monotonic() - since > STILL

    _wait(is_still, terminal)
    return shown


def _processor_time(process: int) -> float:
    """Seconds of processor time that a process and those it started have used so far; 0 where there is no /proc."""
    used: dict[int, tuple[int, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = stat.read_text().rpartition(")")[2].split()
            used[int(stat.parent.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    family = {process}
    while more := {number for number, (parent, _) in used.items() if parent in family} - family:
        family |= more
    return sum(used[number][1] for number in family if number in used)


def read_window(frame: Path) -> Image.Image:
    """The one window on the screen, from the server's file (XWD): everything that is not the black around it."""
    raw = frame.read_bytes()
    head = struct.unpack(">25I", raw[:100])
    (length, _version, _format, _depth, width, height), line, colours = head[:6], head[12], head[19]
    start = length + 12 * colours
    screen = Image.frombytes("RGB", (width, height), raw[start : start + line * height], "raw", "BGRX", line)
    return screen.crop(screen.getbbox())
