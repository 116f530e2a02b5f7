"""The one way to the database: a connection set up as the library needs it, whose errors are sentences."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from placentin_tui import recheck
from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.i18n import _
from placentin_tui.library import texts

if TYPE_CHECKING:
    from pathlib import Path

Values: TypeAlias = Sequence[object] | Mapping[str, object]
Row: TypeAlias = tuple[Any, ...]

PATIENCE = 10.0
"""Seconds to wait for another process that is writing; a refresh writes in pieces far shorter than this."""


class Connection:
    """A connection to one library file, or to a library in memory; used by one thread at a time."""

    def __init__(self, path: Path | None, *, patience: float = PATIENCE) -> None:
        with wrapped():
            # Transactions are begun by hand; a courier may hand its connection from one worker thread to the next.
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._set_up(patience)
        except LibraryError:
            self._db.close()
            raise

    def _set_up(self, patience: float) -> None:
        # First, because every later line may meet a process that is writing.
        self.run(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        # Readers never wait for the writer, nor it for them.
        if self.value("PRAGMA journal_mode") not in ("wal", "memory"):
            self._change_to_wal(patience)
        # With WAL the file stays sound whatever dies, and a commit outlives any crash of ours; a power cut may take
        # the last ones. FULL would wait for the disk at every mark.
        self.run("PRAGMA synchronous = NORMAL")
        # A big refresh leaves a big WAL behind; it shrinks to this many bytes at the next checkpoint.
        self.run("PRAGMA journal_size_limit = 16777216")
        # Index pages of a large library stay in memory between two keys (KiB; only what is used is taken).
        self.run("PRAGMA cache_size = -16384")
        # Sorting and IN-lists go to memory, not to files in /tmp that others could read.
        self.run("PRAGMA temp_store = MEMORY")
        self._db.text_factory = recheck.decoded
        with wrapped():
            for name, function in texts.FUNCTIONS.items():
                self._db.create_function(name, 1, function, deterministic=True)

    def _change_to_wal(self, patience: float) -> None:
        """Once in a file's life; it wants the file alone and, unlike all else, does not wait for that by itself."""
        end = time.monotonic() + patience
        while True:
            try:
                self.run("PRAGMA journal_mode = WAL")
            except _Busy:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)
            else:
                return

    def enforce_keys(self) -> None:
        """Hold every reference between rows from now on; not before the migrations, which may rebuild tables."""
        self.run("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Close; a second time does nothing."""
        with wrapped():
            self._db.close()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows a query gives."""
        with wrapped():
            return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, if there is one."""
        with wrapped():
            row: Row | None = self._db.execute(sql, values).fetchone()
            return row

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first value of the first row, or `None`."""
        row = self.row(sql, values)
        return row[0] if row else None

    def stream(self, sql: str, values: Values = ()) -> Generator[Row, None, None]:
        """The rows one by one, read from the file only as far as somebody asks; to be closed."""
        with wrapped(), closing(self._db.execute(sql, values)) as cursor:
            yield from cursor

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute a statement; how many rows it changed."""
        with wrapped(), closing(self._db.execute(sql, values)) as cursor:
            return cursor.rowcount

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        """Execute a statement for each of the values."""
        with wrapped():
            self._db.executemany(sql, values)

    def insert(self, sql: str, values: Values = ()) -> int:
        """Insert a row; its number."""
        with wrapped(), closing(self._db.execute(sql, values)) as cursor:
            return cursor.lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing; inside another transaction, part of that one.

        It takes the right to write at once: one that began by reading could be refused when it comes to write.
        """
        if self._db.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk may have rolled it back already.
            if self._db.in_transaction:
                self.run("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several questions answered of the same moment."""
        if self._db.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("COMMIT")


class _Busy(LibraryError):
    """Another process is writing."""


@contextmanager
def wrapped() -> Iterator[None]:
    """SQLite's errors as sentences."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error) from error


def _sentence(error: sqlite3.Error) -> LibraryError:
    # The low byte is the kind of error, the rest its variety.
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return _Busy(_("The library is busy: another process is writing to it. Try again in a moment."))
        case sqlite3.SQLITE_FULL:
            return LibraryError(_("The disk is full. What was saved before is safe; make room, then try again."))
        case sqlite3.SQLITE_READONLY:
            return LibraryError(_("The library cannot be written: its file or its folder is read-only."))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LibraryDamaged(_("A part of the library's file is damaged ({reason}).").format(reason=error))
        case _:
            return LibraryError(_("The library could not be read or written ({reason}).").format(reason=error))
