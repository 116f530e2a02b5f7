"""How long a source that failed is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.courier.backoff import next_try

DAY = 86_400


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 5), (1, 10), (2, 20), (5, 160), (8, 1280), (9, 1440), (99, 1440)]
)
def test_doubles_up_to_a_day(failures: int, minutes: int) -> None:
    assert next_try(1000, failures) == 1000 + minutes * 60


def test_chance_spreads_sources_that_failed_together() -> None:
    assert (next_try(0, 0, chance=0.0), next_try(0, 0, chance=1.0)) == (240, 360)


def test_the_servers_wish_is_law_within_a_day() -> None:
    assert next_try(0, 0, retry_after=3600) == 3600
    assert next_try(0, 3, retry_after=60) == 40 * 60
    assert next_try(0, 0, retry_after=DAY) == DAY


@given(st.integers(0, 10**6), st.none() | st.integers(0, DAY), st.floats(0, 1))
def test_never_sooner_than_asked_never_later_than_a_day(failures: int, wish: int | None, chance: float) -> None:
    when = next_try(0, failures, retry_after=wish, chance=chance)
    assert max(240, wish or 0) <= when <= DAY
