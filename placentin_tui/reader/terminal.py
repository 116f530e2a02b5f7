"""What lies outside the terminal: the browser, the mail program, the clipboard. Nothing goes through a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from placentin_tui.addresses import opens
from placentin_tui.errors import ShareError
from placentin_tui.i18n import _
from placentin_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 10.0
"""Seconds a program the article is handed to may take before it is left to itself."""

_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)


def browse(url: str, browser: str = "") -> bool:
    """Open a web or mail address in the person's program; false when there is none to open it here (over SSH, say).

    `browser` is a command of the person's own; the address is its last argument, always an absolute one.
    """
    address = opens(url)
    command = _opener(browser)
    if not address or not command:
        return False
    return _start([*command, address])


def to_clipboard(text: str) -> bool:
    """Hand the text to the desktop's clipboard, when there is one."""
    command = _clipboard()
    if command is None:
        return False
    try:
        subprocess.run(  # noqa: S603 - a fixed command, found on the path
            command, input=text.encode(), check=True, timeout=2, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def hand_over(command: Sequence[str], text: str) -> None:
    """Give a program of the person's own the text on its standard input; raises `ShareError` when it fails.

    One that works on (a window it opened, say) is not waited for.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        # A file and not a pipe: nobody waits for a program that does not read, however long the text.
        given.write(text.encode())
        given.seek(0)
        try:
            program = subprocess.Popen(  # noqa: S603 - the person's own command, each argument as it is
                command, stdin=given, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
            )
        except OSError as error:
            sentence = _("{program} cannot be started: {why}.")
            raise ShareError(sentence.format(program=command[0], why=error.strerror or error)) from error
        try:
            status = program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            _started.append(program)
            return
        if status:
            complaints.seek(0)
            said = clean(complaints.read(2000).decode(errors="replace"), 200)
            sentence = _("{program} ended with status {status}. {said}")
            raise ShareError(sentence.format(program=command[0], status=status, said=said).strip())


def _opener(browser: str) -> list[str]:
    if browser:
        return shlex.split(browser)
    if sys.platform == "darwin":
        return ["open"]
    # A text browser would write over the paper: only a desktop's own opener is used unasked.
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        found = shutil.which("xdg-open")
        return [found] if found else []
    return []


def _clipboard() -> tuple[str, ...] | None:
    if sys.platform == "darwin":
        return ("pbcopy",)
    for variable, command in _CLIPBOARDS:
        if os.environ.get(variable) and shutil.which(command[0]):
            return command
    return None


_started: list[subprocess.Popen[bytes]] = []
"""What was started and not seen to end yet: nobody waits for a browser, but none may stay a zombie."""


def _start(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    _started[:] = [program for program in _started if program.poll() is None]
    try:
        # The person's own command; the address went through `opens`.
        program = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    except OSError:
        return False
    _started.append(program)
    return True
