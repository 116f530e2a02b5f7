"""The library's file: made for this user's eyes only, set aside when it is damaged."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.models import Moment

_COMPANIONS = ("", "-wal", "-shm")
"""SQLite's files: the database, and what has not yet been moved into it."""

_SIGNATURE = b"SQLite format 3\x00"


def prepare(path: Path) -> None:
    """Make the folder (0700) and the file (0600) when they are not there; SQLite's companions take the file's mode."""
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=error)) from error


def look(path: Path) -> None:
    """See that the file is a database, or new, before SQLite does; raises `LibraryDamaged`.

    For SQLite deletes the WAL of a file it cannot read, and that may be all there is left.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_SIGNATURE))
        wal = path.with_name(path.name + "-wal")
        lost = not beginning and wal.exists() and wal.stat().st_size > 0
    except OSError as error:
        raise LibraryError(_("The library's file cannot be opened ({reason}).").format(reason=error)) from error
    if lost or beginning not in (b"", _SIGNATURE):
        raise LibraryDamaged(_("The library's file is no database."))


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
