"""The schema version of a file, and its migration to the newest one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError, LibraryTooNew
from placentin_tui.i18n import _
from placentin_tui.library.schema.versions import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.library.schema.connection import Connection

APPLICATION_ID = 0x506C6163
"""`Plac` in the file's header: tells a library from another program's database."""

FARTHEST = 100
"""Versions above the newest that may be of a later program; a higher number is damage."""
_OURS = frozenset({"source", "article", "body", "seen", "letter"})
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


def migrate(connection: Connection, migrations: Sequence[str] = MIGRATIONS, *, may_lack_rows: bool = False) -> None:
    """Migrate the tables to the newest version, in one transaction.

    `may_lack_rows`: referenced rows may be missing, which is damage otherwise. Raises `LibraryTooNew` when a later
    version of the program wrote the file, and `LibraryDamaged`.
    """
    if _version(connection) == len(migrations):
        return
    with connection.transaction():
        # Another process may have been faster; and a new file has neither version nor application id yet.
        version = _version(connection)
        if version > len(migrations):
            raise LibraryTooNew(_("A later version of Placentin wrote the library; update Placentin to open it."))
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.run(statement)
        if not may_lack_rows and connection.rows("PRAGMA foreign_key_check"):
            raise LibraryDamaged(_("Rows are missing in the library, so it could not be brought up to date."))
        connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.run(f"PRAGMA user_version = {len(migrations)}")


def is_current(connection: Connection) -> bool:
    """Whether the tables are of the newest version. Raises `LibraryTooNew` when they are of a later one."""
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise LibraryTooNew(_("A later version of Placentin wrote the library; update Placentin to open it."))
    return version == len(MIGRATIONS)


def is_blank(connection: Connection) -> bool:
    """Whether there are no tables at all."""
    return not connection.value("SELECT count(*) FROM sqlite_schema")


def _version(connection: Connection) -> int:
    """The schema version, 0 without tables.

    Raises `LibraryError` when the tables are another program's, and `LibraryDamaged` when header and tables disagree.
    """
    with connection.snapshot():  # or another process makes the tables between two of these questions
        application = connection.value("PRAGMA application_id")
        version = int(connection.value("PRAGMA user_version"))
        if is_blank(connection):
            return version
        names = {row[0] for row in connection.rows(_TABLES)} if application != APPLICATION_ID else set(_OURS)
    if not names >= _OURS:
        raise LibraryError(_("The library's file belongs to another program; move it away, then start again."))
    if application != APPLICATION_ID or not 0 < version < len(MIGRATIONS) + FARTHEST:
        raise LibraryDamaged(_("A part of the library's file is damaged."))
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit the transaction under way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
