"""The services: servers that keep the person's subscriptions and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import SyncError
from placentin_tui.library.sync.remote_labels import WAITING
from placentin_tui.models import Backlog, Service
from placentin_tui.models.sync import WANTS_PERSON

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.failure_codes import Reason
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import NewService, Timestamp

_CHANGES = "SELECT count(*) FROM sync_change JOIN remote_article ON remote_article.id = sync_change.remote"
_SUBSCRIPTION_CHANGES = "SELECT count(*) FROM subscription_change"
_SERVICE = f"""
SELECT id, name, dialect, address, user, password_command, agreed, last_success, next_try, failures, reason,
       reason_values,
       ({_CHANGES} WHERE service = service.id AND state <> 'refused')
       + ({_SUBSCRIPTION_CHANGES} WHERE service = service.id AND state <> 'refused')
       + iif(labels, {WAITING.format(service="service.id")}, 0),
       ({_CHANGES} WHERE service = service.id AND state = 'refused')
       + ({_SUBSCRIPTION_CHANGES} WHERE service = service.id AND state = 'refused'),
       (SELECT count(*) FROM remote_source WHERE service = service.id), labels
FROM service
"""
_REMOVED = "service-removed"
_DETACH = """
UPDATE source SET gone = 1, error_reason = ?, error_values = '{}', next_try = NULL
WHERE id IN (SELECT source FROM remote_source WHERE service = ?)
"""
_BACKLOG = """
SELECT (SELECT count(*) FROM sync_change WHERE state <> 'refused')
       + (SELECT count(*) FROM subscription_change WHERE state <> 'refused'),
       (SELECT count(*) FROM sync_change WHERE state = 'refused')
       + (SELECT count(*) FROM subscription_change WHERE state = 'refused'),
       (SELECT name FROM service WHERE reason IN (SELECT value FROM json_each(:reasons)) ORDER BY id LIMIT 1)
"""
_REASONS = msgspec.json.encode(sorted(WANTS_PERSON)).decode()
_SIGNED_IN = """
UPDATE service SET dialect = ?, password_command = ?, agreed = ?, token = '', next_try = NULL, failures = 0,
       reason = '', reason_values = '', labels = ?
WHERE id = ?
"""


class Services:
    """The servers, without their passwords, which are in the keyring or come from a command."""

    def __init__(self, connection: Connection, clock: Callable[[], Timestamp]) -> None:
        self._db = connection
        self._clock = clock

    def all(self) -> list[Service]:
        """All services, the oldest first."""
        return [self._db.typed(Service, row) for row in self._db.rows(f"{_SERVICE} ORDER BY id")]

    def backlog(self) -> Backlog:
        """What waits for all of them together: asked after every mark, so it counts without looking at articles."""
        waiting, refused, sign_in = self._db.row(_BACKLOG, {"reasons": _REASONS}) or (0, 0, "")
        return Backlog(waiting, refused, sign_in or "")

    def get(self, service: int) -> Service:
        """One service. Raises `SyncError`."""
        if (row := self._db.row(f"{_SERVICE} WHERE id = ?", (service,))) is None:
            raise SyncError("no-service", name=str(service))
        return self._db.typed(Service, row)

    def find(self, name: str) -> Service:
        """The service of this name, case aside. Raises `SyncError`."""
        for service in self.all():
            if service.name.casefold() == name.strip().casefold():
                return service
        raise SyncError("no-service", name=name)

    def add(self, new: NewService) -> Service:
        """Add a service; the same account once more is signed in again, and keeps its name, sources and queue. Raises
        `SyncError` when another account has that name.
        """
        command = msgspec.json.encode(new.password_command).decode() if new.password_command else ""
        with self._db.transaction():
            for other in self.all():
                if (other.address, other.user) == (new.address, new.user):
                    self._db.run(_SIGNED_IN, (new.dialect, command, new.agreed, new.labels, other.id))
                    return self.get(other.id)
                if other.name.casefold() == new.name.casefold():
                    raise SyncError("service-exists", name=other.name)
            service = self._db.insert(
                "INSERT INTO service (name, dialect, address, user, password_command, agreed, labels)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (new.name, new.dialect, new.address, new.user, command, new.agreed, new.labels),
            )
        return self.get(service)

    def restore(self, new: NewService) -> None:
        """Add a service of a backup, unless it or one of its name is there."""
        known = self.all()
        if not any((one.address, one.user) == (new.address, new.user) or one.name == new.name for one in known):
            self.add(new)

    def remove(self, service: int) -> None:
        """Remove a service with what its server was still to be told. Its sources, articles and their marks stay; no
        server is asked for them any more.
        """
        with self._db.transaction():
            self._db.run(_DETACH, (_REMOVED, service))
            self._db.run("DELETE FROM service WHERE id = ?", (service,))

    def token(self, service: int) -> str:
        """What the server gave for the password; empty before the first login. As secret as the password."""
        return str(self._db.value("SELECT token FROM service WHERE id = ?", (service,)) or "")

    def keep_token(self, service: int, token: str) -> None:
        """Store what the server gave for the password; empty: a login is needed."""
        self._db.run("UPDATE service SET token = ? WHERE id = ?", (token, service))

    def record_success(self, service: int) -> None:
        """Record that a sync was whole: its server has answered for all of its sources."""
        with self._db.transaction():
            self._db.run(
                "UPDATE service SET last_success = ?, next_try = NULL, failures = 0, reason = '', reason_values = ''"
                " WHERE id = ?",
                (self._clock(), service),
            )
            self._db.run(
                "UPDATE source SET last_refresh = :now, last_success = :now"
                " WHERE id IN (SELECT source FROM remote_source WHERE service = :service)",
                {"now": self._clock(), "service": service},
            )

    def record_failure(self, service: int, reason: Reason, next_try: Timestamp | None) -> None:
        """Record why a sync was not whole, and when to try again (`None`: when the person asks)."""
        self._db.run(
            "UPDATE service SET failures = failures + 1, next_try = ?, reason = ?, reason_values = ? WHERE id = ?",
            (next_try, reason.code, reason.kept, service),
        )
