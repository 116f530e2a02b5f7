"""The `Library` class: one library file opened, with a repository object for each kind of data."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError, LibraryFull, LibraryReadOnly
from placentin_tui.i18n import _
from placentin_tui.library.repositories import Repositories
from placentin_tui.library.schema import files, lock
from placentin_tui.library.schema.connection import PATIENCE, Connection
from placentin_tui.library.schema.migrate import is_blank, is_current, migrate

if TYPE_CHECKING:
    from collections.abc import Callable
    from tempfile import TemporaryDirectory
    from types import TracebackType
    from typing import Self

    from placentin_tui.library.recovery.restore import Restored
    from placentin_tui.models import Timestamp


def now() -> Timestamp:
    """The present time by the system's clock, in seconds since 1970."""
    return int(time.time())


class Library(Repositories):
    """An open library. Several may be open on one file, each used by one thread at a time.

    Every error of the file is raised as a `LibraryError`, by any method.
    """

    def __init__(
        self, connection: Connection, path: Path | None, pictures: Path, clock: Callable[[], Timestamp]
    ) -> None:
        """Use one of the class methods instead. `path`: `None` where nothing may be locked or backed up (memory,
        read-only).
        """
        super().__init__(connection, pictures, clock)
        self._connection = connection
        self._path = path
        self._closed = False
        self._copy: TemporaryDirectory[str] | None = None
        self.notice = ""
        """A sentence about the file for the person (that it was repaired, for example), else empty."""

    @classmethod
    def open(
        cls,
        path: Path,
        pictures: Path,
        *,
        clock: Callable[[], Timestamp] = now,
        patience: float = PATIENCE,
        frugal: bool = False,
    ) -> Library:
        """Open the library in a file; creates it when it is missing, and migrates its tables.

        `pictures`: the folder of picture files; `patience`: seconds to wait for another process that is writing;
        `frugal`: use a small page cache, for processes that mostly read; `warn` is called with a sentence before
        something slow. A damaged file is repaired, one that cannot be written is opened read-only: `notice` says so.
        Raises `LibraryTooNew`, and `LibraryDamaged` while another process has a damaged file open, or without
        `repairs`.
        """
        try:
            if files.is_empty(path) and _has_backup(path):
                raise LibraryDamaged(_("The library's file is empty."))
            return cls._of_file(path, pictures, clock, patience, frugal=frugal)
        except (LibraryReadOnly, LibraryFull) as error:
            return cls._read_only(path, pictures, clock, str(error))
        except LibraryDamaged:
            files.note_damage(path)
            raise

    @classmethod
    def _of_file(
        cls, path: Path, pictures: Path, clock: Callable[[], Timestamp], patience: float, *, frugal: bool = False
    ) -> Library:
        """Open a sound file, and register this process as its user."""
        is_new = files.inode(path) < 0 or files.is_empty(path)
        with files.registered(path):
            return cls(_connect(path, patience, frugal=frugal, is_new=is_new), path, pictures, clock)

    @classmethod
    def _read_only(cls, path: Path, pictures: Path, clock: Callable[[], Timestamp], why: str) -> Library:
        """Open a library read-only: the file itself, or a copy of one that has a WAL or older tables."""
        copy = None
        connection = Connection(path, immutable=True)
        if files.has_more(path) or not is_current(connection):
            connection.close()
            from tempfile import TemporaryDirectory

            copy = TemporaryDirectory(prefix="placentin-")
            connection = _connect(files.copy(path, Path(copy.name)))
        connection.forbid_writes()
        library = cls(connection, None, pictures, clock)
        library._copy = copy
        library.notice = _("{why} Everything in it can be read; nothing new is kept.").format(why=why)
        return library

    @classmethod
    def in_memory(cls, pictures: Path, *, clock: Callable[[], Timestamp] = now) -> Library:
        """A library in memory, for the built-in edition and for tests."""
        return cls(_connect(None), None, pictures, clock)

    def close(self) -> None:
        """Close the file; may be called again."""
        self.finder.close()
        self._connection.close()
        if self._path and not self._closed:
            files.unregister(self._path)
        if self._copy:
            self._copy.cleanup()
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction: everything done in the block is committed, or nothing."""
        return self._connection.transaction()

    def state(self) -> tuple[int, int]:
        """Change counters: another pair after each write, through this connection or any other."""
        return self._connection.state()

    def refresh_lock(self) -> AbstractContextManager[bool]:
        """The lock for a refresh: `with library.refresh_lock() as ours`; `False` when another process refreshes now."""
        return lock.held(self._path.with_suffix(".lock")) if self._path else nullcontext(enter_result=True)

    def outbox_lock(self) -> AbstractContextManager[bool]:
        """The lock for sending the outbox; `False` when another process is sending."""
        return lock.held(self._path.with_suffix(".outbox")) if self._path else nullcontext(enter_result=True)

    def sync_lock(self) -> AbstractContextManager[bool]:
        """The lock for a sync with servers; `False` when another process is at it."""
        return lock.held(self._path.with_suffix(".sync")) if self._path else nullcontext(enter_result=True)

    def check(self) -> str:
        """Check the whole file: `ok`, or what is wrong, a line each."""
        from placentin_tui.library.recovery.check import check_index, complaints

        found: list[str] = []
        try:
            found = complaints(self._connection)
            check_index(self._connection)
        except LibraryReadOnly:
            pass  # the FTS5 index is checked by a statement that counts as a write
        except LibraryDamaged as error:
            return str(error)
        if found and self._path:
            files.note_damage(self._path)
        return "\n".join(found) or "ok"

    def back_up(self) -> Path | None:
        """Write today's backup of the small and valuable part, unless there is one; returns its path. Raises
        `LibraryError`.
        """
        from placentin_tui.library.recovery import backup

        if self._path is None or files.is_damaged(self._path):
            return None
        return backup.make(self, self._connection, self._path, self.clock())

    def offer(self) -> str:
        """The sentence that offers a backup where nothing was ever subscribed to: the library may have been lost."""
        from placentin_tui.library.recovery import backup

        if self._path is None or self.sources.had_any() or not _has_backup(self._path):
            return ""
        return backup.offer(self._path, self.clock())

    def restore(self, file: Path) -> Restored:
        """Restore a backup: what is missing is added, nothing present is changed. Raises `LibraryDamaged`."""
        from placentin_tui.library.recovery import backup
        from placentin_tui.library.recovery.restore import restore

        return restore(self, self._connection, list(backup.read(file)))


def _connect(path: Path | None, patience: float = PATIENCE, *, frugal: bool = False, is_new: bool = True) -> Connection:
    """Connect to a file (`None`: to memory) and migrate its tables. Raises `LibraryDamaged` for an empty one with a
    backup.
    """
    connection = Connection(
        path, patience=patience, frugal=frugal, on_damage=lambda: files.note_damage(path) if path else None
    )
    try:
        if path and not is_new and is_blank(connection) and _has_backup(path):
            raise LibraryDamaged(_("The library's file is empty."))
        migrate(connection)
        connection.enforce_keys()
    except LibraryError:
        connection.close()
        raise
    return connection


def _has_backup(path: Path) -> bool:
    """Whether there is a backup, so that an empty library has lost its contents."""
    from placentin_tui.library.recovery import backup  # only an empty file asks for it, and it takes some ms

    return any(backup.folder_of(path).glob("*"))
