"""From the command to the first headline on the screen, at several sizes of the library."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import empty_app
from bench.figures import Row, alternate
from bench.home import HEADLINE, Home, Street
from tests.harness.tty import Tty

SIZES = (100, 10_000, 100_000, 1_000_000)
BUDGET = 1.2
FLAT = 1.1
"""The largest library against the smallest."""
LAUNCHED = 2.0

# What has to be imported before the first frame, by the peer and by us, in our order and without looking for rubbish.
PEERS_IMPORTS = "import textual.app, textual.widgets; textual.widgets.Static; import textual.drivers.linux_driver"
OUR_IMPORTS = """\
import placentin_tui.__main__, placentin_tui.startup.cached_frame, placentin_tui.cli.run, gc
gc.disable()
import placentin_tui.terminal.restore
from placentin_tui.ui import textual_imports
textual_imports.load()
import placentin_tui.ui.app, placentin_tui.ui.screens.main.screen, textual.drivers.linux_driver
"""


def measure(street: Street, times: int) -> list[Row]:
    """One row for each size, how flat they are, the launch frame, the imports."""
    homes = [street.home(size) for size in SIZES]
    empty, *readers = alternate(times * 2, start_empty, *map(starter, homes))
    sqlite, launched = alternate(times * 2, _start_python, _launcher(homes[-1]))
    theirs, ours = alternate(times, _importer(PEERS_IMPORTS), _importer(OUR_IMPORTS))
    return [
        *(
            Row(f"start to the first headline, {size:,} articles", reader, empty, "an empty Textual app", BUDGET)
            for size, reader in zip(SIZES, readers, strict=True)
        ),
        Row(f"start, {SIZES[-1]:,} articles", readers[-1], readers[0], f"{SIZES[0]:,} articles", FLAT),
        Row(
            f"start with the launch frame, {SIZES[-1]:,} articles",
            launched,
            sqlite,
            '`python -c "import sqlite3"`',
            LAUNCHED,
        ),
        Row("imports before the first frame", ours, theirs, "those of an empty Textual app", BUDGET),
    ]


def start_empty() -> float:
    """Start the empty app; the seconds to its word."""
    with empty() as tty:
        return tty.first(lambda: empty_app.READY in tty.text, quiet=0.1)


def empty() -> Tty:
    """The empty app in a terminal."""
    return Tty([sys.executable, str(Path(empty_app.__file__))])


def _start_python() -> float:
    """Start Python, have it import SQLite and say a word."""
    with Tty([sys.executable, "-c", f"import sqlite3; print({empty_app.READY!r})"]) as tty:
        return tty.first(lambda: empty_app.READY in tty.text, quiet=0.1)


def _importer(what: str) -> Callable[[], float]:
    def importing() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", what], check=True)
        return time.perf_counter() - begun

    return importing


def starter(home: Home) -> Callable[[], float]:
    """Starts without a launch frame."""

    def start() -> float:
        home.frame.unlink(missing_ok=True)
        return _start(home)

    return start


def _launcher(home: Home) -> Callable[[], float]:
    """Starts with the launch frame the start before has left."""

    def start() -> float:
        if not home.frame.exists():
            _start(home)
        return _start(home)

    return start


def _start(home: Home) -> float:
    with home.open("--offline") as tty:
        seconds = tty.first(lambda: re.search(HEADLINE, tty.text) is not None, quiet=0.02)
        tty.settle()
        tty.send("Q")
        tty.exit()
        return seconds
