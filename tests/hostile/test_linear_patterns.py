"""No pattern of the project takes more than linear time, whatever text it is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.hostile.growth import complaint
from tests.hostile.patterns import Found, hostile, modules, not_found, patterns

SIZE = 2_000
SLOWEST = 2.0
"""Seconds of the processor, many times what anything here takes."""


@pytest.mark.parametrize("found", patterns(), ids=lambda found: found.name.removeprefix("placentin_tui."))
def test_a_pattern_is_linear(found: Found[Any]) -> None:
    for method in sorted(found.methods):
        for grow in hostile(found.pattern):
            wrong = complaint(_looking(found.pattern, method, grow), SIZE, SLOWEST)
            assert not wrong, f"{method} on {grow(60)!r}: {wrong}"


def _looking(
    pattern: re.Pattern[Any], method: str, grow: Callable[[int], Any]
) -> Callable[[int], Callable[[], object]]:
    def work(size: int) -> Callable[[], object]:
        text = grow(size)
        if method == "finditer":
            return lambda: sum(1 for _ in pattern.finditer(text))
        return lambda: getattr(pattern, method)(text)

    return work


def test_every_pattern_is_where_it_is_found() -> None:
    assert [place for module in modules() for place in not_found(module)] == []
