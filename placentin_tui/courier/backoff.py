"""The back-off: how long a source that failed is not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import Timestamp

FIRST = 5 * 60
LONGEST = 24 * 60 * 60
JITTER = 0.2
"""Part of the wait that is added or subtracted at random, so that sources that failed together are
not asked together.
"""
NO_NETWORK = frozenset({"offline", "unknown-host"})
"""Failures that a missing network causes."""


def next_try(now: Timestamp, failures: int, *, retry_after: int | None = None, chance: float = 0.5) -> Timestamp:
    """When to ask again after one more failure than `failures` in a row: 5 minutes, 10, 20 … a day.

    Not before the server's Retry-After, as long as that is within a day. `chance` is a random number from 0 to 1.
    """
    wait = min(FIRST * 2 ** min(failures, 10), LONGEST)
    wait = int(wait * (1 - JITTER + 2 * JITTER * chance))
    return now + min(max(wait, retry_after or 0), LONGEST)
