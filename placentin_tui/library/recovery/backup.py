"""The daily copy of the small and valuable part: sources, marks, drafts and outbox, settings.

A compressed file of JSON lines beside the library, one a day, the last few kept. It names things as the papers do (a
source by its address, an article by its feed's own name), so any version of the program can put it into any library.
Starred articles, and those the person wrote under, are in it whole; of the others only the newest, by name and mark:
their texts come again with the next refresh.
"""

from __future__ import annotations

import gzip
import os
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.i18n import _, day, ngettext, number
from placentin_tui.library.recovery.records import Kept, KeptArticle, KeptOutgoingComment, KeptSetting, KeptSource
from placentin_tui.models import View
from placentin_tui.paths import make as make_folder
from placentin_tui.reasons import kept_reason
from placentin_tui.text import resanitize
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from placentin_tui.library.repositories import Repositories
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import ArticleSummary, Timestamp

DAYS = 7
"""Backups kept, of as many days the program was used."""
NEWEST = 5000
"""Articles whose marks are kept: more than feeds still hold."""
LONGEST_RECORD, LARGEST = 1 << 26, 1 << 31
"""Bytes of one record, and of all, at most: a backup may be damaged, or have been written by somebody else."""
_ALL = 1_000_000
_SUFFIX = ".jsonl.gz"

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[Kept] = msgspec.json.Decoder(Kept)


def folder_of(library: Path) -> Path:
    """Where a library's backups are."""
    return library.parent / "backups"


def all_of(library: Path, now: Timestamp) -> list[Path]:
    """A library's backups, the newest first; those that a wrong clock dated in the future come last."""
    today = _name(now)
    with suppress(OSError):
        return sorted(
            folder_of(library).glob(f"*{_SUFFIX}"), key=lambda file: (file.name <= today, file.name), reverse=True
        )
    return []


def _name(now: Timestamp) -> str:
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d") + _SUFFIX


def day_of(file: Path) -> str:
    """The day a backup was made, in words; its name where that says no day."""
    try:
        made = datetime.strptime(file.name.removesuffix(_SUFFIX), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return clean_path(file.name)
    return day(int(made.timestamp()), zone=UTC)


def make(repositories: Repositories, db: Connection, file: Path, now: Timestamp) -> Path | None:
    """Write today's backup, unless there is one, and drop the oldest; its name, or `None` when none was written.

    A library without sources is not worth the place of one that had some. Raises `LibraryError`.
    """
    name = _name(now)
    target = folder_of(file) / name
    if target.exists() or not db.row("SELECT 1 FROM source"):
        return None
    unfinished = target.with_name(name + ".unfinished")
    try:
        make_folder(target.parent)
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as packed:
                for record in _records(repositories, db):
                    packed.write(_encode(record) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(target)
        for old in all_of(file, now)[DAYS:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise LibraryError(_("No backup could be written ({reason}).").format(reason=error.strerror)) from error
    return target


def read(file: Path) -> Iterator[Kept]:
    """What a backup holds; raises `LibraryDamaged` where it cannot be read."""
    try:
        with gzip.open(file, "rb") as packed:
            while line := packed.readline(LONGEST_RECORD):
                yield resanitize.every(_decoder.decode(line))
                if packed.tell() > LARGEST:
                    raise EOFError
    except (OSError, EOFError, msgspec.DecodeError, UnicodeDecodeError, zlib.error) as error:
        raise LibraryDamaged(_("The backup {file} cannot be read.").format(file=clean_path(file))) from error


def sound(library: Path, now: Timestamp) -> Iterator[tuple[Path, list[Kept]]]:
    """The backups that hold a source and can be read whole, the newest first, and what they hold."""
    for file in all_of(library, now):
        with suppress(LibraryDamaged):
            kept = list(read(file))
            if _has_source(kept):
                yield file, kept


def readable(library: Path, now: Timestamp) -> Iterator[tuple[Path, list[Kept]]]:
    """The same, then those of which only a part can be read, those with the largest part first."""
    whole = []
    for file, kept in sound(library, now):
        whole.append(file)
        yield file, kept
    cut = [(file, _part(file)) for file in all_of(library, now) if file not in whole]
    cut.sort(key=lambda each: len(each[1]), reverse=True)
    yield from (each for each in cut if _has_source(each[1]))


def _part(file: Path) -> list[Kept]:
    """What a backup holds before the place where it is damaged."""
    kept: list[Kept] = []
    with suppress(LibraryDamaged):
        kept.extend(read(file))
    return kept


def offer(library: Path, now: Timestamp) -> str:
    """What to say where there is no source though a backup has some; empty when none has."""
    for file, kept in sound(library, now):
        sources = sum(isinstance(record, KeptSource) for record in kept)
        return ngettext(
            "There is a backup of {day} with {n} source: “placentin-tui restore” puts it back.",
            "There is a backup of {day} with {n} sources: “placentin-tui restore” puts it back.",
            sources,
        ).format(day=day_of(file), n=number(sources))
    return ""


def _has_source(kept: list[Kept]) -> bool:
    return any(isinstance(record, KeptSource) for record in kept)


def _records(repositories: Repositories, db: Connection) -> Iterator[Kept]:
    for row in db.rows(
        "SELECT id, url, title, own_title, folder, language, home, icon, support_url, certificate, pictures, fulltext,"
        " selector, account, account_root, comment_servers, at_home, led_outside, read_to FROM source"
        " WHERE removed IS NULL ORDER BY id"
    ):
        yield KeptSource(*row)
    for row in db.rows("SELECT key, value FROM setting ORDER BY key"):
        yield KeptSetting(*row)
    outgoing_comments = repositories.outbox.all()
    starred = {cursor.id for cursor in repositories.articles.ids(View(starred=True), limit=_ALL)}
    whole = starred | {outgoing.article for outgoing in outgoing_comments}
    names: dict[int, tuple[str, str]] = {}
    for summary, source, identity, digest in _articles(repositories, db, whole):
        names[summary.id] = source, identity
        yield _article(db, summary, source, identity, digest, whole=summary.id in whole)
    for outgoing in outgoing_comments:
        if outgoing.article in names:
            yield KeptOutgoingComment(
                *names[outgoing.article], outgoing.parent, outgoing.name, outgoing.email, outgoing.text, outgoing.state,
                outgoing.message, outgoing.remote, outgoing.at, outgoing.sent, outgoing.id,
                kept_reason(outgoing.reason, outgoing.reason_values),
            )  # fmt: skip


def _articles(
    repositories: Repositories, db: Connection, whole: set[int]
) -> Iterator[tuple[ArticleSummary, str, str, str]]:
    """The articles to keep, with their source's address, their name in its feed and their digest."""
    newest = [cursor.id for cursor in repositories.articles.ids(View(), limit=NEWEST)]
    wanted = sorted({*newest, *whole})
    named = {
        row[0]: row[1:]
        for row in db.rows(
            "SELECT article, source.url, identity, digest FROM seen JOIN source ON source.id = seen.source"
            " WHERE article IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(wanted).decode(),),
        )
    }
    for summary in repositories.articles.summaries(wanted):
        if summary.id in named:
            yield (summary, *named[summary.id])


def _article(
    db: Connection, summary: ArticleSummary, source: str, identity: str, digest: str, *, whole: bool
) -> KeptArticle:
    page = db.value("SELECT page FROM body WHERE article = ?", (summary.id,)) if whole else b""
    return KeptArticle(
        source=source,
        identity=identity,
        digest=digest,
        title=summary.title,
        url=summary.url,
        author=summary.author,
        at=summary.at,
        published=summary.published,
        sections=summary.sections,
        comments=summary.comments,
        words=summary.words,
        read=summary.read,
        starred=summary.starred,
        place=db.value("SELECT place FROM article WHERE id = ?", (summary.id,)),
        page=page or b"",
        id=summary.id,
    )
