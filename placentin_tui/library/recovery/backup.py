"""The daily backup of the small and valuable part: sources, servers, marks, own comments, settings, saved views, rules.

A gzip file of JSON lines beside the library, one a day, the last few kept. It names things as the papers do (a source
by its URL, an article by its feed's identity), so any version of the program can restore it into any library. Starred
articles, and those the person commented on, are included with their texts, and so are the newest of those with tags;
the others with tags, and the newest without, by identity and marks: their texts come again with the next refresh.
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
from placentin_tui.failure_codes import kept_reason
from placentin_tui.i18n import _, day, ngettext, number
from placentin_tui.library.recovery.records import (
    Kept,
    KeptArticle,
    KeptOutgoingComment,
    KeptRule,
    KeptService,
    KeptSetting,
    KeptSource,
    KeptSubscription,
    KeptView,
)
from placentin_tui.models import LATER, View
from placentin_tui.paths import make as make_folder
from placentin_tui.text import resanitize
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from placentin_tui.library.repositories import Repositories
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import ArticleSummary, Timestamp

DAYS = 7
"""Backups kept: one for each day the program was used."""
NEWEST = 5000
"""Articles whose marks are included: more than feeds still hold."""
LONGEST_RECORD, LARGEST = 1 << 26, 1 << 31
"""Bytes of one record, and of all together, at most: a backup may be damaged, or written by somebody else."""
_ALL = 1_000_000
_SUFFIX = ".jsonl.gz"
_TAGGED = """
SELECT article.id FROM article WHERE hidden & 1 = 0 AND slot IN (SELECT slot FROM article_tag) ORDER BY slot DESC
"""
_SUBSCRIPTIONS = """
SELECT service.name, remote_source.remote, source.url, remote_source.title, remote_source.folder
FROM remote_source JOIN service ON service.id = remote_source.service JOIN source ON source.id = remote_source.source
WHERE source.removed IS NULL ORDER BY source.id
"""

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[Kept] = msgspec.json.Decoder(Kept)


def folder_of(library: Path) -> Path:
    """The folder of a library's backups."""
    return library.parent / "backups"


def all_of(library: Path, now: Timestamp) -> list[Path]:
    """A library's backups, newest first; those dated in the future by a wrong clock come last."""
    today = _name(now)
    with suppress(OSError):
        return sorted(
            folder_of(library).glob(f"*{_SUFFIX}"), key=lambda file: (file.name <= today, file.name), reverse=True
        )
    return []


def _name(now: Timestamp) -> str:
    """The file name of a day's backup (UTC)."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d") + _SUFFIX


def day_of(file: Path) -> str:
    """The day of a backup in words; its file name where that is no date."""
    try:
        made = datetime.strptime(file.name.removesuffix(_SUFFIX), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return clean_path(file.name)
    return day(int(made.timestamp()), zone=UTC)


def make(repositories: Repositories, db: Connection, file: Path, now: Timestamp) -> Path | None:
    """Write today's backup, unless there is one, and delete the oldest; returns its path, or `None` when none was
    written.

    A library without sources is not backed up: it would displace a backup that has some. Raises `LibraryError`.
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
    """Read the records of a backup. Raises `LibraryDamaged`."""
    try:
        with gzip.open(file, "rb") as packed:
            while line := packed.readline(LONGEST_RECORD):
                yield resanitize.every(_decoder.decode(line))
                if packed.tell() > LARGEST:
                    raise EOFError
    except (OSError, EOFError, msgspec.DecodeError, UnicodeDecodeError, zlib.error) as error:
        raise LibraryDamaged(_("The backup {file} cannot be read.").format(file=clean_path(file))) from error


def sound(library: Path, now: Timestamp) -> Iterator[tuple[Path, list[Kept]]]:
    """The backups that hold a source and can be read completely, newest first, with their records."""
    for file in all_of(library, now):
        with suppress(LibraryDamaged):
            kept = list(read(file))
            if _has_source(kept):
                yield file, kept


def readable(library: Path, now: Timestamp) -> Iterator[tuple[Path, list[Kept]]]:
    """The same, then those that can be read in part, those with the most records first."""
    whole = []
    for file, kept in sound(library, now):
        whole.append(file)
        yield file, kept
    cut = [(file, _part(file)) for file in all_of(library, now) if file not in whole]
    cut.sort(key=lambda each: len(each[1]), reverse=True)
    yield from (each for each in cut if _has_source(each[1]))


def _part(file: Path) -> list[Kept]:
    """The records of a backup before the place where it is damaged."""
    kept: list[Kept] = []
    with suppress(LibraryDamaged):
        kept.extend(read(file))
    return kept


def offer(library: Path, now: Timestamp) -> str:
    """The sentence that offers the newest backup with sources; empty when there is none."""
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
    """The records of a backup: sources, servers, settings, saved views, rules, articles, own comments."""
    for row in db.rows(
        "SELECT id, url, title, own_title, folder, language, home, icon, support_url, certificate, pictures, fulltext,"
        " selector, account, account_root, comment_servers, at_home, led_outside, read_to FROM source"
        " WHERE removed IS NULL ORDER BY id"
    ):
        yield KeptSource(*row)
    for service in repositories.services.all():
        yield KeptService(
            service.name, service.dialect, service.address, service.user, service.password_command, service.agreed,
            service.labels,
        )  # fmt: skip
    for row in db.rows(_SUBSCRIPTIONS):
        yield KeptSubscription(*row)
    for row in db.rows("SELECT key, value FROM setting ORDER BY key"):
        yield KeptSetting(*row)
    for rule in repositories.rules.all():
        yield KeptRule(rule.name, rule.query, rule.does, rule.is_on, rule.expires)
    for view in repositories.saved.all():
        yield KeptView(view.name, view.query, view.pinned)
    outgoing_comments = repositories.outbox.all()
    views = (View(starred=True), View(starred=True, muted=True))
    starred = {cursor.id for view in views for cursor in repositories.articles.ids(view, limit=_ALL)}
    tagged = [row[0] for row in db.rows(_TAGGED)]
    whole = starred | {outgoing.article for outgoing in outgoing_comments} | set(tagged[:NEWEST])
    names: dict[int, tuple[str, str]] = {}
    for summary, source, identity, digest in _articles(repositories, db, whole | set(tagged)):
        names[summary.id] = source, identity
        kept = _article(db, summary, source, identity, digest, whole=summary.id in whole)
        yield msgspec.structs.replace(kept, muted_by=summary.muted_by)
    for outgoing in outgoing_comments:
        if outgoing.article in names:
            yield KeptOutgoingComment(
                *names[outgoing.article], outgoing.parent, outgoing.name, outgoing.email, outgoing.text, outgoing.state,
                outgoing.message, outgoing.remote, outgoing.at, outgoing.sent, outgoing.id,
                kept_reason(outgoing.reason, outgoing.reason_values),
            )  # fmt: skip


def _articles(
    repositories: Repositories, db: Connection, marked: set[int]
) -> Iterator[tuple[ArticleSummary, str, str, str]]:
    """The articles to include, the newest and those with marks, each with its source's URL, its identity and its
    digest.
    """
    views = (View(), View(muted=True))
    newest = [cursor.id for view in views for cursor in repositories.articles.ids(view, limit=NEWEST)]
    wanted = sorted({*newest, *marked})
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
    """The record of an article; `whole`: with its text."""
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
        tags=(*summary.tags, LATER) if summary.later else summary.tags,
        id=summary.id,
    )
