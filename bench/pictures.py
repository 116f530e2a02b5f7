"""Articles with pictures: opened, scrolled by a page, and five hundred of them one after the other."""

from __future__ import annotations

import re

from bench import album
from bench.figures import By, Row, Sample
from bench.home import HEADLINE, Home, Street
from bench.opening import COLUMNS, open_next
from tests.harness.tty import Tty

LENGTHS = {800: 50, 5_000: 100, 20_000: 100}
"""Words of the article, and the milliseconds opening it may take."""
PICTURES = (0, 5, 50)
SCROLLED = 50
"""Milliseconds a page further may take, at any length."""
PAGES = 8
"""Pages scrolled in one article."""
IN_A_ROW, AT_FIRST = 500, 100
"""Articles opened one after the other, and after how many the memory is first looked at."""
GROWTH = 1.05


def measure(street: Street, times: int) -> list[Row]:
    """Two rows for each length and number of pictures; one for the memory."""
    rows: list[Row] = []
    for words, limit in LENGTHS.items():
        for pictures in PICTURES:
            opened, scrolled = _open_and_scroll(street, words, pictures, max(2, times))
            what = f"{words:,} words with {pictures} pictures"
            rows.append(Row(f"opening an article of {what}", opened, budget=limit, by=By.P95))
            rows.append(Row(f"a page further in an article of {what}", scrolled, budget=SCROLLED, by=By.P95))
    return [*rows, _memory(street)]


def _open_and_scroll(street: Street, words: int, pictures: int, articles: int) -> tuple[Sample, Sample]:
    folder = street.folder / f"home-{words}-{pictures}"
    home = album.build(folder, articles=articles + 10, words=words, pictures=pictures)
    scrolled: list[float] = []
    with home.open("--offline", columns=COLUMNS) as tty:
        tty.wait(re.compile(HEADLINE))
        opened = [
            open_next(tty, lambda: scrolled.extend(_page_on(tty) for _ in range(PAGES))) for _ in range(articles + 1)
        ]
    return Sample.of(opened[1:]), Sample.of(seconds for seconds in scrolled[PAGES:] if seconds)


def _page_on(tty: Tty) -> float:
    """A page further; the seconds until the text has moved, 0 at its end."""
    before = tty.text
    if "100%" in before:
        return 0.0
    tty.send(" ")
    seconds = tty.first(lambda: tty.text != before, timeout=10, quiet=0.1)
    tty.settle(0.15)
    return seconds


def _memory(street: Street) -> Row:
    home = album.build(street.folder / "home-in-a-row", articles=IN_A_ROW + 1, words=800, pictures=5)
    first, last = in_a_row(home, AT_FIRST, IN_A_ROW)
    what = f"memory of the reader after opening {IN_A_ROW} articles with 5 pictures each"
    return Row(what, Sample.of([last]), Sample.of([first]), f"the same after {AT_FIRST}", GROWTH, unit="MB")


def in_a_row(home: Home, *counts: int) -> list[float]:
    """The reader's memory after it has opened so many articles, one after the other."""
    found: list[float] = []
    with home.open("--offline", columns=COLUMNS) as tty:
        tty.wait(re.compile(HEADLINE))
        newest = max(int(number) for number in re.findall(r"P0N(\d+)", tty.text))
        tty.send("\r")
        for n in range(1, max(counts) + 1):
            # Each article's headline stands below its picture, on the first page.
            tty.wait(re.compile(rf"‹(?s:.*)P0N{newest - n + 1}\b"))
            if n in counts:
                tty.settle()
                found.append(tty.memory())
            tty.send("n")
    return found
