"""The library's front door: everything the program keeps, behind a few names."""

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
    """The moment by the machine's clock."""
    return int(time.time())


class Library(Repositories):
    """One library, open. Several may be open on one file, each used by one thread at a time.

    Whatever goes wrong with the file comes out of every method as a `LibraryError`.
    """

    def __init__(
        self, connection: Connection, path: Path | None, pictures: Path, clock: Callable[[], Timestamp]
    ) -> None:
        super().__init__(connection, pictures, clock)
        self._connection = connection
        self._path = path
        self._closed = False
        self._copy: TemporaryDirectory[str] | None = None
        self.notice = ""
        """What the person should know of the file: that it was repaired, say; else empty."""

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
        """The library in a file, made when it is not there, its tables brought up to date.

        `pictures` is the folder the pictures' files are in; `patience` the seconds to wait for another process that is
        writing; `frugal`: little of the file is kept in memory, for those who mostly read. One that cannot be written
        is opened to be read: `notice` says so. Raises `LibraryTooNew`, and `LibraryDamaged` (see `open_or_repair`).
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
        is_new = files.place(path) < 0 or files.is_empty(path)
        with files.looked_at(path):
            return cls(_connect(path, patience, frugal=frugal, is_new=is_new), path, pictures, clock)

    @classmethod
    def _read_only(cls, path: Path, pictures: Path, clock: Callable[[], Timestamp], why: str) -> Library:
        """A library that is only read: the file itself, or a copy of one that has a WAL or older tables."""
        copy = None
        connection = Connection(path, immutable=True)
        if files.has_more(path) or not is_current(connection):
            connection.close()
            from tempfile import TemporaryDirectory

            copy = TemporaryDirectory(prefix="placentin-")
            connection = _connect(files.copy(path, Path(copy.name)))
        connection.protect()
        library = cls(connection, None, pictures, clock)
        library._copy = copy
        library.notice = _("{why} Everything in it can be read; nothing new is kept.").format(why=why)
        return library

    @classmethod
    def in_memory(cls, pictures: Path, *, clock: Callable[[], Timestamp] = now) -> Library:
        """A library that leaves no trace, for the built-in edition and for tests."""
        return cls(_connect(None), None, pictures, clock)

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self.finder.close()
        self._connection.close()
        if self._path and not self._closed:
            files.let_go(self._path)
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
        """All that is done inside is kept, or nothing of it."""
        return self._connection.transaction()

    def state(self) -> tuple[int, int]:
        """Another one whenever something was written, through this connection or by anybody else."""
        return self._connection.state()

    def refresh_lock(self) -> AbstractContextManager[bool]:
        """The right to refresh: `with library.refresh_lock() as ours`; `False` when another process refreshes now."""
        return lock.held(self._path.with_suffix(".lock")) if self._path else nullcontext(enter_result=True)

    def outbox_lock(self) -> AbstractContextManager[bool]:
        """The right to send what is in the outbox; `False` when another process is sending."""
        return lock.held(self._path.with_suffix(".outbox")) if self._path else nullcontext(enter_result=True)

    def check(self) -> str:
        """Read the whole file: `ok`, or what is wrong with it."""
        from placentin_tui.library.recovery.check import check_index, complaints

        found: list[str] = []
        try:
            found = complaints(self._connection)
            check_index(self._connection)
        except LibraryReadOnly:
            pass  # the index is only checked by a statement that counts as a write
        except LibraryDamaged as error:
            return str(error)
        if found and self._path:
            files.note_damage(self._path)
        return "\n".join(found) or "ok"

    def back_up(self) -> Path | None:
        """Write today's backup of the small and valuable part, unless there is one; its name. Raises `LibraryError`."""
        from placentin_tui.library.recovery import backup

        if self._path is None or files.is_damaged(self._path):
            return None
        return backup.make(self, self._connection, self._path, self.clock())

    def offer(self) -> str:
        """What to say of a backup where nobody ever subscribed to anything, for the library may have been lost."""
        from placentin_tui.library.recovery import backup

        if self._path is None or self.sources.had_any() or not _has_backup(self._path):
            return ""
        return backup.offer(self._path, self.clock())

    def restore(self, file: Path) -> Restored:
        """Put a backup back: what is missing comes again, nothing that is there is undone. Raises `LibraryDamaged`."""
        from placentin_tui.library.recovery import backup
        from placentin_tui.library.recovery.restore import restore

        return restore(self, self._connection, list(backup.read(file)))


def _connect(path: Path | None, patience: float = PATIENCE, *, frugal: bool = False, is_new: bool = True) -> Connection:
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
    """Whether there was something in a library in which there is nothing."""
    from placentin_tui.library.recovery import backup  # only an empty file asks for it, and it takes some ms

    return any(backup.folder_of(path).glob("*"))
