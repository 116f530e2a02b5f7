"""A process of its own for the tests: `program.py ROLE FILE`; it says what it has done, a line at a time."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from placentin_tui.library import Library
from placentin_tui.models import View
from tests.library.factories import article, comment


def main(role: str, path: Path) -> None:
    """Open the library and play the role until killed, or until standard input ends."""
    with Library.open(path, path.parent / "pictures") as library:
        ROLES[role](library)


def write(library: Library) -> None:
    """Store, mark, star and comment without end; a line after each, once the library has confirmed it."""
    start = library.articles.count(View())
    for n in count(start):
        (number,) = library.articles.store(1, [article(str(n), f"Texte {n} " * 300)]).new
        say(f"stored {n} {number}")
        if library.undo_log.mark_read([number]):
            say(f"read {number}")
        if library.undo_log.star([number]):
            say(f"starred {number}")
        library.comments.store(number, [comment("1", f"Commentaire {n}")])
        say(f"commented {number}")
        # A new wording each, so that the index is rewritten too.
        library.articles.store(1, [article(str(n), f"Nouveau {n} " * 300)])
        say(f"corrected {number}")


def lock(library: Library) -> None:
    """Hold the refresh lock, if it is to be had, until standard input ends."""
    with library.refresh_lock() as ours:
        say(f"{ours}")
        sys.stdin.read()


def stay(_library: Library) -> None:
    """Only say that the library is open."""
    say("open")


def say(line: str) -> None:
    """In one piece, whatever happens next."""
    os.write(1, f"{line}\n".encode())


ROLES = {"write": write, "lock": lock, "open": stay}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
