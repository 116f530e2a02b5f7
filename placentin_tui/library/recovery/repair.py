"""Repairs a damaged library: sets it aside under a dated name, and puts all that can be read of it into a new one.

  damaged file ─▶ is rebuilding the FTS5 index enough? ─▶ in place
               └▶ rows that can be read, and what the last backup has besides ─▶ new file ─▶ in its place

Where that fails, whatever the reason, the new file is made of the newest readable backup, else empty: the program
always starts. Whatever is killed half way, the next start goes on with: the damaged file is only moved once the new one
is complete.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from placentin_tui.errors import LibraryDamaged, LibraryError, LibraryFull, LibraryReadOnly
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.library.recovery import backup
from placentin_tui.library.recovery.check import broken, check_index, complaints, is_described_as_ours
from placentin_tui.library.recovery.pages import Pages
from placentin_tui.library.recovery.rebuild import fill, finish, make_empty
from placentin_tui.library.recovery.salvage import Salvage
from placentin_tui.library.schema import files
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import is_blank, migrate
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from placentin_tui.library.recovery.loss_report import Loss
    from placentin_tui.library.recovery.records import Kept
    from placentin_tui.models import Timestamp

    Restore: TypeAlias = Callable[[Connection, Sequence[Kept], Loss], object]


class _Way(NamedTuple):
    """One way to make a new library."""

    kept: list[Kept]
    """The backup's records."""
    backup: Path | None = None
    is_read: bool = False
    """Whether the damaged file is read, or only the backup."""


def repair(path: Path, now: Timestamp, restore: Restore) -> str:
    """Repair the library in this file and return what was done as a sentence; empty when nothing had to be.

    `restore` puts what a backup has besides into the new file. Raises `LibraryDamaged` while others have it open, and
    `LibraryError` when nothing can be written.
    """
    with files.exclusive(path) as is_exclusive:
        if not is_exclusive:
            sentence = _("The library is damaged. Close every other Placentin, then start again: that repairs it.")
            raise LibraryDamaged(sentence)
        if not files.is_damaged(path):
            return ""
        try:
            with files.attempt(path) as broken_off:
                return _repaired(path, now, restore, broken_off)
        except OSError as error:
            raise _repair_failed(path, error.strerror or str(error)) from error
        except (LibraryFull, LibraryReadOnly) as error:
            raise _repair_failed(path, str(error)) from error


def _repair_failed(path: Path, reason: str) -> LibraryError:
    """The error for a repair that could not be made."""
    sentence = _("The library is damaged and could not be repaired ({reason}); {file} is as it was.")
    return LibraryError(sentence.format(reason=reason.rstrip("."), file=clean_path(path)))


def _repaired(path: Path, now: Timestamp, restore: Restore, broken_off: int) -> str:
    """Repair in place or by a new file; `broken_off`: how many repairs were killed before."""
    new = files.beside(path, "repaired")
    way: _Way | None = None
    if not new.exists():
        if broken_off < files.PATIENCE and (said := _in_place(path)):
            files.forget_damage(path)
            return "" if said == "ok" else said
        way = _make(path, new, now, restore, broken_off)
    if was_empty := files.is_empty(path):
        files.delete(path)
    aside = files.set_aside(path, now) if path.exists() else next(iter(files.all_aside(path)), None)
    new.rename(path)
    files.forget_damage(path)
    return _report(path, way, None if was_empty else aside)


def _in_place(path: Path) -> str:
    """Repair what needs no new file: `ok` when nothing is wrong, what was done, or empty when that is not enough."""
    try:
        if files.is_empty(path) or not files.is_sound(path):
            return ""
        with closing(Connection(path)) as db:
            # Nothing is written into a damaged file.
            if broken(db) or is_blank(db):
                return ""
            migrate(db)
            if not is_described_as_ours(db) or complaints(db):
                return ""
            try:
                check_index(db)
            except LibraryDamaged:
                # Fails where a text it is made of is the damaged part.
                db.run("INSERT INTO search (search) VALUES ('rebuild')")
                check_index(db)
                return _("The index for searching was damaged; it has been made anew, and nothing was lost.")
    except LibraryDamaged:
        return ""
    return "ok"


# ── a new file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _make(path: Path, new: Path, now: Timestamp, restore: Restore, broken_off: int) -> _Way:
    """Make a new library beside the damaged one, in the first way that leads to a sound one; returns that way."""
    unfinished = files.beside(path, "unfinished")
    for way in _ways(path, now, broken_off):
        files.delete(unfinished)
        files.prepare(unfinished)
        try:
            _carry_out(way, path, unfinished, now, restore)
        except (OSError, LibraryFull, LibraryReadOnly):
            raise
        except Exception:  # noqa: BLE001, S112 - nothing in a damaged file may keep the next way from being tried
            continue
        unfinished.rename(new)
        return way
    raise LibraryError(_("The library is damaged, and no new one could be made."))


def _ways(path: Path, now: Timestamp, broken_off: int) -> Iterator[_Way]:
    """The ways to make a new library, the best first."""
    backups = list(backup.readable(path, now))
    if broken_off < files.PATIENCE:
        for file, kept in backups[:1]:
            yield _Way(kept, file, is_read=True)
        yield _Way([], is_read=True)
    for file, kept in backups:
        yield _Way(kept, file)
    yield _Way([])


def _carry_out(way: _Way, path: Path, new: Path, now: Timestamp, restore: Restore) -> None:
    """Make a new library in one way; raises whatever goes wrong."""
    with closing(Connection(new)) as db:
        if way.is_read:
            with Pages(path) as pages:
                loss = fill(db, Salvage(pages), way.kept, now)
        else:
            loss = make_empty(db)
        db.enforce_keys()
        restore(db, way.kept, loss)
        finish(db)
        if found := broken(db):
            raise LibraryDamaged("\n".join(found))


def _report(path: Path, way: _Way | None, aside: Path | None) -> str:
    """What was done, in a sentence or two; `aside`: where the damaged file is now, if it was not empty."""
    with closing(Connection(path)) as db:
        sources = db.value("SELECT count(*) FROM source WHERE removed IS NULL")
        articles = db.value("SELECT count(*) FROM article WHERE hidden = 0")
    file = way.backup if way else None
    if not sources and not articles and not file:
        said = _(
            "The library was damaged and has been repaired: {sources} and {articles} are there, as nothing in it can "
            "be read and there is no backup; it begins anew."
        )
    elif aside is None and file:
        said = _("The library’s file was empty; the backup of {day} is back in its place: {sources} and {articles}.")
    elif way and not way.is_read:
        said = _(
            "The library was damaged beyond repair; the backup of {day} is in its place: {sources} and {articles}."
        )
    else:
        said = _("The library was damaged and has been repaired: {sources} and {articles} are there.")
    said = said.format(
        day=backup.day_of(file) if file else "",
        sources=ngettext("{n} source", "{n} sources", sources).format(n=number(sources)),
        articles=ngettext("{n} article", "{n} articles", articles).format(n=number(articles)),
    )
    return said if aside is None else f"{said} " + _("{file} is as it was.").format(file=clean_path(aside))
