"""Measured values, and the rows of the table they end up in."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured, time after time."""

    values: tuple[float, ...]
    """Seconds, or MB."""

    @classmethod
    def of(cls, values: Iterable[float]) -> Sample:
        """A sample of these values."""
        return cls(tuple(values))

    @property
    def median(self) -> float:
        """Half of them lie below."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """Nineteen of twenty lie below."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


class By(Enum):
    """What a budget is said of."""

    MEDIAN_RATIO = "median ×"
    P95_RATIO = "p95 ×"
    P95 = "p95 ms"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result."""

    what: str
    ours: Sample
    peer: Sample | None = None
    against: str = ""
    """The peer's name."""
    budget: float | None = None
    by: By = By.MEDIAN_RATIO
    unit: str = "ms"
    """`ms`, `s` or `MB`."""
    note: str = ""

    @property
    def reached(self) -> float | None:
        """The figure the budget is about; `None` when the peer was not there."""
        if self.by is By.P95:
            return self.ours.p95 * 1000
        if self.by is By.HIGHEST:
            return max(self.ours.values)
        if self.peer is None:
            return None
        if self.by is By.P95_RATIO:
            return self.ours.p95 / self.peer.p95
        return self.ours.median / self.peer.median

    @property
    def met(self) -> bool | None:
        """Within the budget; `None` when there is nothing to compare."""
        return None if self.reached is None or self.budget is None else self.reached <= self.budget


def alternate(times: int, *acts: Callable[[], float]) -> list[Sample]:
    """Measure several acts in turn, so that a slow moment strikes them all; a first round goes uncounted."""
    for act in acts:
        act()
    rounds = [[act() for act in acts] for _ in range(times)]
    return [Sample.of(values) for values in zip(*rounds, strict=True)]
