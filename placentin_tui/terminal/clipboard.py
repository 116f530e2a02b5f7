"""Copies text: to the desktop's clipboard, and to tmux's buffer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from enum import StrEnum

PATIENCE = 2.0
"""Seconds a clipboard program may take."""

_DESKTOP = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
"""Programs that fill a desktop's clipboard, by the variable that tells that there is such a desktop."""
_TMUX = (
    ("tmux", "load-buffer", "-w", "-"),  # tmux 3.2: also the outer terminal's clipboard, where tmux may
    ("tmux", "load-buffer", "-"),
)


class Copied(StrEnum):
    """Where a text is known to be after copying."""

    CLIPBOARD = "clipboard"
    """In the desktop's clipboard."""
    TMUX = "tmux"
    """In tmux's buffer; further out is unknown."""
    UNKNOWN = "unknown"
    """Unknown: the terminal was asked to copy it (OSC 52), and does not answer."""


def copy(text: str) -> Copied:
    """Copy a text by every program there is for it here; blocks up to `PATIENCE` seconds for each."""
    in_tmux = bool(os.environ.get("TMUX")) and any(_run_with_input(command, text) for command in _TMUX)
    if (command := _desktop()) and _run_with_input(command, text):
        return Copied.CLIPBOARD
    return Copied.TMUX if in_tmux else Copied.UNKNOWN


def _desktop() -> tuple[str, ...] | None:
    """The command that fills the desktop's clipboard, when there is a desktop."""
    if sys.platform == "darwin":
        return ("pbcopy",)
    for variable, command in _DESKTOP:
        if os.environ.get(variable) and shutil.which(command[0]):
            return command
    return None


def _run_with_input(command: tuple[str, ...], text: str) -> bool:
    """Run a program with the text on its standard input; returns whether it succeeded."""
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(command, input=text.encode(), check=True, timeout=PATIENCE, stdout=quiet, stderr=quiet)  # noqa: S603 - fixed commands
    except (OSError, subprocess.SubprocessError):
        return False
    return True
