"""The log of what the person did and may undo: one row an act, the oldest deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.models import ActKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

REMEMBERED = 200
"""Acts kept for undo; and as many of `ActKind.OPENED` besides, which are frequent and must not displace the others."""


class ActLog:
    """Which acts there were; what each has changed stands in tables that refer to it."""

    def __init__(self, connection: Connection, clock: Callable[[], Timestamp]) -> None:
        """`clock`: the time acts are logged with."""
        self._db = connection
        self._clock = clock

    def remember(self, kind: ActKind, *, source: int | None = None, tag: int | None = None, tag_name: str = "") -> int:
        """Log an act and delete the oldest of its sort; returns its id."""
        act = self._db.insert(
            "INSERT INTO act (kind, at, source, tag, tag_name) VALUES (?, ?, ?, ?, ?)",
            (kind, self._clock(), source, tag, tag_name),
        )
        alike = f"(kind = '{ActKind.OPENED}') = (:kind = '{ActKind.OPENED}')"
        self._db.run(
            f"DELETE FROM act WHERE {alike} AND id <="
            f" (SELECT id FROM act WHERE {alike} ORDER BY id DESC LIMIT 1 OFFSET {REMEMBERED})",
            {"kind": kind},
        )
        return act

    def forget(self, act: int) -> None:
        """Delete an act and what it has changed."""
        self._db.run("DELETE FROM act WHERE id = ?", (act,))
