"""Start an installed placentin-tui once, offline, as a newcomer would: `python -m tests.harness.start PROGRAM`.

Waits in a terminal for the first headline of the built-in edition, leaves with Esc and `Q`, and looks whether the
terminal is as it was before.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from placentin_tui import edition
from placentin_tui.library import Library
from placentin_tui.models import View
from tests.harness.home import environment
from tests.harness.tty import Tty


def headline() -> str:
    """The first words of the built-in edition's first headline, few enough to stand in one line."""
    with Library.in_memory(edition.PICTURES) as library:
        edition.load(library, "en")
        return " ".join(library.articles.page(View(), limit=1)[0].title.split()[:2])


def start(program: str) -> None:
    """Start it, see the headline, leave; raises `AssertionError` with the screen when one of these does not happen."""
    with tempfile.TemporaryDirectory() as home:
        words = headline()
        with Tty([program, "--offline"], env=environment(Path(home)), cwd=Path(home)) as tty:
            seconds = tty.wait(words)
            tty.send("\x1b")  # out of the welcome line, where Q is a letter
            tty.settle()
            tty.send("Q")
            status = tty.exit()
            assert status == 0, f"it ended with status {status}:\n{tty.text}"
            assert not tty.modes_left, f"it left the terminal with: {', '.join(sorted(tty.modes_left))}"
    print(f"« {words} … » after {seconds:.2f} s, left with Q, the terminal as before.")


if __name__ == "__main__":
    start(str(Path(sys.argv[1]).absolute()))
