"""Copying: into the desktop's clipboard, into tmux's buffer, and to the terminal itself."""

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
"""What fills a desktop's clipboard, by the variable that says that there is such a desktop."""
_TMUX = (
    ("tmux", "load-buffer", "-w", "-"),  # tmux 3.2: also the outer terminal's clipboard, where tmux may
    ("tmux", "load-buffer", "-"),
)


class Copied(StrEnum):
    """Where a text is known to be after copying."""

    CLIPBOARD = "clipboard"
    """In the desktop's clipboard."""
    TMUX = "tmux"
    """In tmux's buffer; further out nobody knows."""
    UNKNOWN = "unknown"
    """Nowhere we know of: the terminal was asked to take it (OSC 52), and answers nothing."""


def copy(text: str) -> Copied:
    """Hand the text to whatever takes it here; blocks for a moment."""
    in_tmux = bool(os.environ.get("TMUX")) and any(_fed(command, text) for command in _TMUX)
    if (command := _desktop()) and _fed(command, text):
        return Copied.CLIPBOARD
    return Copied.TMUX if in_tmux else Copied.UNKNOWN


def _desktop() -> tuple[str, ...] | None:
    """The program that fills the desktop's clipboard, when there is a desktop."""
    if sys.platform == "darwin":
        return ("pbcopy",)
    for variable, command in _DESKTOP:
        if os.environ.get(variable) and shutil.which(command[0]):
            return command
    return None


def _fed(command: tuple[str, ...], text: str) -> bool:
    """Whether a program took the text on its standard input."""
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(command, input=text.encode(), check=True, timeout=PATIENCE, stdout=quiet, stderr=quiet)  # noqa: S603 - fixed commands
    except (OSError, subprocess.SubprocessError):
        return False
    return True
