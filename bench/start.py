"""From the command to the first headline on the screen, at several sizes of the library."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from bench import empty_app
from bench.figures import Row, alternate
from bench.home import HEADLINE, Home, Street
from tests.harness.tty import Tty

SIZES = (100, 10_000, 100_000)
BUDGET = 1.25


def measure(street: Street, times: int) -> list[Row]:
    """One row for each size."""
    homes = [street.home(size) for size in SIZES]
    empty, *readers = alternate(times * 2, start_empty, *map(_starter, homes))
    return [
        Row(f"start to the first headline, {size:,} articles", reader, empty, "an empty Textual app", BUDGET)
        for size, reader in zip(SIZES, readers, strict=True)
    ]


def start_empty() -> float:
    """Start the empty app; the seconds to its word."""
    with empty() as tty:
        return tty.first(lambda: empty_app.READY in tty.text, quiet=0.1)


def empty() -> Tty:
    """The empty app in a terminal."""
    return Tty([sys.executable, str(Path(empty_app.__file__))])


def _starter(home: Home) -> Callable[[], float]:
    def start() -> float:
        with home.open("--offline") as tty:
            seconds = tty.first(lambda: re.search(HEADLINE, tty.text) is not None, quiet=0.1)
            tty.settle()
            tty.send("Q")
            tty.exit()
            return seconds

    return start
