"""What lies outside the terminal: the browser, the mail program, the clipboard. Nothing goes through a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from placentin_tui.text import safe_url

_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)


def browse(url: str, browser: str = "") -> bool:
    """Open a web or mail address in the person's program; false when there is none to open it here (over SSH, say).

    `browser` is a command of the person's own; the address is its last argument, always an absolute one.
    """
    address = safe_url(url)
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
        # The person's own command; the address went through safe_url.
        program = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    except OSError:
        return False
    _started.append(program)
    return True
