"""What tells linear work from work that grows faster, on any machine."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.hostile.growth import complaint, too_long

SIZE = 256
SLOWEST = 0.5
PATIENT = 60.0
"""Seconds no machine reaches with linear work: of that, its growth alone is to be judged."""
UNIT = 160
"""Rounds of a loop a character costs: enough to be timed at all."""


def _rounds(how_many: Callable[[int], int]) -> Callable[[int], Callable[[], object]]:
    return lambda size: lambda: sum(1 for _ in range(how_many(size)))


@pytest.mark.parametrize(
    "how_many",
    [
        lambda size: 1_000,
        lambda size: UNIT * size,
        # What comes only beyond some length, steep at first.
        lambda size: UNIT * max(10, size - 3 * SIZE),
        lambda size: UNIT * size if size < 2 * SIZE else 15 * UNIT * size,
        # What stops at a limit.
        lambda size: min(size, 4 * SIZE) ** 2,
    ],
    ids=["constant", "linear", "beyond a length", "another way from a length on", "up to a limit"],
)
def test_what_is_linear_is_left_alone(how_many: Callable[[int], int]) -> None:
    assert complaint(_rounds(how_many), SIZE, PATIENT) == ""


@pytest.mark.parametrize(
    "how_many", [lambda size: size**2, lambda size: size**2 + 20 * size], ids=["quadratic", "with some linear work"]
)
def test_what_is_quadratic_is_named(how_many: Callable[[int], int]) -> None:
    assert complaint(_rounds(how_many), SIZE, SLOWEST) != ""


def test_a_pattern_that_goes_back_is_named() -> None:
    pattern = re.compile("a*b")
    assert complaint(lambda size: lambda: pattern.search("a" * size), 1_000, SLOWEST / 10) != ""


def test_what_takes_too_long_is_named() -> None:
    assert too_long(_rounds(lambda size: 200 * size), SIZE, 0.0001) != ""
    assert too_long(_rounds(lambda size: size), SIZE, PATIENT) == ""
