"""When the sources are asked next, by the wall's clock: a computer that slept has waited as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.models import Timestamp

SOON = 2 * 60
"""Seconds until another try where there was no network."""


class RefreshSchedule:
    """Rings every so often, sooner after a refresh that found no network; looked at once a minute."""

    def __init__(self, every: int, clock: Callable[[], Timestamp]) -> None:
        """`every` in seconds, 0: never."""
        self._every = every
        self._clock = clock
        self._set = clock()
        self._wait = every

    def is_due(self) -> bool:
        """Whether it is time; it is then set anew."""
        passed = self._clock() - self._set
        # Less than nothing has passed where the clock was set back since.
        if not self._every or 0 <= passed < self._wait:
            return False
        self._set, self._wait = self._clock(), self._every
        return True

    def ring_soon(self) -> None:
        """A refresh found no network: it may be there again in a moment."""
        self._set, self._wait = self._clock(), min(SOON, self._every)
