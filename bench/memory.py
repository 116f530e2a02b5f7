"""Resident memory of the reader after a walk through the paper, against an empty Textual app."""

from __future__ import annotations

import re

from bench import empty_app, start
from bench.figures import Row, Sample
from bench.home import HEADLINE, Home, Street

BUDGET = 1.7


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
    """A hundred headlines down, an article opened and read to its end, and back."""
    with home.open("--offline") as tty:
        tty.wait(re.compile(HEADLINE))
        for keys in ("j" * 100, "\r", " " * 10, "q", "G", "g"):
            tty.send(keys)
            tty.settle(0.5)
        return tty.memory()
