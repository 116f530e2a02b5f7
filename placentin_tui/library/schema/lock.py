"""File locks that keep two processes from doing the same work: a refresh, sending the outbox."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryError
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock on a file; yields `False` when another process holds it. The kernel releases it when its holder
    dies.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LibraryError(_("The library's folder cannot be written ({reason}).").format(reason=error)) from error
    try:
        yield _taken(file)
    finally:
        os.close(file)


def _taken(file: int) -> bool:
    """Take an exclusive lock without waiting; returns whether it was free."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
