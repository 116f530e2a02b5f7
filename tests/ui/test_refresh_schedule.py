"""When the sources are asked next, while the paper lies open."""

from __future__ import annotations

import pytest

from placentin_tui.ui.services.refresh_schedule import SOON, RefreshSchedule

HALF_AN_HOUR = 30 * 60


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_795_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def rings(alarm: RefreshSchedule, clock: Clock, minutes: int) -> int:
    """How often it rings when it is looked at every minute."""
    count = 0
    for _minute in range(minutes):
        clock.now += 60
        count += alarm.is_due()
    return count


def test_every_half_hour(clock: Clock) -> None:
    alarm = RefreshSchedule(HALF_AN_HOUR, clock)
    assert rings(alarm, clock, 29) == 0
    assert rings(alarm, clock, 1) == 1
    assert rings(alarm, clock, 60) == 2


def test_never(clock: Clock) -> None:
    alarm = RefreshSchedule(0, clock)
    alarm.ring_soon()
    assert rings(alarm, clock, 500) == 0


def test_a_computer_that_slept_past_the_hour_is_late_by_a_minute_at_most(clock: Clock) -> None:
    alarm = RefreshSchedule(HALF_AN_HOUR, clock)
    clock.now += 9 * 3600
    assert rings(alarm, clock, 1) == 1
    assert rings(alarm, clock, 29) == 0


def test_without_a_network_it_is_tried_again_soon(clock: Clock) -> None:
    alarm = RefreshSchedule(HALF_AN_HOUR, clock)
    alarm.ring_soon()
    assert rings(alarm, clock, SOON // 60) == 1
    assert rings(alarm, clock, 29) == 0


def test_a_clock_set_back_silences_it_not(clock: Clock) -> None:
    alarm = RefreshSchedule(HALF_AN_HOUR, clock)
    clock.now -= 400 * 24 * 3600
    assert alarm.is_due()
    assert rings(alarm, clock, 30) == 1
