"""Opens URLs in the person's browser or mail program, never through a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import NamedTuple

from placentin_tui.text.urls import opens

_TEXT_BROWSERS = frozenset((
    "browsh", "carbonyl", "cha", "elinks", "felinks", "links", "links2", "lynx", "lynx.cur", "retawq", "w3m",
    "www-browser",
))  # fmt: skip
"""Programs that show a page in the terminal they are started in; the last is Debian's alias for one of them."""
_PLACE = "%s"
"""Where in a command of `BROWSER` the URL is inserted; without one, it is appended."""


class Opener(NamedTuple):
    """A program and its arguments, with the URL."""

    command: list[str]
    takes_terminal: bool
    """Whether it draws on the terminal, and must have it to itself."""


def opener(url: str, browser: str = "") -> Opener | None:
    """What opens a web or mail address here; `None` when nothing does (over SSH, for example).

    The first that exists of: `browser`, a command of the config; those of the environment's `BROWSER`; the desktop's
    own.
    """
    address = opens(url)
    if not address:
        return None
    commands = [browser] if browser else [*os.environ.get("BROWSER", "").split(os.pathsep), _desktop()]
    for command in commands:
        words = _words(command)
        if words and (browser or shutil.which(words[0])):
            takes_terminal = os.path.basename(words[0]) in _TEXT_BROWSERS  # noqa: PTH119 - a name, no file
            if takes_terminal and address.startswith("mailto:"):
                continue
            return Opener(_with_address(words, address), takes_terminal)
    return None


def start(command: list[str]) -> bool:
    """Start a program in the background; returns whether it could be started."""
    quiet = subprocess.DEVNULL
    _started[:] = [program for program in _started if program.poll() is None]
    try:
        # The person's own command; the URL was checked by `opens`.
        program = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    except OSError:
        return False
    _started.append(program)
    return True


def run(command: list[str]) -> bool:
    """Run a program that has the terminal until it ends; returns whether it could be started."""
    try:
        subprocess.run(command, check=False)  # noqa: S603 - the person's own program, and no shell reads it
    except OSError:
        return False
    return True


def _words(command: str) -> list[str]:
    """The words of a command as a shell would split them; none where it cannot be split."""
    try:
        words = shlex.split(command)
    except ValueError:
        return []
    return words[:-1] if words[-1:] == ["&"] else words


def _with_address(words: list[str], address: str) -> list[str]:
    if any(_PLACE in word for word in words[1:]):
        return [words[0], *(word.replace(_PLACE, address) for word in words[1:])]
    return [*words, address]


def _desktop() -> str:
    """The desktop's own command, where there is a desktop: elsewhere it would start a text browser over the app."""
    if sys.platform == "darwin":
        return "open"
    return "xdg-open" if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else ""


_started: list[subprocess.Popen[bytes]] = []
"""Programs started that were not seen to end: they are not waited for, but must not stay zombies."""
