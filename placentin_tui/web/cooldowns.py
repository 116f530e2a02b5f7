"""Cooldowns: a host that answers 429 (too many requests) is not asked again for a while."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = 5 * 60
"""Seconds, without a `Retry-After` header."""


class HostCooldowns:
    """The end of the cooldown of each host."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock`: wall-clock seconds, because the time a computer sleeps counts too."""
        self._clock = clock
        self._cooldowns: dict[str, tuple[float, float]] = {}

    def begin(self, host: str, seconds: int | None) -> None:
        """Start a host's cooldown; `None` seconds for the usual time."""
        now = self._clock()
        self._cooldowns[host] = now, now + (USUAL if seconds is None else seconds)

    def end(self, host: str) -> None:
        """End a host's cooldown."""
        self._cooldowns.pop(host, None)

    def left(self, host: str) -> int:
        """The seconds left of a host's cooldown; 0 when it is over, or the clock was set back since it began."""
        begun, end = self._cooldowns.get(host, (0.0, 0.0))
        now = self._clock()
        return math.ceil(end - now) if begun <= now < end else 0
