"""How the time of some work grows with its input: by the processor's time, the least of several runs."""

from __future__ import annotations

import time
from collections.abc import Callable

Work = Callable[[int], Callable[[], object]]
"""What is done with an input of so many characters, which is made before it is timed."""

FACTOR = 4
"""How many times as long the longer input is."""
MOST = 9.0
"""How many times as long it may take: what is linear takes 4 times, what is quadratic 16."""
PLAINLY = 6.0
"""How many times as long is plainly linear after one run of each; what comes nearer to `MOST` is run again."""
FLOOR = 0.01
"""Seconds below which nothing is said of growth: caches and the clock weigh more."""
RUNS = 5


def complaint(work: Work, size: int, slowest: float) -> str:
    """What is wrong with how `work` grows from `size` on, four times as much each time; empty when nothing is.

    `slowest`: seconds after which no more is tried, generous: how fast this machine is must not matter. Far smaller
    inputs come first, because what grows fast would take for ever.
    """
    for less in (size // 64, size // 16, size // 4):
        if (taken := _once(work(less))) > slowest:
            return f"{taken:.2f} s at {less:,} already"
    before = _once(work(size))
    grown = [f"{before * 1000:.1f} ms at {size:,}"]
    for length in (FACTOR * size, FACTOR**2 * size, FACTOR**3 * size):
        taken = _least(work(length), slowest, enough=max(PLAINLY * before, FLOOR))
        if taken > max(PLAINLY * before, FLOOR):  # the shorter one may have been the disturbed one
            before = min(before, _least(work(length // FACTOR), slowest))
        grown.append(f"{taken * 1000:.1f} ms at {length:,}")
        # What rises where a limit is reached and goes on in a straight line shows it further on.
        if taken <= max(MOST * before, FLOOR):
            return ""
        if taken > slowest:
            break
        before = taken
    return ", ".join(grown)


def too_long(work: Work, size: int, slowest: float) -> str:
    """What is wrong with what takes no longer than `slowest`, however much there is; empty when nothing is."""
    taken = _least(work(size), slowest, enough=slowest)
    return "" if taken <= slowest else f"{taken:.2f} s at {size:,}"


def _least(act: Callable[[], object], slowest: float, enough: float = 0.0) -> float:
    """The shortest of several runs, in seconds; of fewer, once it is down to `enough` or they are past `slowest`."""
    least = spent = _once(act)
    for _ in range(RUNS - 1):
        if least <= enough or spent > slowest:
            break
        taken = _once(act)
        least, spent = min(least, taken), spent + taken
    return least


def _once(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began
