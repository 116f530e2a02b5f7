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
FLOOR = 0.01
"""Seconds below which nothing is said of growth: caches and the clock weigh more."""
RUNS = 5


def complaint(work: Work, size: int, slowest: float) -> str:
    """What is wrong with how `work` grows from `size` to four times that; empty when nothing is.

    `slowest`: seconds the longer one may take. Far smaller ones are tried first: what grows fast would take for ever.
    """
    for less in (size // 64, size // 16, size // 4):
        if (taken := _once(work(less))) > slowest:
            return f"{taken:.2f} s at {less:,} already"
    long = work(FACTOR * size)
    if (taken := _once(long)) < FLOOR:
        return ""
    short = work(size)
    before = min(_once(short) for _ in range(RUNS))
    for _ in range(RUNS):
        if taken <= min(max(MOST * before, FLOOR), slowest):
            return ""
        taken = min(taken, _once(long))
    # What rises once, where a limit is reached, and stays there is no growth.
    if taken <= slowest and _once(work(FACTOR * FACTOR * size)) <= MOST * taken:
        return ""
    return f"{before * 1000:.1f} ms at {size:,}, {taken * 1000:.1f} ms at {FACTOR * size:,}"


def too_long(work: Work, size: int, slowest: float) -> str:
    """What is wrong with what takes no longer than `slowest`, however much there is; empty when nothing is."""
    act = work(size)
    taken = min(_once(act) for _ in range(2))
    return "" if taken <= slowest else f"{taken:.2f} s at {size:,}"


def _once(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began
