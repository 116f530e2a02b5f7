"""The slot of an article: its place in every list as one integer, made of the second it stands at and a counter within
it.

One integer, because lists, sections and the FTS5 index (as rowid) all store it, and the newest article has the largest.
Only ten bits for the counter, because the words of a million articles each store it, and each further bit would be
megabytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

_BITS = 10
PER_SECOND = 1 << _BITS
"""Articles that fit in one second; further ones stand a second later."""


def first(at: Timestamp) -> int:
    """The lowest slot of a second."""
    return at << _BITS


def timestamp_of(slot: int) -> Timestamp:
    """The second of a slot."""
    return slot >> _BITS


def free(connection: Connection, published: Timestamp | None, now: Timestamp) -> int:
    """A free slot for a new article, above all others of its second.

    Without a date it stands at `now`, as does one dated in the future; none stands before 1970.
    """
    at = max(0, min(now if published is None else published, now))
    while (last := _last(connection, at)) == first(at + 1) - 1:
        at += 1
    return first(at) if last is None else last + 1


def _last(connection: Connection, at: Timestamp) -> int | None:
    """The highest slot in use of a second."""
    slot: int | None = connection.value(
        "SELECT max(slot) FROM article WHERE slot >= ? AND slot < ?", (first(at), first(at + 1))
    )
    return slot
