"""A damaged library repaired: set aside under a dated name, and all that can be read of it put into a new one.

damaged file ─▶ rows that can be read ─▶ new file ─▶ what the last backup has besides ─▶ index made anew ─▶ in its place

Whatever dies on the way, the next start takes it up again: the damaged file is only moved once the new one is whole.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.errors import LibraryDamaged, LibraryError
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.library import backup, files, texts
from placentin_tui.library.connection import Connection
from placentin_tui.library.schema import migrate
from placentin_tui.library.versions import MIGRATIONS
from placentin_tui.library.wreck import Wreck, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from placentin_tui.library.backup import Kept
    from placentin_tui.library.wreck import Row
    from placentin_tui.models import Moment

    Complete: TypeAlias = Callable[[Path, list[Kept]], None]

_FIRST = ("source", "setting", "letter", "article")
"""The order of what matters; the rest follows."""
_DERIVED = ("section", "article_section")
"""What is made anew of the articles."""
_BLOBS = {"body": "page", "comment": "blocks", "wording": "page"}


def repair(path: Path, now: Moment, complete: Complete) -> str:
    """Repair the library in this file and say what was done; empty when nothing had to be.

    `complete` adds to the new file what a backup has besides. Raises `LibraryDamaged` while others have it open.
    """
    with files.alone(path) as alone:
        if not alone:
            sentence = _("The library is damaged. Close every other Placentin, then start again: that repairs it.")
            raise LibraryDamaged(sentence)
        if files.is_damaged(path):
            try:
                return _repaired(path, now, complete)
            except OSError as error:
                sentence = _("The library is damaged and could not be repaired ({reason}); it is as it was.")
                raise LibraryError(sentence.format(reason=error.strerror or error)) from error
    return ""


def _repaired(path: Path, now: Moment, complete: Complete) -> str:
    new = files.beside(path, "repaired")
    if not new.exists():
        if files.is_database(path) and (said := _in_place(path)):
            files.forget_damage(path)
            return "" if said == "ok" else said
        unfinished = files.beside(path, "unfinished")
        files.delete(unfinished)
        kept = backup.newest(path, now)
        _recover(path, unfinished)
        complete(unfinished, kept)
        unfinished.rename(new)
    aside = files.set_aside(path, now) if path.exists() else files.last_aside(path)
    new.rename(path)
    files.forget_damage(path)
    return _account(path, aside)


def _account(path: Path, aside: Path) -> str:
    with closing(Connection(path)) as db:
        sources = db.value("SELECT count(*) FROM source WHERE removed IS NULL")
        articles = db.value("SELECT count(*) FROM article WHERE hidden = 0")
    return _(
        "The library was damaged and has been repaired: {sources} and {articles} are there. {file} is as it was."
    ).format(
        sources=ngettext("{n} source", "{n} sources", sources).format(n=number(sources)),
        articles=ngettext("{n} article", "{n} articles", articles).format(n=number(articles)),
        file=aside,
    )


def _in_place(path: Path) -> str:
    """Repair what needs no new file: `ok` when nothing is wrong, what was done, or nothing when that is not enough."""
    try:
        with closing(Connection(path)) as db:
            migrate(db)
            if complaints(db) or _described(db) != _described_anew():
                return ""
            try:
                check_index(db)
            except LibraryDamaged:
                # Fails where a text it is made from is the damaged part.
                db.run("INSERT INTO search (search) VALUES ('rebuild')")
                check_index(db)
                return _("The index for searching was damaged; it has been made anew, and nothing was lost.")
    except LibraryDamaged:
        return ""
    return "ok"


def _described(db: Connection) -> list[Row]:
    """What the file says there is in it."""
    return db.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")


def _described_anew() -> list[Row]:
    with closing(Connection(None)) as db:
        migrate(db)
        return _described(db)


def complaints(db: Connection) -> list[str]:
    """What SQLite finds wrong with the file, its index of words apart."""
    found = [str(row[0]) for row in db.rows("PRAGMA integrity_check(10)")]
    strays = db.rows("PRAGMA foreign_key_check")
    found += [f"{table} {row}: no {parent}" for table, row, parent, _key in strays[:10]]
    return [complaint for complaint in found if complaint != "ok"]


def check_index(db: Connection) -> None:
    """Hold the index of words against the texts it was made from (1: both ways); raises `LibraryDamaged`."""
    db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


# ── a new file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _recover(path: Path, new: Path) -> None:
    """Make a new library of what can be read of a damaged one."""
    blank = files.beside(path, "blank")
    files.delete(blank)
    try:
        with closing(Connection(blank)) as db:
            migrate(db)
        for file in readings(path, blank):
            with Wreck(file) as wreck:
                if wreck.is_readable():
                    # As old as the damaged one; it is brought up to date when it is opened next.
                    _begin(new, wreck.version)
                    _fill(new, wreck)
                    return
        _begin(new, 0)
    finally:
        files.delete(blank)


def _begin(new: Path, version: int) -> None:
    files.prepare(new)
    with closing(Connection(new)) as db:
        migrate(db, MIGRATIONS[:version] if 0 < version <= len(MIGRATIONS) else MIGRATIONS)


def _fill(new: Path, wreck: Wreck) -> None:
    with closing(Connection(new)) as db, db.transaction():
        # What triggers would change has been changed already; what they count, `join` counts anew.
        triggers = db.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        for name, _sql in triggers:
            db.run(f"DROP TRIGGER {name}")
        for table in tables(db):
            _copy(db, wreck, table)
        for _name, sql in triggers:
            db.run(sql)
        _count_on(db, wreck)
        # Of articles that are lost, so that they count as new when they come again.
        db.run("DELETE FROM seen WHERE article NOT IN (SELECT id FROM article)")


def tables(db: Connection) -> list[str]:
    """Our tables, those that matter most first."""
    rows = db.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    )
    names = [row[0] for row in rows if row[0] not in _DERIVED]
    return sorted(names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))


def _copy(db: Connection, wreck: Wreck, table: str) -> None:
    kept = wreck.columns(table)
    columns = [row[1] for row in db.rows(f"PRAGMA table_info({table})") if row[1] in kept]
    if columns:
        places = ", ".join("?" * len(columns))
        db.run_many(
            f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})",
            _readable(table, columns, wreck.rows(table, columns)),
        )


def _readable(table: str, columns: list[str], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without those whose packed text cannot be unpacked, or is not fit to be shown."""
    blob = columns.index(_BLOBS[table]) if table in _BLOBS else None
    for row in rows:
        if blob is None or texts.is_sound(row[blob], page=_BLOBS[table] == "page"):
            yield row


def _count_on(db: Connection, wreck: Wreck) -> None:
    """Give no number a second time that was given before: marks remember acts that are no more."""
    for name, last in wreck.rows("sqlite_sequence", ["name", "seq"]):
        db.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))


# ── what holds it together ───────────────────────────────────────────────────────────────────────────────────────────


def join(db: Connection) -> None:
    """Let every row find those it belongs to: something takes the place of what is lost, what hangs in the air goes."""
    with db.transaction():
        lost = texts.lost()
        bodiless = "SELECT id FROM article WHERE id NOT IN (SELECT article FROM body)"
        # With no digest they count as changed, so that the next refresh brings their texts.
        db.run(f"UPDATE seen SET digest = '' WHERE article IN ({bodiless})")
        db.run(f"INSERT INTO body (article, page) SELECT id, ? FROM ({bodiless})", (lost,))
        _shelter_letters(db, lost)
        for table in tables(db):
            for row in db.rows(f"PRAGMA foreign_key_list({table})"):
                parent, column = row[2], row[3]
                db.run(f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})")
        _enter_sections(db)
        _count(db)
        db.run("INSERT INTO search (search) VALUES ('rebuild')")


def _count(db: Connection) -> None:
    """What the sources' rows say of their articles, as the triggers keep it (see `versions.swept`)."""
    of_it = "SELECT count(*) FROM article WHERE source = source.id"
    db.run(
        f"UPDATE source SET articles = ({of_it}), starred = ({of_it} AND starred = 1),"
        f" unread = ({of_it} AND (read < 0 OR read = 0 AND slot > read_to))"
    )


def _enter_sections(db: Connection) -> None:
    for table in reversed(_DERIVED):
        db.run(f"DELETE FROM {table}")
    links = [
        (name, slot)
        for slot, sections in db.rows("SELECT slot, sections FROM article WHERE sections <> ''")
        for name in texts.lines(sections)
    ]
    db.run_many("INSERT OR IGNORE INTO section (name) VALUES (?)", [(name,) for name, _slot in links])
    db.run_many(
        "INSERT OR IGNORE INTO article_section SELECT id, ?2 FROM section WHERE name = ?1",
        links,
    )


def _shelter_letters(db: Connection, page: bytes) -> None:
    """Keep what the person wrote under articles that are lost: under an article of no address."""
    lost = db.rows("SELECT DISTINCT article FROM letter WHERE article NOT IN (SELECT id FROM article)")
    source = db.value("SELECT min(id) FROM source")
    for (article,) in lost if source else ():
        db.run(
            "INSERT INTO article (id, source, slot, first_seen, words, title, url, author, sections)"
            " VALUES (?, ?, (SELECT coalesce(max(slot), 0) + 1 FROM article), 0, 0, ?, '', '', '')",
            (article, source, _("An article that was lost")),
        )
        db.run("INSERT OR IGNORE INTO body (article, page) VALUES (?, ?)", (article, page))
