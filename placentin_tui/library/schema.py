"""Which version of the tables a file holds, and the way from any earlier one to this one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError, LibraryTooNew
from placentin_tui.i18n import _
from placentin_tui.library.versions import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.library.connection import Connection

APPLICATION_ID = 0x506C6163
"""`Plac` in the file's header: this is a library of ours and no other program's database."""


def migrate(connection: Connection, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Bring the tables to the newest version, all of it in one transaction or not at all.

    Raises `LibraryTooNew` when a later version of the program wrote the file.
    """
    if _version(connection) == len(migrations):
        return
    with connection.transaction():
        # Another process may have been faster; and a new file has no version and no name yet.
        version = _version(connection)
        if version > len(migrations):
            raise LibraryTooNew(_("A later version of Placentin wrote the library; update Placentin to open it."))
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.run(statement)
        if connection.rows("PRAGMA foreign_key_check"):
            raise LibraryDamaged(_("Rows are missing in the library, so it could not be brought up to date."))
        connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.run(f"PRAGMA user_version = {len(migrations)}")


def is_current(connection: Connection) -> bool:
    """Whether the tables are of the newest version; raises `LibraryTooNew` when they are of a later one."""
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise LibraryTooNew(_("A later version of Placentin wrote the library; update Placentin to open it."))
    return version == len(MIGRATIONS)


def _version(connection: Connection) -> int:
    """The version of the tables, 0 when there are none; raises `LibraryError` when they are not ours."""
    application = connection.value("PRAGMA application_id")
    tables = connection.value("SELECT count(*) FROM sqlite_schema")
    if tables and application != APPLICATION_ID:
        raise LibraryError(_("The library's file belongs to another program; move it away, then start again."))
    return int(connection.value("PRAGMA user_version"))


def _statements(script: str) -> Iterator[str]:
    """A script's statements one by one, for `executescript` would commit the transaction under way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
