"""A library opened whatever state its file is in: a damaged one is repaired first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import LibraryDamaged
from placentin_tui.i18n import _
from placentin_tui.library.library import Library, now
from placentin_tui.library.schema.connection import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from placentin_tui.library.recovery.loss_report import Loss
    from placentin_tui.library.recovery.records import Kept
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp


def open_or_repair(
    path: Path,
    pictures: Path,
    *,
    clock: Callable[[], Timestamp] = now,
    patience: float = PATIENCE,
    frugal: bool = False,
    warn: Callable[[str], None] = lambda sentence: None,
) -> Library:
    """`Library.open`, but a damaged file is repaired, and `notice` says what was done.

    `warn` is told that a repair begins, which may take minutes. Raises `LibraryDamaged` while another process has a
    damaged file open.
    """
    try:
        return Library.open(path, pictures, clock=clock, patience=patience, frugal=frugal)
    except LibraryDamaged:
        pass
    from placentin_tui.library.recovery import repair  # only once in a long while

    warn(_("The library is damaged. It is being repaired; a large one takes some minutes."))

    def put_back(db: Connection, kept: Sequence[Kept], loss: Loss) -> None:
        from placentin_tui.library.recovery.restore import restore
        from placentin_tui.library.repositories import Repositories

        restore(Repositories(db, pictures, clock), db, kept, loss)

    notice = repair.repair(path, clock(), put_back)
    library = Library.open(path, pictures, clock=clock, patience=patience, frugal=frugal)
    library.notice = notice or library.notice
    return library
