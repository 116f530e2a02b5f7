"""From the key `j` in the Flash to the repaint: held, with rests, and while 200 papers refresh."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from bench import list_app
from bench.figures import By, Row, Sample
from bench.home import HEADLINE, Home, Street
from bench.server import served
from tests.harness.tty import Tty

ARTICLES = 1_000_000
PAPERS, ITEMS, DELAY = 200, 50, 0.05
HELD = 0.012
"""Seconds without output that end a repaint; the next press of a held key comes as long after: 30 or 40 a second."""
RUN = 10
"""Presses of one app before it is the other's turn."""
RESTED = 0.4
"""Seconds a person looks at a headline; the article beside it has come by then."""
MOST = 300
"""Presses during a refresh: it may last longer."""
BUDGET = 1.5
TYPICAL = 1.3
"""The budget of the median."""
JUMP = 50
"""Milliseconds a jump to the other end may take."""
BUSY = 1.3
REFRESHING = "Refreshing"

# The part of the screen that must change: the list, without the masthead above and the status line below.
PART = range(1, 30), range(1, 38)


Runs: TypeAlias = tuple[list[float], list[float]]
"""What the reader took for each press of a run, and the peer."""


def measure(street: Street, times: int) -> list[Row]:
    """Held, with rests, and during a refresh."""
    against = "a bare OptionList of 100 rows"
    home = street.home(ARTICLES)
    held, held_peer = _side_by_side(home, times * 20, HELD)
    rested, rested_peer = _side_by_side(home, times * 6, RESTED)
    busy, busy_peer = _during_refresh(Home(street.folder / "home-busy"))
    size = f"{ARTICLES:,} articles"
    return [
        Row(f"`j` held in the Flash, {size}, median", held, held_peer, against, TYPICAL),
        Row(f"`j` held in the Flash, {size}", held, held_peer, against, BUDGET, By.P95_RATIO),
        Row(f"`G` and `g`, from end to end, {size}", _jumps(home, times * 4), budget=JUMP, by=By.P95),
        Row(f"`j` with a rest on each headline, {size}", rested, rested_peer, against, BUDGET, By.P95_RATIO),
        Row(
            f"`j` held while {PAPERS} papers with {ITEMS} new articles each refresh",
            busy,
            held,
            "the same key, idle",
            BUSY,
            By.P95_RATIO,
            note=f"the bare list at the same time: p95 {busy_peer.p95 * 1000:.1f} ms",
        ),
    ]


def _jumps(home: Home, times: int) -> Sample:
    with home.open("--offline") as tty:
        tty.wait(re.compile(HEADLINE))
        tty.settle(1)
        return Sample.of([press(tty, key, RESTED) for _ in range(times) for key in "Gg"])


def press(tty: Tty, key: str, rest: float) -> float:
    """Press a key; the seconds until the list has another look."""
    before = tty.cells(*PART)
    tty.send(key)
    seconds = tty.first(lambda: tty.cells(*PART) != before, timeout=10, quiet=HELD)
    tty.settle(rest)
    return seconds


def bare() -> Tty:
    """The bare list in a terminal."""
    return Tty([sys.executable, str(Path(list_app.__file__))])


def _side_by_side(home: Home, presses: int, rest: float) -> tuple[Sample, Sample]:
    with home.open("--offline") as reader, bare() as peer:
        _opened(reader, peer)
        runs = [(_run(reader, rest), _run(peer, rest)) for _ in range(presses // RUN)]
    return _samples(runs)


def _during_refresh(home: Home) -> tuple[Sample, Sample]:
    with served(PAPERS, ITEMS, DELAY, aside=True) as papers:
        home.subscribe(papers.addresses())
        home.run("refresh")
        papers.print()
        with home.open() as reader, bare() as peer:
            _opened(reader, peer)
            reader.send("R")
            reader.wait(REFRESHING)
            runs: list[Runs] = []
            while REFRESHING in reader.text and len(runs) < MOST // RUN:
                runs.append((_run(reader, HELD), _run(peer, HELD)))
    return _samples(runs)


def _run(tty: Tty, rest: float) -> list[float]:
    return [press(tty, "j", rest) for _ in range(RUN)]


def _samples(runs: list[Runs]) -> tuple[Sample, Sample]:
    ours, theirs = zip(*runs, strict=True)
    return Sample.of(chain(*ours)), Sample.of(chain(*theirs))


def _opened(reader: Tty, peer: Tty) -> None:
    """Wait for both, and press a few keys that do not count."""
    reader.wait(re.compile(HEADLINE))
    peer.wait("Row 0")
    reader.settle(1)
    peer.settle(1)
    _run(reader, HELD)
    _run(peer, HELD)
