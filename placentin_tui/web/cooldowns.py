"""Hosts that want to be left alone: who says « too many questions » (429) is asked nothing more for a while."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = 5 * 60
"""Seconds, where the host does not say how long."""


class HostCooldowns:
    """Until when each host is left alone."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` is the wall's: a computer that slept has waited as well."""
        self._clock = clock
        self._cooldowns: dict[str, tuple[float, float]] = {}

    def begin(self, host: str, seconds: int | None) -> None:
        """Leave a host alone for so long."""
        now = self._clock()
        self._cooldowns[host] = now, now + (USUAL if seconds is None else seconds)

    def end(self, host: str) -> None:
        """Ask it again, whatever it said."""
        self._cooldowns.pop(host, None)

    def left(self, host: str) -> int:
        """The seconds it is still to be left alone; 0 too where the clock was set back since."""
        begun, end = self._cooldowns.get(host, (0.0, 0.0))
        now = self._clock()
        return math.ceil(end - now) if begun <= now < end else 0
