"""How long a source that failed is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.models import Timestamp

FIRST = 5 * 60
LONGEST = 24 * 60 * 60
JITTER = 0.2
"""Part of the wait that chance adds or takes away, so that sources that failed together are not asked together."""
NO_NETWORK = frozenset({"offline", "unknown-host"})
"""Why a server cannot be reached when there is no network."""


def next_try(now: Timestamp, failures: int, *, retry_after: int | None = None, chance: float = 0.5) -> Timestamp:
    """When to ask again after one more failure than `failures` in a row: 5 minutes, 10, 20 … a day.

    Never before the server wants us back, as long as that is within a day. `chance` is from 0 to 1.
    """
    wait = min(FIRST * 2 ** min(failures, 10), LONGEST)
    wait = int(wait * (1 - JITTER + 2 * JITTER * chance))
    return now + min(max(wait, retry_after or 0), LONGEST)
