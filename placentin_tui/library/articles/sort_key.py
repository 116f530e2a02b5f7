"""The order of every list as one number for each article, its slot: the second it stands at, and a count within it.

A single number, because lists, sections and the index of words all keep it, and the newest of them is the largest. Only
ten bits for the count, because a million articles' words each note it, and each bit more would be megabytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

_BITS = 10
PER_SECOND = 1 << _BITS
"""Articles that can stand at one second; what comes on top of them stands a second later."""


def first(at: Timestamp) -> int:
    """The lowest slot of a second."""
    return at << _BITS


def moment(slot: int) -> Timestamp:
    """The second a slot belongs to."""
    return slot >> _BITS


def free(connection: Connection, published: Timestamp | None, now: Timestamp) -> int:
    """The slot for a new article, above all others of its second.

    Without a date it stands where it was first seen, as does one that claims the future; none stands before 1970.
    """
    at = max(0, min(now if published is None else published, now))
    while (last := _last(connection, at)) == first(at + 1) - 1:
        at += 1
    return first(at) if last is None else last + 1


def _last(connection: Connection, at: Timestamp) -> int | None:
    slot: int | None = connection.value(
        "SELECT max(slot) FROM article WHERE slot >= ? AND slot < ?", (first(at), first(at + 1))
    )
    return slot
