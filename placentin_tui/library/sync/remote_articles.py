"""Which articles here are which on a server, and the marks it has on them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.failure_codes import Reason
from placentin_tui.library.articles.filters import AS_UNREAD, UNREAD
from placentin_tui.models import ChangeState, Pulled, SyncField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.library.sync.change_queue import ChangeQueue
    from placentin_tui.models import Change, IdSet, RemoteMarks

MOST_TRIES = 3
"""How often a change is sent that the server says yes to and does not make."""
MOST_NAMED = 1000
"""Articles that are named one by one after a pull."""
BY_READING = 1
"""The value of `article.read` of what was read elsewhere: the act is not one of ours, and not undone here."""

_SET = {
    SyncField.READ: {True: f"read = {BY_READING}", False: f"read = {AS_UNREAD}"},
    SyncField.STARRED: {True: "starred = 1", False: "starred = 0"},
}
"""By field and value: the SQL that makes it so."""
_IS_OTHER = {
    SyncField.READ: {True: UNREAD, False: f"NOT {UNREAD}"},
    SyncField.STARRED: {True: "starred = 0", False: "starred = 1"},
}
"""By field and value: the SQL condition that it is not so."""
_FOUND = """
SELECT article.id FROM json_each(:ids) AS named
CROSS JOIN remote_article ON remote_article.service = :service AND remote_article.remote = named.value
CROSS JOIN article ON article.id = remote_article.article
WHERE NOT EXISTS (SELECT 1 FROM sync_change WHERE sync_change.remote = remote_article.id AND field = :field)
"""


class RemoteArticles:
    """The articles of the servers."""

    def __init__(self, connection: Connection, queue: ChangeQueue) -> None:
        self._db = connection
        self._queue = queue

    def known(self, service: int) -> set[str]:
        """The server's ids of the articles that need not be fetched."""
        return {row[0] for row in self._db.rows("SELECT remote FROM remote_article WHERE service = ?", (service,))}

    def standing(self, service: int) -> tuple[int, int, int]:
        """How many articles the server had at the last whole pull, how many of them unread, and how many starred."""
        row = self._db.row("SELECT held, unread, starred FROM service WHERE id = ?", (service,))
        return (row[0], row[1], row[2]) if row else (0, 0, 0)

    @contextmanager
    def pulling(self, service: int) -> Iterator[None]:
        """A transaction whose writes are the server's own: none of them enters the queue."""
        with self._db.transaction():
            self._db.run("INSERT INTO sync_pull VALUES (?)", (service,))
            yield
            self._db.run("DELETE FROM sync_pull")

    def link(self, service: int, articles: Mapping[str, int | None]) -> None:
        """Store which article is which on the server; `None`: it is not here, and need not be fetched again."""
        self._db.run_many(
            "INSERT INTO remote_article (service, remote, article) VALUES (?, ?, ?)"
            " ON CONFLICT (service, remote) DO UPDATE SET article = excluded.article",
            [(service, remote, article) for remote, article in articles.items()],
        )

    def by_identity(self, source: int, identities: Iterable[str]) -> dict[str, int]:
        """The articles of a source that have come under these identities."""
        sql = "SELECT identity, article FROM seen WHERE source = ? AND identity IN (SELECT value FROM json_each(?))"
        return dict(self._db.rows(sql, (source, _json(identities))))

    def mark(self, service: int, remotes: Collection[str], field: SyncField, *, value: bool) -> list[int]:
        """Set a mark as the server has it, but where a change made here waits or is on its way; returns the articles
        whose mark it changed. Inside `pulling`.
        """
        named = {"service": service, "ids": _json(remotes), "field": field}
        rows = self._db.rows(f"{_FOUND} AND {_IS_OTHER[field][value]}", named)
        articles = [row[0] for row in rows]
        self._db.run(
            f"UPDATE article SET {_SET[field][value]} WHERE id IN (SELECT value FROM json_each(?))", (_json(articles),)
        )
        return articles

    def apply(self, service: int, marks: RemoteMarks) -> Pulled:
        """Set all marks as the server has them, in one transaction; check what was sent before.

        An article the server does not list any more keeps its marks. Where it has no list of all, every article known
        counts as listed.
        """
        unread, starred = frozenset(marks.unread.ids), frozenset(marks.starred.ids)
        present = frozenset(marks.present.ids) if marks.present else unread | starred | self.known(service)
        with self.pulling(service):
            confirmed, ignored = self._check_sent(service, marks, present)
            read = present - unread - marks.unread.doubtful
            plain = present - starred - marks.starred.doubtful
            changed = [
                *self.mark(service, read, SyncField.READ, value=True),
                *self.mark(service, unread - marks.unread.doubtful, SyncField.READ, value=False),
                *self.mark(service, starred - marks.starred.doubtful, SyncField.STARRED, value=True),
                *self.mark(service, plain, SyncField.STARRED, value=False),
            ]
            self._db.run(
                "UPDATE service SET held = ?, unread = ?, starred = ? WHERE id = ?",
                (len(present), len(unread), len(starred), service),
            )
        return Pulled(len(changed), confirmed, ignored, tuple(dict.fromkeys(changed))[:MOST_NAMED])

    def _check_sent(self, service: int, marks: RemoteMarks, present: frozenset[str]) -> tuple[int, int]:
        """Compare what the server said yes to with what it has: what it made is forgotten, and so is what it does not
        list any more.

        Where it made nothing at all of one kind, it did not do what it said: that waits again, or is refused. Where it
        made a part, the others were changed by somebody else since, whose word is the later one.
        """
        confirmed = ignored = 0
        sent = [change for change in self._queue.all(service) if change.state is ChangeState.SENT]
        for field, ids in ((SyncField.READ, marks.unread), (SyncField.STARRED, marks.starred)):
            for value in (True, False):
                mine = [change for change in sent if (change.field, change.value) == (field, value)]
                undone = _undone(mine, ids, present, is_listed=value is (field is SyncField.STARRED))
                if mine and len(undone) == len(mine):
                    self._again(undone)
                    ignored += len(undone)
                else:
                    self._queue.drop(change.seq for change in mine)
                    confirmed += len(mine) - len(undone)
        return confirmed, ignored

    def _again(self, changes: Collection[Change]) -> None:
        """Have changes sent again, a limited number of times."""
        spent = [change.seq for change in changes if change.tries + 1 >= MOST_TRIES]
        self._queue.again(change.seq for change in changes if change.tries + 1 < MOST_TRIES)
        self._queue.refuse(spent, Reason("sync-ignored"))


def _undone(changes: Iterable[Change], ids: IdSet, there: frozenset[str], *, is_listed: bool) -> list[Change]:
    """Those of the changes that the server has not made; `is_listed`: whether their articles should be in the set."""
    listed = frozenset(ids.ids)
    return [
        change
        for change in changes
        if change.remote in there and change.remote not in ids.doubtful and (change.remote in listed) is not is_listed
    ]


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
