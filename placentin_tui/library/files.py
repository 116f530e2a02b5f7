"""The library's file: made for this user's eyes only, looked at before it is opened, set aside when it is damaged."""

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

    from placentin_tui.models import Moment

_COMPANIONS = ("", "-wal", "-shm")
"""SQLite's files: the database, and what has not yet been moved into it."""

_SIGNATURE = b"SQLite format 3\x00"


GLANCE = 1.0
"""Seconds for another process that only looks at a damaged file to be gone again."""

_books = threading.RLock()
"""Held while what follows is looked at and changed: several threads open and close the same file."""
_in_use: Counter[Path] = Counter()
"""How many connections this process has to each file."""
_presence: dict[Path, int] = {}
"""The lock that says so to other processes; the kernel frees it when we die."""


_places: dict[Path, int] = {}
"""Where each of them lay on its disk when it was first opened: another one of its name is another library."""


@contextmanager
def looked_at(path: Path) -> Iterator[None]:
    """A file found sound, for the connection that is made inside; `let_go` when that one is closed."""
    with _books:
        if not _in_use[path]:
            _take_part(path)
        _in_use[path] += 1
        try:
            if _in_use[path] == 1:
                prepare(path)
                _places[path] = place(path)
            elif place(path) != _places[path]:
                raise taken_away()
        except BaseException:
            let_go(path)
            raise
    try:
        yield
    except BaseException:
        let_go(path)
        raise


def let_go(path: Path) -> None:
    """One connection less."""
    with _books:
        _in_use[path] -= 1
        if not _in_use[path] and path in _presence:
            os.close(_presence.pop(path))


def place(path: Path) -> int:
    """Where a file lies on its disk, -1 when it is not there."""
    try:
        return path.stat().st_ino
    except OSError:
        return -1


def taken_away() -> LibraryError:
    """What goes into a file that was taken away is lost, and SQLite does not see it."""
    return LibraryError(_("The library’s file was taken away while it was open: nothing more can be kept in it."))


def prepare(path: Path) -> None:
    """Make the folder (0700) and the file (0600) when they are not there; SQLite's companions take the file's mode.

    Raises `LibraryDamaged` when damage was met before, or the file is no database. SQLite would say so too, but delete
    its WAL, and that may be all there is left. Never while this process has a connection to the file: closing any
    handle of a file drops all locks the process has on it (POSIX), and another process would then take the WAL away
    from under that connection. Raises `LibraryReadOnly` when it can be read and not written.
    """
    try:
        if _flag(path).exists():
            raise LibraryDamaged(_("A part of the library's file is damaged."))
        make(path.parent)
        beginning = _beginning(path)
        orphaned = not beginning and _size(path.with_name(path.name + "-wal")) > 0
    except OSError as error:
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM) and os.access(path, os.R_OK):
            raise LibraryReadOnly(_("The library cannot be written: its file or its folder is read-only.")) from error
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=error)) from error
    if orphaned or beginning not in (b"", _SIGNATURE):
        raise LibraryDamaged(_("The library's file is no database."))


def _beginning(path: Path) -> bytes:
    """The file's first bytes; it is made when it is not there, and must be one that can be written."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        beginning = os.read(file, len(_SIGNATURE))
    finally:
        os.close(file)
    # SQLite writes beside the file, too.
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
    return beginning


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def has_more(path: Path) -> bool:
    """Whether something of it has not been moved into the file yet."""
    return _size(path.with_name(path.name + "-wal")) > 0


def copy(path: Path, folder: Path) -> Path:
    """A copy of the file, for us alone."""
    import shutil  # only for a library that cannot be written

    try:
        for companion in _COMPANIONS[:2]:
            file = path.with_name(path.name + companion)
            if file.exists():
                shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=error)) from error
    return folder / path.name


# ── who has it open ──────────────────────────────────────────────────────────────────────────────────────────────────


def _take_part(path: Path) -> None:
    """Say that this process has the file open; waits while another one repairs it."""
    with suppress(OSError):
        make(path.parent)
        file = os.open(path.with_suffix(".use"), os.O_RDWR | os.O_CREAT, 0o600)
        _presence[path] = file
        fcntl.flock(file, fcntl.LOCK_SH)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether nobody has the file open; nobody opens it before the end of the block."""
    if _in_use[path]:
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
    end = time.monotonic() + GLANCE
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


def _flag(path: Path) -> Path:
    return path.with_suffix(".damaged")


def note_damage(path: Path) -> None:
    """Remember that a part of the file could not be read: the next one who has it alone repairs it."""
    with suppress(OSError):
        os.close(os.open(_flag(path), os.O_WRONLY | os.O_CREAT, 0o600))


def forget_damage(path: Path) -> None:
    """The file is sound again."""
    _flag(path).unlink(missing_ok=True)


def is_damaged(path: Path) -> bool:
    """Whether damage was met and not repaired since."""
    return _flag(path).exists()


def is_database(path: Path) -> bool:
    """Whether it begins as a database does; SQLite deletes the WAL of one that does not."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SIGNATURE)) == _SIGNATURE
    except OSError:
        return False


def last_aside(path: Path) -> Path:
    """The library that was set aside last."""
    return max(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"), default=path)


def beside(path: Path, what: str) -> Path:
    """A file beside the library that is on its way into its place, or out of it."""
    return path.with_name(f"{path.stem}.{what}{path.suffix}")


def delete(path: Path) -> None:
    """Delete a database with its companions, if it is there."""
    for companion in _COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)


def set_aside(path: Path, now: Moment) -> Path:
    """Give a damaged library a dated name beside its place, never one that is taken; that name. Raises `OSError`."""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d-%H%M%S")
    names = (f"{path.stem}.damaged-{moment}{f'-{n}' if n else ''}{path.suffix}" for n in count())
    aside = next(free for name in names if not (free := path.with_name(name)).exists())
    for companion in _COMPANIONS:
        file = path.with_name(path.name + companion)
        if file.exists():
            file.rename(aside.with_name(aside.name + companion))
    return aside
