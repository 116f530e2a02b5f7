"""Marking a million articles read, and undoing it: from the key to the repaint of the list."""

from __future__ import annotations

import re

from bench.figures import By, Row, Sample
from bench.home import HEADLINE, Street
from tests.harness.tty import Tty

ARTICLES = 1_000_000
BUDGET = 300
"""Milliseconds."""
UNREAD = "●"


def measure(street: Street, times: int) -> list[Row]:
    """All read, and back."""
    with street.home(ARTICLES).open("--offline") as tty:
        tty.wait(re.compile(HEADLINE))
        tty.settle(1)
        turns = [(_press(tty, "A", unread=False), _press(tty, "U", unread=True)) for _ in range(times)]
    marked, undone = zip(*turns, strict=True)
    return [
        Row(f"marking {ARTICLES:,} articles read, to the repaint", Sample.of(marked), budget=BUDGET, by=By.P95),
        Row(f"undoing it, {ARTICLES:,} articles", Sample.of(undone), budget=BUDGET, by=By.P95),
    ]


def _press(tty: Tty, key: str, *, unread: bool) -> float:
    tty.send(key)
    seconds = tty.first(lambda: (UNREAD in tty.text) is unread, timeout=60, quiet=0.05)
    tty.settle(0.5)
    return seconds
