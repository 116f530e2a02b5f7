"""Accounts, each given for one source, and the servers the person agreed that comments may be sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.models import GivenAccount

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection


class Accounts:
    """Accounts and agreements; passwords are in the system's keyring, never here."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, source: int) -> GivenAccount:
        """The account of a source; without a user when there is none."""
        row = self._db.row("SELECT account, account_root FROM source WHERE id = ?", (source,))
        return GivenAccount(*row) if row else GivenAccount()

    def give(self, source: int, account: GivenAccount) -> None:
        """Store the account of a source; an empty one removes it."""
        self._db.run(
            "UPDATE source SET account = ?, account_root = ? WHERE id = ?", (account.user, account.root, source)
        )

    def all(self) -> set[GivenAccount]:
        """All accounts, those of removed sources that may be restored included."""
        return {
            GivenAccount(*row) for row in self._db.rows("SELECT account, account_root FROM source WHERE account <> ''")
        }

    def is_given(self, account: GivenAccount) -> bool:
        """Whether any source has this account, a removed one that may be restored included."""
        wanted = (account.user, account.root)
        return self._db.row("SELECT 1 FROM source WHERE account = ? AND account_root = ?", wanted) is not None

    def comment_servers(self, source: int) -> tuple[str, ...]:
        """Servers other than its own that comments on a source's articles may be sent to."""
        servers: str | None = self._db.value("SELECT comment_servers FROM source WHERE id = ?", (source,))
        return tuple((servers or "").split())

    def withdraw(self, source: int) -> None:
        """Allow comments on a source's articles to be sent to its own server only."""
        self._db.run("UPDATE source SET comment_servers = '' WHERE id = ?", (source,))

    def agree(self, source: int, server: str) -> None:
        """Allow comments on a source's articles to be sent to a further server."""
        with self._db.transaction():
            servers = dict.fromkeys((*self.comment_servers(source), server))
            self._db.run("UPDATE source SET comment_servers = ? WHERE id = ?", ("\n".join(servers), source))
