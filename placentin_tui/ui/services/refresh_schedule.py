"""The schedule of periodic refreshes, by the system's clock, so that time during sleep of the computer counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.models import Timestamp

SOON = 2 * 60
"""Seconds until the next try when there was no network."""


class RefreshSchedule:
    """Says when a refresh is due, sooner after one that found no network; polled once a minute."""

    def __init__(self, every: int, clock: Callable[[], Timestamp]) -> None:
        """`every`: seconds between refreshes, 0: never."""
        self._every = every
        self._clock = clock
        self._set = clock()
        self._wait = every

    def is_due(self) -> bool:
        """Whether a refresh is due; the wait then begins again."""
        passed = self._clock() - self._set
        # The difference is negative where the clock was set back: a refresh is due then.
        if not self._every or 0 <= passed < self._wait:
            return False
        self._set, self._wait = self._clock(), self._every
        return True

    def ring_soon(self) -> None:
        """Shorten the wait after a refresh that found no network."""
        self._set, self._wait = self._clock(), min(SOON, self._every)
