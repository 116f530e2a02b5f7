"""The state of the sources' servers: validators for conditional requests, failures, moves, network, certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.failure_codes import Reason
from placentin_tui.models import FetchState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Oddity, Timestamp

MOVED = 3
"""Times in a row a feed must be found at the target of a permanent redirect before that becomes the
source's address.
"""

_FETCH_STATE = """
SELECT id, url, etag, last_modified, body_hash, failures, next_try, whole_at, last_success, at_home
FROM source WHERE removed IS NULL AND id NOT IN (SELECT source FROM remote_source)
"""


class FetchHistory:
    """The part of `Sources` that is about their servers."""

    _db: Connection
    _clock: Callable[[], Timestamp]

    def fetch_states(self, ids: Iterable[int] = ()) -> list[FetchState]:
        """What a refresh of these sources needs; of all that are not gone when none is named. A service's sources are
        not among them: their articles come from its server.
        """
        wanted = set(ids)
        rows = self._db.rows(_FETCH_STATE + ("ORDER BY id" if wanted else "AND gone = 0 ORDER BY id"))
        return [self._db.typed(FetchState, row) for row in rows if not wanted or row[0] in wanted]

    def last_success(self) -> Timestamp | None:
        """When a source last gave its feed; `None` when none ever did."""
        found = self._db.value("SELECT max(last_success) FROM source WHERE removed IS NULL")
        return None if found is None else int(found)

    def record_success(
        self,
        source: int,
        *,
        etag: str = "",
        last_modified: str = "",
        body_hash: str = "",
        url: str = "",
        title: str = "",
        home: str = "",
        language: str = "",
        icon: str = "",
        whole: bool = True,
        oddity: Oddity | None = None,
    ) -> None:
        """Record that the server gave a feed; empty values, but for the validators and the hash, leave the old ones.

        `url`: the target of permanent redirects, empty without; `whole`: the document itself was sent (no 304);
        `oddity`: a code, `None`: not examined.
        """
        now = self._clock()
        with self._db.transaction():
            self._db.run(
                "UPDATE source SET last_refresh = :now, last_success = :now, error_reason = '', error = '',"
                " error_values = '', failures = 0, failing_since = NULL, next_try = NULL, gone = 0, refused = ''"
                " WHERE id = :id",
                {"id": source, "now": now},
            )
            self._db.run(
                "UPDATE source SET etag = ?, last_modified = ?, body_hash = ?, whole_at = iif(?, ?, whole_at),"
                " oddity = coalesce(?, oddity) WHERE id = ?",
                (etag, last_modified, body_hash, whole, now, oddity, source),
            )
            self._db.run(
                "UPDATE source SET title = iif(:title <> '', :title, title), home = iif(:home <> '', :home, home),"
                " language = iif(:language <> '', :language, language), icon = iif(:icon <> '', :icon, icon)"
                " WHERE id = :id",
                {"id": source, "title": title, "home": home, "language": language, "icon": icon},
            )
            self._move(source, url)

    def _move(self, source: int, url: str) -> None:
        """Count the times a source was found at a new address; at the `MOVED`th it becomes the source's own.

        Not when another source has that address already.
        """
        self._db.run(
            "UPDATE source SET moving_seen = iif(moving_to = :url AND :url <> '', moving_seen + 1, :url <> ''),"
            " moving_to = :url WHERE id = :id",
            {"id": source, "url": url},
        )
        before = self._db.value("SELECT url FROM source WHERE id = ?", (source,))
        has_moved = self._db.run(
            "UPDATE OR IGNORE source SET url = moving_to, moving_to = '', moving_seen = 0"
            " WHERE id = ? AND moving_seen >= ?",
            (source, MOVED),
        )
        if has_moved:  # rules name it by its address
            self._db.run("UPDATE rule SET query = replace(query, ?, ?)", (f'"{before}"', f'"{url}"'))

    def record_failure(self, source: int, reason: Reason, *, next_try: Timestamp | None, refused: str = "") -> None:
        """Record that the server gave no feed; `refused`: the certificate it was refused for, as SHA-256."""
        self._db.run(
            "UPDATE source SET last_refresh = :now, error = '', failures = failures + 1, next_try = :next,"
            " failing_since = iif(error_reason = :reason, coalesce(failing_since, :now), :now), error_reason = :reason,"
            " error_values = :values, refused = :refused, moving_seen = 0 WHERE id = :id",
            {
                "id": source,
                "now": self._clock(),
                "reason": reason.code,
                "values": reason.kept,
                "next": next_try,
                "refused": refused,
            },
        )

    def record_gone(self, source: int, reason: Reason) -> None:
        """Record that the server answered 410: the source is not refreshed any more."""
        with self._db.transaction():
            self.record_failure(source, Reason("gone", reason.values), next_try=None)
            self._db.run("UPDATE source SET gone = 1 WHERE id = ?", (source,))

    def pause_host(self, host: str, until: Timestamp) -> None:
        """Refresh no source of a host before `until`, as its server demanded."""
        paused = Reason("paused", {"host": host})
        with self._db.transaction():
            rows = self._db.rows("SELECT id, url FROM source WHERE removed IS NULL AND gone = 0")
            self._db.run_many(
                "UPDATE source SET next_try = max(coalesce(next_try, 0), ?),"
                " error_values = iif(error_reason = '', ?, error_values),"
                " error_reason = iif(error_reason = '', ?, error_reason) WHERE id = ?",
                [(until, paused.kept, paused.code, source) for source, url in rows if _host(url) == host],
            )

    # ── networks ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def at_home(self, source: int) -> bool | None:
        """Whether its server is on this computer or in its network; `None`: it has not answered yet."""
        return _known(self._db.value("SELECT at_home FROM source WHERE id = ?", (source,)))

    def may_name_home(self, source: int) -> bool | None:
        """Whether URLs in its documents may lead there: its server is there, and never sent a document from the
        internet.
        """
        return _known(self._db.value(f"SELECT {_MAY_NAME_HOME} FROM source WHERE id = ?", (source,)))

    def servers(self) -> dict[int, tuple[str, bool | None]]:
        """By source: the URL of its REST interface, empty when unknown, and `may_name_home`."""
        rows = self._db.rows(f"SELECT id, coalesce(rest_root, ''), {_MAY_NAME_HOME} FROM source WHERE removed IS NULL")
        return {source: (root, _known(may)) for source, root, may in rows}

    def note_home(self, source: int, *, at_home: bool | None, led_outside: bool = False) -> None:
        """Record where its server answered from (`None`: unknown), and whether it redirected to the internet.

        A source that was on the internet once is never treated as being at home later.
        """
        if at_home is not None:
            self._db.run(
                "UPDATE source SET at_home = ?, led_outside = max(led_outside, ?) WHERE id = ? AND at_home IS NOT 0",
                (at_home, led_outside, source),
            )

    def is_outside(self, url: str) -> bool:
        """Whether an address is that of a source whose server is known to be on the internet."""
        return self._db.row("SELECT 1 FROM source WHERE url = ? AND at_home = 0", (url,)) is not None

    # ── certificates ─────────────────────────────────────────────────────────────────────────────────────────────────

    def trust(self, source: int, certificate: str) -> None:
        """Trust this certificate (its SHA-256) when the source's server shows it; empty: no longer."""
        self._db.run(
            "UPDATE source SET certificate = ?, next_try = NULL WHERE id = ? AND removed IS NULL", (certificate, source)
        )

    def trusted(self) -> dict[str, str]:
        """The trusted certificates (SHA-256), by their sources' addresses."""
        rows = self._db.rows("SELECT url, certificate FROM source WHERE certificate <> '' AND removed IS NULL")
        return dict(rows)


_MAY_NAME_HOME = "iif(led_outside, 0, at_home)"


def _known(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
