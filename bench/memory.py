"""Resident memory of the reader after a walk through the paper, against an empty Textual app."""

from __future__ import annotations

import re

from bench import empty_app, start
from bench.figures import Row, Sample
from bench.home import HEADLINE, Home, Street

BUDGET = 1.6
ACTS = 600
"""Acts of ten minutes: one a second."""


def measure(street: Street, times: int) -> list[Row]:
    """One row for each size of the library."""
    rounds = max(2, times // 3)
    empty = Sample.of(_of_empty() for _ in range(rounds))
    return [
        Row(
            f"memory of the reader, {size:,} articles", Sample.of(_of_reader(street.home(size)) for _ in range(rounds)),
            empty, "an empty Textual app", BUDGET, unit="MB",
        )
        for size in start.SIZES
    ]  # fmt: skip


def _of_empty() -> float:
    with start.empty() as tty:
        tty.wait(empty_app.READY)
        tty.settle()
        return tty.memory()


def _of_reader(home: Home) -> float:
    """Ten minutes of reading, as fast as it goes: down the list, articles opened and read to their end, searches, the
    list's other end, marks; what was marked is taken back.
    """
    with home.open("--offline") as tty:
        tty.wait(re.compile(HEADLINE))
        tty.settle(1)
        walk = ("j" * 10, "\r", " " * 5, "q", "s", "U")
        search = ("/", "selon pré", "\x1b", "G", "g", "A", "U")
        for turn in range(ACTS // 20):
            for keys in (*walk, *(search if turn % 10 == 9 else ())):
                tty.send(keys)
                tty.settle(0.15)
        return tty.memory()
