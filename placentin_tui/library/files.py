"""The library's file: made for this user's eyes only, set aside when it is damaged."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from placentin_tui.models import Moment

_COMPANIONS = ("", "-wal", "-shm")
"""SQLite's files: the database, and what has not yet been moved into it."""

_SIGNATURE = b"SQLite format 3\x00"


_in_use: Counter[Path] = Counter()
"""How many connections this process has to each file."""


@contextmanager
def looked_at(path: Path) -> Iterator[None]:
    """A file found sound, for the connection that is made inside; `let_go` when that one is closed."""
    if not _in_use[path]:
        prepare(path)
    _in_use[path] += 1
    try:
        yield
    except BaseException:
        let_go(path)
        raise


def let_go(path: Path) -> None:
    """One connection less."""
    _in_use[path] -= 1


def prepare(path: Path) -> None:
    """Make the folder (0700) and the file (0600) when they are not there; SQLite's companions take the file's mode.

    Raises `LibraryDamaged` when the file is no database. SQLite would say so too, but delete its WAL, and that may be
    all there is left. Never while this process has a connection to the file: closing any handle of a file drops all
    locks the process has on it (POSIX), and another process would then take the WAL away from under that connection.
    """
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            beginning = os.read(file, len(_SIGNATURE))
        finally:
            os.close(file)
        orphaned = not beginning and _size(path.with_name(path.name + "-wal")) > 0
    except OSError as error:
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=error)) from error
    if orphaned or beginning not in (b"", _SIGNATURE):
        raise LibraryDamaged(_("The library's file is no database."))


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def set_aside(path: Path, now: Moment) -> Path:
    """Give a damaged library a dated name beside its place, never one that is taken; that name."""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d-%H%M%S")
    names = (f"{path.stem}.damaged-{moment}{f'-{n}' if n else ''}{path.suffix}" for n in count())
    aside = next(free for name in names if not (free := path.with_name(name)).exists())
    try:
        for companion in _COMPANIONS:
            file = path.with_name(path.name + companion)
            if file.exists():
                file.rename(aside.with_name(aside.name + companion))
    except OSError as error:
        raise LibraryError(
            _("The library is damaged and cannot be set aside ({reason}).").format(reason=error)
        ) from error
    return aside
