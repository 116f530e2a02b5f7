"""The library's file on disk: created for this user only, checked before it is opened, locked, set
aside when damaged.
"""

from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError, LibraryReadOnly
from placentin_tui.i18n import _
from placentin_tui.paths import make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from placentin_tui.models import Timestamp

_COMPANIONS = ("", "-wal", "-shm")
"""SQLite's files: the database, its write-ahead log, and the shared memory of that."""

_SIGNATURE = b"SQLite format 3\x00"
_HEADER = 100
"""Bytes of a database's header."""
_PAGE = 4096
_FORMATS = frozenset(n.to_bytes(4, "big") for n in range(5))

PATIENCE = 3
"""Repairs that may be killed (for the memory they take, for example) before a simpler one is tried."""
LOCK_TIMEOUT = 1.0
"""Seconds to wait for another process that only checks a damaged file."""

_MOMENT = 0.05
"""Seconds another process takes, at most, to write a page."""

_registry_lock = threading.RLock()
"""Held while the following variables are read or changed: several threads open and close the same file."""
_connections: Counter[Path] = Counter()
"""Number of connections this process has to each file."""
_shared_locks: dict[Path, int] = {}
"""File descriptor of the shared lock that tells other processes so; the kernel releases it when the process ends."""


_inodes: dict[Path, int] = {}
"""Inode of each file when it was first opened: another file of its name is another library."""


@contextmanager
def registered(path: Path) -> Iterator[None]:
    """Check a file and register a connection, which is made inside the block; `unregister` undoes that."""
    with _registry_lock:
        if not _connections[path]:
            _take_shared_lock(path)
        _connections[path] += 1
        try:
            if _connections[path] == 1:
                prepare(path)
                _inodes[path] = inode(path)
            elif inode(path) != _inodes[path]:
                raise file_removed()
        except BaseException:
            unregister(path)
            raise
    try:
        yield
    except BaseException:
        unregister(path)
        raise


def unregister(path: Path) -> None:
    """Unregister a connection."""
    with _registry_lock:
        _connections[path] -= 1
        if not _connections[path] and path in _shared_locks:
            os.close(_shared_locks.pop(path))


def inode(path: Path) -> int:
    """The inode of a file, -1 when it does not exist."""
    try:
        return path.stat().st_ino
    except OSError:
        return -1


def file_removed() -> LibraryError:
    """The error for a file that was moved or deleted while open: what is written to it is lost, and SQLite does not
    notice.
    """
    return LibraryError(_("The library’s file was taken away while it was open: nothing more can be kept in it."))


def prepare(path: Path) -> None:
    """Create the folder (0700) and the file (0600) when they are missing; SQLite's companions get the file's mode.

    Raises `LibraryDamaged` when damage was recorded before, or the file is no valid database. SQLite might notice that
    too, but would delete the WAL, which may be all that is left. Never call this while the process has a connection to
    the file: closing any descriptor of a file drops all POSIX locks the process has on it, and another process would
    then remove the WAL under that connection. Raises `LibraryReadOnly` when the file can be read and not written.
    """
    try:
        if _damage_flag(path).exists():
            raise LibraryDamaged(_("A part of the library's file is damaged."))
        make(path.parent)
        _make_file(path)
        sound = is_sound(path)
        if not sound:
            time.sleep(_MOMENT)  # another process may be writing just there
            sound = is_sound(path)
    except OSError as error:
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM) and os.access(path, os.R_OK):
            raise LibraryReadOnly(_("The library cannot be written: its file or its folder is read-only.")) from error
        from placentin_tui.text.sanitize import clean_path  # 6 ms that a sound file does not need

        reason = clean_path(error)
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=reason)) from error
    if not sound:
        raise LibraryDamaged(_("The library's file is no database."))


def _make_file(path: Path) -> None:
    """Create the file when it is missing. Raises `OSError` when it, or another file in its folder,
    cannot be written.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))


def is_sound(path: Path) -> bool:
    """Whether a file's header and size are those of a library; an empty file without a WAL is sound.

    Checked because SQLite trusts a damaged header: it takes texts for nonsense, or the file for a read-only one. Raises
    `OSError`.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER)
        size = os.fstat(file.fileno()).st_size
    has_wal = has_more(path)
    if not header:
        return not has_wal
    pages = int.from_bytes(header[28:32], "big") if header[24:28] == header[92:96] else 0
    return (
        len(header) == _HEADER
        and header.startswith(_SIGNATURE)
        and int.from_bytes(header[16:18], "big") == _PAGE
        # Read and write version, bytes reserved on each page, three constants.
        and header[18] in (1, 2) and header[19] in (1, 2) and header[20:24] == b"\x00\x40\x20\x20"
        # Schema format (0 for an empty database) and text encoding: UTF-8.
        and header[44:48] in _FORMATS and header[56:60] in (b"\0\0\0\0", b"\0\0\0\1")
        and not any(header[72:92])
        and (has_wal or pages * _PAGE <= size)
    )  # fmt: skip


def is_empty(path: Path) -> bool:
    """Whether the file exists and is empty, and so is its WAL."""
    with suppress(OSError):
        return not path.stat().st_size and not has_more(path)
    return False


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def has_more(path: Path) -> bool:
    """Whether its WAL holds anything."""
    return _size(path.with_name(path.name + "-wal")) > 0


def copy(path: Path, folder: Path) -> Path:
    """Copy the file and its WAL to a folder; returns the copy's path. Raises `LibraryError`."""
    import shutil  # only for a library that cannot be written

    try:
        for companion in _COMPANIONS[:2]:
            file = path.with_name(path.name + companion)
            if file.exists():
                shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=error)) from error
    return folder / path.name


# ── processes that have it open ──────────────────────────────────────────────────────────────────────────────────────


def _take_shared_lock(path: Path) -> None:
    """Take a shared lock that says that this process has the file open; waits while another one repairs it."""
    with suppress(OSError):
        make(path.parent)
        file = os.open(path.with_suffix(".use"), os.O_RDWR | os.O_CREAT, 0o600)
        _shared_locks[path] = file
        fcntl.flock(file, fcntl.LOCK_SH)


@contextmanager
def exclusive(path: Path) -> Iterator[bool]:
    """Whether no process has the file open; none can open it before the end of the block. Raises `LibraryError`."""
    if _connections[path]:
        yield False
        return
    try:
        file = os.open(path.with_suffix(".use"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LibraryError(_("The library's folder cannot be written ({reason}).").format(reason=error)) from error
    try:
        yield _locked(file)
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    """Take the exclusive lock, waiting at most `LOCK_TIMEOUT` seconds; returns whether it was taken."""
    end = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        else:
            return True


# ── damage ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _damage_flag(path: Path) -> Path:
    """The file that records damage."""
    return path.with_suffix(".damaged")


def note_damage(path: Path) -> None:
    """Record that a part of the file could not be read: the next process that has it alone repairs it."""
    with suppress(OSError):
        os.close(os.open(_damage_flag(path), os.O_WRONLY | os.O_CREAT, 0o600))


@contextmanager
def attempt(path: Path) -> Iterator[int]:
    """Count an attempt to repair inside the block; yields how many were killed before. Raises `OSError`.

    The flag file has a byte for each attempt that was begun and neither succeeded nor failed.
    """
    flag = _damage_flag(path)
    broken_off = _size(flag)
    with flag.open("ab") as file:
        file.write(b".")
    try:
        yield broken_off
    finally:
        if flag.exists():
            os.truncate(flag, broken_off)


def forget_damage(path: Path) -> None:
    """Record that the file is sound again."""
    _damage_flag(path).unlink(missing_ok=True)


def is_damaged(path: Path) -> bool:
    """Whether damage was recorded and not repaired since."""
    return _damage_flag(path).exists()


def all_aside(path: Path) -> list[Path]:
    """The damaged libraries that were set aside, newest first."""
    return sorted(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"), reverse=True)


def beside(path: Path, what: str) -> Path:
    """The path of a temporary library beside this one; `what`: its purpose."""
    return path.with_name(f"{path.stem}.{what}{path.suffix}")


def delete(path: Path) -> None:
    """Delete a database with its companions, if it exists."""
    for companion in _COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)


def set_aside(path: Path, now: Timestamp) -> Path:
    """Rename a damaged library and its companions to an unused dated name; returns that. Raises `OSError`."""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d-%H%M%S")
    names = (f"{path.stem}.damaged-{moment}{f'-{n}' if n else ''}{path.suffix}" for n in count())
    aside = next(free for name in names if not (free := path.with_name(name)).exists())
    for companion in _COMPANIONS:
        file = path.with_name(path.name + companion)
        if file.exists():
            file.rename(aside.with_name(aside.name + companion))
    return aside
