"""Builds a new library from what can be read of a damaged one, and what its backup has besides.

damaged file ─▶ rows ─▶ tables of its version ─▶ migrated ─▶ sources, then articles: each once
    ─▶ what the backup has besides ─▶ counts, sections and FTS5 index built again
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from placentin_tui.library import payload
from placentin_tui.library.articles import sort_key
from placentin_tui.library.articles.muting import IS_MUTED
from placentin_tui.library.recovery.articles import SalvagedArticles
from placentin_tui.library.recovery.backup_lookup import BackupLookup
from placentin_tui.library.recovery.loss_report import Loss
from placentin_tui.library.recovery.sources import SalvagedSources
from placentin_tui.library.schema.connection import Connection
from placentin_tui.library.schema.migrate import migrate
from placentin_tui.library.schema.versions import MIGRATIONS
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from placentin_tui.library.recovery.records import Kept
    from placentin_tui.library.recovery.row_shapes import Row, Shape
    from placentin_tui.library.recovery.salvage import Salvage
    from placentin_tui.models import Timestamp

_DERIVED = ("article_section", "section")
"""Tables that are built again from the articles."""
_QUEUES = ("sync_change", "subscription_change")
"""Tables whose ids are called `seq`."""
_HIDDEN = f"((SELECT removed IS NOT NULL FROM source WHERE source.id = article.source) + 2 * {IS_MUTED})"
_FARTHEST = 1 << 24
"""How far the next id may lie above the present ones; a larger one is damage."""


def fill(db: Connection, salvage: Salvage, kept: Sequence[Kept], now: Timestamp) -> Loss:
    """Fill an empty database with a damaged library's rows, each article and each source once.

    What is left to do is to restore what the backup has besides, and to call `finish`.
    """
    with db.transaction():
        migrate(db, MIGRATIONS[: _version(salvage)])
        apart = _copy(db, salvage)
        migrate(db, may_lack_rows=True)
        columns = [column.name for column in salvage.shapes["source"].columns]
        rows = [dict(zip(columns, row, strict=True)) for row in apart["source"]]
        sources = SalvagedSources(db, rows, salvage.keys("sqlite_autoindex_source_1"), kept)
        sources.put()
        numbers = sources.numbers()
        lookup = BackupLookup(kept, numbers, is_of_this_library=sources.is_backup_of_this)
        articles = SalvagedArticles(db, salvage, lookup, now)
        articles.star()
        with _without_triggers(db):
            articles.revive()
        articles.name()
        _name_tags(db, salvage)
        _count_on(db, apart["sqlite_sequence"])
        _drop_strays(db)
        outgoing_comments = frozenset(row[0] for row in db.rows("SELECT id FROM letter"))
        lost = frozenset(salvage.lost) if sources.is_backup_of_this else None
        return Loss(lost, numbers, frozenset(sources.replaced), outgoing_comments)


def finish(db: Connection) -> None:
    """Build what is derived from the rows; texts that are lost are replaced by a sentence."""
    with db.transaction():
        bodiless = "SELECT id FROM article WHERE id NOT IN (SELECT article FROM body)"
        # Without a digest they count as changed, so that the next refresh brings their texts.
        db.run(f"UPDATE seen SET digest = '' WHERE article IN ({bodiless})")
        db.run(f"INSERT INTO body (article, page) SELECT id, ? FROM ({bodiless})", (payload.lost(),))
        # Without validators, so that the servers send whole documents even where nothing has changed.
        db.run("UPDATE source SET etag = '', last_modified = '', body_hash = ''")
        db.run(f"UPDATE article SET hidden = {_HIDDEN} WHERE hidden <> {_HIDDEN}")
        _enter_sections(db)
        _count(db)
        db.run("INSERT INTO search (search) VALUES ('rebuild')")


def make_empty(db: Connection) -> Loss:
    """Give a database the tables of an empty library: everything is to come from the backup."""
    migrate(db)
    return Loss(None, {}, frozenset(), frozenset())


def _version(salvage: Salvage) -> int:
    """The schema version of the damaged file: what it says, unless it has tables that version did not have."""
    newest = len(MIGRATIONS)
    if salvage.version == newest:
        return newest
    names = salvage.names & _names(newest)
    said = [salvage.version] if 0 < salvage.version < newest else []
    return next((one for one in (*said, *range(1, newest)) if names and names <= _names(one)), newest)


def _names(version: int) -> frozenset[str]:
    """The tables, indexes and triggers of a version."""
    with closing(Connection(None)) as db:
        migrate(db, MIGRATIONS[:version])
        return frozenset(row[0] for row in db.rows("SELECT name FROM sqlite_schema"))


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _copy(db: Connection, salvage: Salvage) -> dict[str, list[Row]]:
    """Copy the rows as they are; returns those of the tables that need a treatment of their own."""
    apart: dict[str, list[Row]] = {"source": [], "sqlite_sequence": []}
    with _without_triggers(db):
        for table, found in groupby(salvage.rows(), key=itemgetter(0)):
            rows = (row for _table, row in found)
            if table in apart:
                apart[table] += rows
            elif columns := _columns(db, salvage.shapes[table]):
                sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
                values = (row[: len(columns)] for row in rows)
                if table == "article":
                    _copy_articles(db, sql, columns.index("slot"), values)
                else:
                    db.run_many(sql, values)
    return apart


def _copy_articles(db: Connection, sql: str, slot: int, rows: Iterable[Row]) -> None:
    """Copy articles; one whose slot is taken gets the next free one."""
    for row in rows:
        if not db.run(sql, row) and not db.row("SELECT 1 FROM article WHERE id = ?", row[:1]):
            at = sort_key.timestamp_of(int(row[slot]))  # type: ignore[arg-type] # every row passed its shape
            db.run(sql, (*row[:slot], sort_key.free(db, at, at), *row[slot + 1 :]))


@contextmanager
def _without_triggers(db: Connection) -> Iterator[None]:
    """Drop the triggers inside the block: the rows hold already what they would change."""
    triggers = db.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    for name, _sql in triggers:
        db.run(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        db.run(sql)


def _columns(db: Connection, shape: Shape) -> list[str]:
    """The columns a table has in its present version; none when it is missing, or built again later."""
    there = {row[1] for row in db.rows(f"PRAGMA table_info({shape.name})")} if shape.name not in _DERIVED else set()
    return [column.name for column in shape.columns if column.name in there]


# ── references and counts ────────────────────────────────────────────────────────────────────────────────────────────


def tables(db: Connection) -> list[str]:
    """The library's tables, without those of SQLite and FTS5."""
    rows = db.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    )
    return [row[0] for row in rows]


def _count_on(db: Connection, sequences: Iterable[Row]) -> None:
    """Set the sequences so that no id is used twice: marks refer to acts that have been deleted."""
    # `sqlite_sequence` has a row for each table that ever had one.
    for table in ("source", "article", "comment", "letter", "act", "saved", "service", *_QUEUES):
        highest = db.value(f"SELECT coalesce(max({'seq' if table in _QUEUES else 'id'}), 0) FROM {table}")
        if table == "act":
            highest = max(highest, db.value("SELECT coalesce(max(read), 0) FROM article"))
        given = [row[1] for row in sequences if row[0] == table and isinstance(row[1], int)]
        last = max([highest, *(number for number in given if number < highest + _FARTHEST)])
        db.run("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        db.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))


def _drop_strays(db: Connection) -> None:
    """Delete rows that refer to missing ones; an article's identities too, so that it counts as new when it comes
    again.
    """
    db.run("DELETE FROM seen WHERE article NOT IN (SELECT id FROM article)")
    db.run("DELETE FROM sync_pull")
    for table in tables(db):
        for row in db.rows(f"PRAGMA foreign_key_list({table})"):
            parent, column, key = row[2], row[3], row[4] or "id"
            db.run(f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {parent})")


def _enter_sections(db: Connection) -> None:
    """Build the sections' lists again."""
    for table in _DERIVED:
        db.run(f"DELETE FROM {table}")
    links = (
        (name, slot)
        for slot, sections in db.rows("SELECT slot, sections FROM article WHERE sections <> ''")
        for name in dict.fromkeys(payload.lines(sections))
    )
    for name, slot in links:
        db.run("INSERT OR IGNORE INTO section (name) VALUES (?)", (name,))
        db.run("INSERT INTO article_section SELECT id, ?2 FROM section WHERE name = ?1", (name, slot))


def _name_tags(db: Connection, salvage: Salvage) -> None:
    """Enter the tags whose rows are lost, as the index of their keys has them."""
    for entry in salvage.keys("sqlite_autoindex_tag_1"):
        match entry:
            case [str(key), int(number)] if name := clean(key):
                db.run("INSERT OR IGNORE INTO tag VALUES (?, ?, ?, 0)", (number, name, key))


def _count(db: Connection) -> None:
    """Set the counts of articles, the sources' and the tags', as the triggers keep them."""
    db.run(
        "UPDATE tag SET articles ="
        " (SELECT count(*) FROM article_tag JOIN article USING (slot) WHERE article_tag.tag = tag.id AND hidden = 0)"
    )
    of_it = "SELECT count(*) FROM article WHERE source = source.id AND hidden & 2 = 0"
    db.run(
        f"UPDATE source SET articles = ({of_it}), starred = ({of_it} AND starred = 1),"
        f" unread = ({of_it} AND (read < 0 OR read = 0 AND slot > read_to))"
    )
