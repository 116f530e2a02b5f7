"""The changes made here that a server has not been told of, or has not confirmed.

Triggers write them (`library/schema/versions/v0015_sync.py`): a mark and its entry are one transaction, and a later
mark replaces an earlier one. While an entry is there, also while it is on its way, no pull touches that mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.models import Change, ChangeState, SubscriptionChange, SubscriptionOp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.failure_codes import Reason
    from placentin_tui.library.schema.connection import Connection

_CHANGE = """
SELECT seq, remote_article.remote, field, value, state, tries, reason, reason_values, article,
       coalesce(article.title, '')
FROM sync_change JOIN remote_article ON remote_article.id = sync_change.remote
LEFT JOIN article ON article.id = remote_article.article
WHERE service = :service
"""
_SUBSCRIPTION = """
SELECT seq, op, remote, value, title, state, reason, reason_values FROM subscription_change WHERE service = :service
"""
_NAMED = "(SELECT value FROM json_each(:seqs))"


class ChangeQueue:
    """What the servers are to be told."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def all(self, service: int) -> list[Change]:
        """All marks of a service's queue, the oldest first."""
        rows = self._db.rows(f"{_CHANGE} ORDER BY seq", {"service": service})
        return [self._db.typed(Change, row) for row in rows]

    def waiting(self, service: int) -> list[Change]:
        """The marks to be sent, the oldest first."""
        rows = self._db.rows(f"{_CHANGE} AND state = 'waiting' ORDER BY seq", {"service": service})
        return [self._db.typed(Change, row) for row in rows]

    def sent(self, seqs: Iterable[int]) -> None:
        """Record that the server said yes to these; marks made meanwhile have other numbers, and wait."""
        self._set(seqs, f"state = '{ChangeState.SENT}'")

    def again(self, seqs: Iterable[int]) -> None:
        """Have these sent once more: whether the server did them is not known."""
        self._set(seqs, f"state = '{ChangeState.WAITING}', tries = tries + 1")

    def refuse(self, seqs: Iterable[int], reason: Reason) -> None:
        """Record that the server does not accept these."""
        values = {"reason": reason.code, "values": reason.kept}
        self._set(seqs, f"state = '{ChangeState.REFUSED}', reason = :reason, reason_values = :values", **values)

    def _set(self, seqs: Iterable[int], change: str, **values: str) -> None:
        named = {"seqs": _json(seqs), **values}
        self._db.run(f"UPDATE sync_change SET {change} WHERE seq IN {_NAMED}", named)

    def drop(self, seqs: Iterable[int]) -> int:
        """Forget marks that were to be sent; the marks themselves stay until the next pull. Returns how many."""
        return self._db.run(f"DELETE FROM sync_change WHERE seq IN {_NAMED}", {"seqs": _json(seqs)})

    def retry(self, service: int) -> int:
        """Have all that was refused sent once more; returns how many."""
        change = "SET state = 'waiting', tries = 0, reason = '', reason_values = '' WHERE state = 'refused'"
        of_service = "remote IN (SELECT id FROM remote_article WHERE service = ?)"
        with self._db.transaction():
            marks = self._db.run(f"UPDATE sync_change {change} AND {of_service}", (service,))
            change = change.replace("tries = 0, ", "")
            return marks + self._db.run(f"UPDATE subscription_change {change} AND service = ?", (service,))

    # ── subscriptions ────────────────────────────────────────────────────────────────────────────────────────────────

    def subscribe(self, service: int, url: str, *, title: str = "", folder: str = "") -> None:
        """Have the server subscribe to a feed."""
        with self._db.transaction():
            self._db.run(
                "DELETE FROM subscription_change WHERE service = ? AND op = ? AND remote = ?",
                (service, SubscriptionOp.SUBSCRIBE, url),
            )
            self._db.insert(
                "INSERT INTO subscription_change (service, op, remote, value, title) VALUES (?, ?, ?, ?, ?)",
                (service, SubscriptionOp.SUBSCRIBE, url, folder, title),
            )

    def subscriptions(self, service: int) -> list[SubscriptionChange]:
        """All changes of subscriptions, in the order in which they are to be sent."""
        rows = self._db.rows(f"{_SUBSCRIPTION} ORDER BY seq", {"service": service})
        return [self._db.typed(SubscriptionChange, row) for row in rows]

    def drop_subscription(self, seq: int) -> int:
        """Forget a change of subscriptions: the server has it, or the person does not want it any more. Returns how
        many there were.
        """
        return self._db.run("DELETE FROM subscription_change WHERE seq = ?", (seq,))

    def refuse_subscription(self, seq: int, reason: Reason) -> None:
        """Record that the server does not accept a change of subscriptions."""
        self._db.run(
            "UPDATE subscription_change SET state = ?, reason = ?, reason_values = ? WHERE seq = ?",
            (ChangeState.REFUSED, reason.code, reason.kept, seq),
        )


def _json(values: Iterable[int]) -> str:
    return msgspec.json.encode(list(values)).decode()
