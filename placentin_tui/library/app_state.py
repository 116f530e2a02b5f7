"""What the app stores by itself, such as the theme chosen last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection


class AppState:
    """Values by key; what the person configures is in the config file instead."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, key: str, default: str = "") -> str:
        """The value of a key."""
        row = self._db.row("SELECT value FROM setting WHERE key = ?", (key,))
        return row[0] if row else default

    def set(self, key: str, value: str) -> None:
        """Store the value of a key."""
        self._db.run("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value))
