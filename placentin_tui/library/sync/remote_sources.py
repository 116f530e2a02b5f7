"""The subscriptions of the servers, as sources beside the person's own ones; never one for two accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.failure_codes import Reason
from placentin_tui.models import NewSource, SubscriptionOp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.library.sources.queries import Sources
    from placentin_tui.library.sync.remote_articles import RemoteArticles
    from placentin_tui.models import RemoteSource

_KNOWN = "SELECT remote, source, title, folder FROM remote_source WHERE service = ?"
_PENDING = "SELECT 1 FROM subscription_change WHERE service = ? AND remote = ? AND op = ?"
_NO_FOLDER = frozenset({"Uncategorized"})
"""What FreshRSS calls the folder of sources that are in none."""


class RemoteSources:
    """The sources whose articles come from a server."""

    def __init__(self, connection: Connection, sources: Sources, articles: RemoteArticles) -> None:
        self._db = connection
        self._sources = sources
        self._articles = articles

    def of(self, service: int) -> dict[str, int]:
        """The sources of a service, by what its server calls them; removed ones that may be brought back included."""
        return {remote: source for remote, source, _title, _folder in self._db.rows(_KNOWN, (service,))}

    def folders(self, service: int) -> set[str]:
        """The folders a service's server has, by their names there."""
        rows = self._db.rows("SELECT DISTINCT folder FROM remote_source WHERE service = ?", (service,))
        return {row[0] for row in rows} | _NO_FOLDER

    def all(self) -> dict[int, int]:
        """The service of each source that has one."""
        return dict(self._db.rows("SELECT source, service FROM remote_source"))

    def concern(self, sources: Sequence[int]) -> bool:
        """Whether a refresh of these sources (none: of all) is also a matter of servers."""
        if not sources:
            return self._db.row("SELECT 1 FROM service") is not None
        return not self.all().keys().isdisjoint(sources)

    def restore(self, service: str, remote: str, source: int, title: str, folder: str) -> None:
        """Store which source of a backup is which on the service of this name, unless it is known."""
        self._db.run(
            "INSERT OR IGNORE INTO remote_source SELECT id, ?, ?, ?, ? FROM service WHERE name = ?",
            (remote, source, title, folder, service),
        )

    def pull(self, service: int, listed: Sequence[RemoteSource]) -> None:
        """Make the service's sources those its server lists, in one transaction.

        New ones are added, and what was renamed or moved there is so here. One it lists no more is asked for no more;
        its articles stay. What was changed here, and waits to be sent, is left alone.
        """
        with self._articles.pulling(service):
            known = {remote: row for remote, *row in self._db.rows(_KNOWN, (service,))}
            for remote in listed:
                if self._is_pending(service, remote.id, SubscriptionOp.UNSUBSCRIBE):
                    continue
                if remote.id in known:
                    self._update(service, remote, *known.pop(remote.id))
                else:
                    self._add(service, remote)
            for name, (source, _title, _folder) in known.items():
                self._leave(service, name, source)

    def _add(self, service: int, remote: RemoteSource) -> None:
        """Add a source. Its address ends with what makes it the service's: a local source may have the same feed."""
        url = f"{remote.url}#{service}:{remote.id}"
        new = NewSource(url, remote.title, remote.folder, "", remote.home, remote.icon)
        # It may have been unsubscribed there, and be subscribed to again.
        was = self._db.value("SELECT id FROM source WHERE url = ? AND removed IS NULL", (url,))
        source = was or self._sources.add(new).id
        # Articles that belonged to no subscription may be this one's.
        self._db.run("DELETE FROM remote_article WHERE service = ? AND article IS NULL", (service,))
        # What a server lists may name any address: nothing of it is ever fetched from this computer or its network.
        self._db.run("UPDATE source SET at_home = 0, gone = 0, error_reason = '' WHERE id = ?", (source,))
        self._db.run(
            "INSERT INTO remote_source VALUES (?, ?, ?, ?, ?)",
            (service, remote.id, source, remote.title, remote.folder),
        )

    def _update(self, service: int, remote: RemoteSource, source: int, title: str, folder: str) -> None:
        """Follow the server where its own title or folder changed."""
        if remote.title != title and not self._is_pending(service, remote.id, SubscriptionOp.RENAME):
            self._db.run("UPDATE source SET title = ?, own_title = '' WHERE id = ?", (remote.title, source))
        if remote.folder != folder and not self._is_pending(service, remote.id, SubscriptionOp.MOVE):
            self._db.run("UPDATE source SET folder = ? WHERE id = ?", (remote.folder, source))
        if (remote.title, remote.folder) != (title, folder):
            self._db.run(
                "UPDATE remote_source SET title = ?, folder = ? WHERE source = ?", (remote.title, remote.folder, source)
            )

    def _leave(self, service: int, remote: str, source: int) -> None:
        """Ask for a source no more: the server has no such subscription."""
        self._db.run("DELETE FROM subscription_change WHERE service = ? AND remote = ?", (service, remote))
        self._db.run("DELETE FROM remote_source WHERE source = ?", (source,))
        reason = Reason("unsubscribed-there")
        self._db.run(
            "UPDATE source SET gone = 1, error_reason = ?, error_values = ? WHERE id = ?",
            (reason.code, reason.kept, source),
        )

    def _is_pending(self, service: int, remote: str, op: SubscriptionOp) -> bool:
        return self._db.row(_PENDING, (service, remote, op)) is not None
