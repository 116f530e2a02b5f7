"""The accounts the person has given, each for one source, and the servers they agreed that comments may go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.models import GivenAccount

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection


class Accounts:
    """What was given and agreed to; passwords are in the system's keyring, never here."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, source: int) -> GivenAccount:
        """The account given for a source; without a user when there is none."""
        row = self._db.row("SELECT account, account_root FROM source WHERE id = ?", (source,))
        return GivenAccount(*row) if row else GivenAccount()

    def give(self, source: int, account: GivenAccount) -> None:
        """Keep an account for a source; an empty one: there is none any longer."""
        self._db.run(
            "UPDATE source SET account = ?, account_root = ? WHERE id = ?", (account.user, account.root, source)
        )

    def all(self) -> set[GivenAccount]:
        """Every account that was given, for sources that were removed and may come back too."""
        return {
            GivenAccount(*row) for row in self._db.rows("SELECT account, account_root FROM source WHERE account <> ''")
        }

    def is_given(self, account: GivenAccount) -> bool:
        """Whether any source has this account, be it a removed one that may come back."""
        wanted = (account.user, account.root)
        return self._db.row("SELECT 1 FROM source WHERE account = ? AND account_root = ?", wanted) is not None

    def comment_servers(self, source: int) -> tuple[str, ...]:
        """The servers that are not a source's own to which comments under its articles may go."""
        servers: str | None = self._db.value("SELECT comment_servers FROM source WHERE id = ?", (source,))
        return tuple((servers or "").split())

    def withdraw(self, source: int) -> None:
        """Let comments under a source's articles go to its own server alone again."""
        self._db.run("UPDATE source SET comment_servers = '' WHERE id = ?", (source,))

    def agree(self, source: int, server: str) -> None:
        """Let comments under a source's articles go to a server that is not its own."""
        with self._db.transaction():
            servers = dict.fromkeys((*self.comment_servers(source), server))
            self._db.run("UPDATE source SET comment_servers = ? WHERE id = ?", ("\n".join(servers), source))
