"""From `Enter` on a headline to the article on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench import bulk
from bench.feeds import Item
from bench.figures import By, Row, Sample
from bench.home import HEADLINE, Home, Street
from placentin_tui.library import Library
from tests.harness.tty import Tty

LENGTHS = {800: 50, 20_000: 100}
"""Words of the article, and the milliseconds it may take."""
COLUMNS = 80
"""One pane at a time: the article is not there before it is asked for."""


def measure(street: Street, times: int) -> list[Row]:
    """One row for each length."""
    return [
        Row(f"opening an article of {words:,} words", _open(street, words, times * 4), budget=limit, by=By.P95)
        for words, limit in LENGTHS.items()
    ]


def _open(street: Street, words: int, articles: int) -> Sample:
    home = Home(street.folder / f"home-{words}-words")
    with Library.open(home.library, home.pictures) as own_library:
        bulk.store(own_library, 0, bulk.prepared(0, (Item(0, number, words) for number in range(articles + 10))))
    with home.open("--offline", columns=COLUMNS) as tty:
        tty.wait(re.compile(HEADLINE))
        return Sample.of([open_next(tty) for _ in range(articles + 1)][1:])


def open_next(tty: Tty, read: Callable[[], object] = lambda: None) -> float:
    """Open the article under the cursor, `read` it, and go on to the next one; the seconds until it showed."""
    tty.settle(0.2)
    tty.send("\r")
    seconds = tty.first(lambda: _headlines(tty) == 1, timeout=10, quiet=0.1)
    tty.settle(0.2)
    read()
    tty.send("q")
    tty.first(lambda: _headlines(tty) > 1, timeout=10)
    tty.send("j")
    return seconds


def _headlines(tty: Tty) -> int:
    return len(set(re.findall(HEADLINE, tty.text)))
