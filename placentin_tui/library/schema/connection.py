"""The connection to the database: configured for the library, with its errors translated to `LibraryError`."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from urllib.parse import quote

import msgspec

from placentin_tui.errors import LibraryDamaged, LibraryError, LibraryFull, LibraryReadOnly
from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.schema import files
from placentin_tui.text import resanitize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
Values: TypeAlias = Sequence[object] | Mapping[str, object]
Row: TypeAlias = tuple[Any, ...]

PATIENCE = 10.0
"""Seconds to wait for another process that is writing; a refresh writes in transactions far shorter than this."""
_STEPS = 10_000
"""Instructions of SQLite's virtual machine between two checks of the time limit."""
CACHE = 16_384
"""KiB of SQLite's page cache for processes that write much."""
SMALL_CACHE = 2_048
"""For processes that mostly read: with a million articles no list and no search is any slower."""


class Connection:
    """A connection to one library file, or to a library in memory; used by one thread at a time."""

    def __init__(
        self,
        path: Path | None,
        *,
        patience: float = PATIENCE,
        frugal: bool = False,
        immutable: bool = False,
        on_damage: Callable[[], None] = lambda: None,
    ) -> None:
        """`frugal`: use the small page cache.

        `immutable`: the file cannot be written, and does not change while it is read. `on_damage` is called when a part
        of it cannot be read. Raises `LibraryError`.
        """
        self._on_damage = on_damage
        self._immutable = immutable
        self._path = None if immutable else path
        name = f"file:{quote(str(path))}?immutable=1" if immutable else path or ":memory:"
        with self._wrapped():
            # Transactions are begun explicitly; the courier may use its connection in one worker thread after another.
            self._db = sqlite3.connect(name, isolation_level=None, check_same_thread=False, uri=immutable)
        self._inode = 0
        try:
            self._set_up(patience, SMALL_CACHE if frugal else CACHE)
            self._inode = files.inode(path) if path else 0
        except LibraryError:
            self._db.close()
            raise

    def _set_up(self, patience: float, cache: int) -> None:
        """Set the pragmas, the decoder of texts and the SQL functions."""
        # First, because every later statement may meet a process that is writing.
        self.run(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        # For a new file; the recovery of damaged files relies on it.
        self.run("PRAGMA page_size = 4096")
        # With WAL, readers never wait for the writer, nor the writer for them.
        if self.value("PRAGMA journal_mode") not in ("wal", "memory") and not self._immutable:
            self._change_to_wal(patience)
        # With WAL the file stays sound whatever is killed, and a commit survives any crash of the program; a power cut
        # may lose the last ones. FULL would wait for the disk at every mark.
        self.run("PRAGMA synchronous = NORMAL")
        # A large refresh leaves a large WAL behind; it shrinks to this many bytes at the next checkpoint.
        self.run("PRAGMA journal_size_limit = 16777216")
        # Index pages of a large library stay in memory between two queries (KiB; only what is used is allocated).
        self.run(f"PRAGMA cache_size = -{cache}")
        # Sorting and IN-lists use memory, not files in /tmp that others could read.
        self.run("PRAGMA temp_store = MEMORY")
        self._db.text_factory = resanitize.decoded
        with self._wrapped():
            for name, function in payload.FUNCTIONS.items():
                self._db.create_function(name, 1, function, deterministic=True)

    def _change_to_wal(self, patience: float) -> None:
        """Done once for a file; it needs the file alone and, unlike everything else, does not wait
        for that by itself.
        """
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
        """Enforce foreign keys from now on; not before the migrations, which may rebuild tables."""
        self.run("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Close; may be called again."""
        with self._wrapped():
            self._db.close()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with self._wrapped():
            return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query; `None` when there is none."""
        with self._wrapped():
            row: Row | None = self._db.execute(sql, values).fetchone()
            return row

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first value of the first row; `None` when there is none."""
        row = self.row(sql, values)
        return row[0] if row else None

    def stream(self, sql: str, values: Values = ()) -> Generator[Row, None, None]:
        """The rows one by one, read from the file only as they are asked for; the generator must be closed."""
        with self._wrapped(), closing(self._db.execute(sql, values)) as cursor:
            yield from cursor

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute a statement; returns how many rows it changed."""
        self._check_file()
        with self._wrapped(), closing(self._db.execute(sql, values)) as cursor:
            return cursor.rowcount

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        """Execute a statement for each of the values."""
        self._check_file()
        with self._wrapped():
            self._db.executemany(sql, values)

    def insert(self, sql: str, values: Values = ()) -> int:
        """Insert a row; returns its rowid."""
        self._check_file()
        with self._wrapped(), closing(self._db.execute(sql, values)) as cursor:
            return cursor.lastrowid or 0

    def _check_file(self) -> None:
        """Raise `LibraryError` when the file was moved or deleted: what is written then would be lost."""
        if self._path and self._inode and not self._db.in_transaction and files.inode(self._path) != self._inode:
            raise files.file_removed()

    def state(self) -> tuple[int, int]:
        """Change counters: another pair after each write, through this connection or any other."""
        return int(self.value("PRAGMA data_version")), self._db.total_changes

    def unpacked(self, unpack: Callable[[bytes], T], data: bytes) -> T:
        """Unpack a packed value. Raises `LibraryDamaged`, and reports the damage."""
        try:
            return unpack(data)
        except LibraryDamaged:
            self._on_damage()
            raise

    def typed(self, kind: type[S], row: Row) -> S:
        """A row as a struct, its columns in the order of the fields. Raises `LibraryDamaged` where they hold values of
        other types.
        """
        try:
            return msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind, strict=False)
        except msgspec.ValidationError as error:
            raise self.damaged(str(error)) from error

    def damaged(self, reason: str) -> LibraryDamaged:
        """Report damage that SQLite did not see, and return the error for it."""
        self._on_damage()
        return _damaged(reason)

    def limit(self, seconds: float) -> None:
        """Interrupt every statement that runs longer than so many seconds from now."""
        end = time.monotonic() + seconds
        self._db.set_progress_handler(lambda: time.monotonic() > end, _STEPS)

    def forbid_writes(self) -> None:
        """Allow no writes from now on."""
        self.run("PRAGMA query_only = ON")

    @contextmanager
    def _wrapped(self) -> Iterator[None]:
        """Raise SQLite's errors as `LibraryError`; report damage."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter where SQLite quotes bytes that are no text
            sentence = _translated(error)
            if isinstance(sentence, LibraryDamaged):
                self._on_damage()
            raise sentence from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing; inside another transaction, part of that one.

        It takes the write lock at once: a transaction that began by reading could be refused when it first writes.
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
        """Several queries answered from the same state of the database."""
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


_NO_ROOM = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,  # a limit on file sizes, a quota
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_SHMOPEN,
)
"""SQLite's codes for a full disk, a quota, or no room for the shared memory of the WAL."""
_SHORT = (sqlite3.SQLITE_IOERR_SHORT_READ,)
"""The file ends before it should."""
_DAMAGED = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_ERROR,
    }
)
"""The last one is SQLite's code for statements it does not understand: ours are valid on every undamaged schema, with
undamaged contents.
"""
_VIOLATIONS = (
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
    sqlite3.SQLITE_CONSTRAINT_NOTNULL,
)
"""Constraints that no statement of ours violates on sound tables."""
_OF_TRANSACTIONS = "cannot "
"""How SQLite's messages about a transaction begun or ended at the wrong moment begin: a bug of ours, not damage."""


def _damaged(reason: str) -> LibraryDamaged:
    """The error for a damaged file."""
    from placentin_tui.text.sanitize import clean  # the reason may quote a damaged name

    sentence = _("A part of the library's file is damaged ({reason}). It is repaired at the next start.")
    return LibraryDamaged(sentence.format(reason=clean(reason)))


def _is_damage(code: int, error: Exception) -> bool:
    """Whether an error of SQLite means that the file is damaged."""
    if isinstance(error, UnicodeDecodeError) or code in _SHORT + _VIOLATIONS:
        return True
    # "Could not decode to UTF-8" has no code.
    is_said = code & 0xFF in _DAMAGED or (not code and isinstance(error, sqlite3.OperationalError))
    return is_said and not str(error).startswith(_OF_TRANSACTIONS)


def _translated(error: Exception) -> LibraryError:
    """The `LibraryError` for an error of SQLite."""
    code = getattr(error, "sqlite_errorcode", 0)
    # The low byte is the primary code, the rest the extended one.
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return _Busy(_("The library is busy: another process is writing to it. Try again in a moment."))
        case _ if code in _NO_ROOM:
            return LibraryFull(_("The disk is full. What was saved before is safe; make room, then try again."))
        case sqlite3.SQLITE_READONLY:
            return LibraryReadOnly(_("The library cannot be written: its file or its folder is read-only."))
        case _ if _is_damage(code, error):
            return _damaged(str(error))
        case _:
            reason = ", ".join(filter(None, (str(error), getattr(error, "sqlite_errorname", ""))))
            return LibraryError(_("The library could not be read or written ({reason}).").format(reason=reason))
