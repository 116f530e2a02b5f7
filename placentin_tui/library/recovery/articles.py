"""Rebuilds a damaged library's articles: each once, with its text, under the identity its feed has for it.

A text whose article row is lost gets a new one, from what the indexes, the table `seen` and the backup say of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles import recovered_identity, sort_key
from placentin_tui.library.articles.undo_log import UNNAMED
from placentin_tui.prose.word_count import count
from placentin_tui.text.sanitize import clean
from placentin_tui.text.urls import safe_url

if TYPE_CHECKING:
    from placentin_tui.library.recovery.backup_lookup import BackupLookup
    from placentin_tui.library.recovery.records import KeptArticle
    from placentin_tui.library.recovery.salvage import Salvage
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

TITLE = 90
"""Characters at the beginning of a text that become the title of an article that has lost its own."""

_TABLE = """
CREATE TEMP TABLE lost (
    id INTEGER PRIMARY KEY,
    source INTEGER,
    identity TEXT,
    slot INTEGER,
    hidden INTEGER NOT NULL DEFAULT 0,
    author TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0,
    read INTEGER                             -- NULL: nobody knows
)
"""
# Those with a row in a table that refers to articles.
_ENTER = """
INSERT INTO lost (id)
SELECT article FROM body UNION SELECT article FROM comment UNION SELECT article FROM letter
UNION SELECT article FROM wording EXCEPT SELECT id FROM article
"""
_NAME = "UPDATE lost SET source = seen.source, identity = seen.identity FROM seen WHERE seen.article = lost.id"
_HINTS = (
    ("article_source", ("source", "hidden", "slot", "id"), "source = :source, hidden = :hidden <> 0, slot = :slot"),
    ("article_author", ("author", "slot", "id"), "author = :author"),
    ("article_starred", ("slot", "id"), "starred = 1"),
    ("article_unread", ("slot", "source", "id"), "read = 0"),
    ("article_kept_unread", ("source", "slot", "id"), "read = -1"),
)
"""Indexes with their columns, and what an entry in them says of an article."""
_INSERT = """
INSERT INTO article (
    id, source, slot, read, starred, hidden, place, published, first_seen, words, comments, title, url, author, sections
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NAMELESS = "SELECT id, source, url, title, published FROM article WHERE id NOT IN (SELECT article FROM seen)"


class _Lost(NamedTuple):
    """What is known of a lost article: a row of the table `lost`."""

    id: int
    source: int | None
    identity: str | None
    slot: int | None
    hidden: int
    author: str
    starred: int
    read: int | None


class SalvagedArticles:
    """The articles of a library that is being rebuilt; its sources have been inserted already."""

    def __init__(self, db: Connection, salvage: Salvage, lookup: BackupLookup, now: Timestamp) -> None:
        """`lookup`: the backup's articles; `now`: the time of articles without one."""
        self._db = db
        self._salvage = salvage
        self._lookup = lookup
        self._now = now
        rows = db.rows("SELECT id, url, home FROM source ORDER BY id DESC")
        self._sources = {row[0] for row in rows}
        self._sites = {_host(home) or _host(url): number for number, url, home in rows}

    # ── lost articles ────────────────────────────────────────────────────────────────────────────────────────────────

    def star(self) -> None:
        """Star the articles in the index of starred ones: a single flipped bit is enough to lose a star."""
        keys = (key for key in self._salvage.keys("article_starred") if len(key) == 2)
        self._db.run_many(
            "UPDATE article SET starred = 1 WHERE slot = ? AND id = ?",
            (key for key in keys if all(isinstance(value, int) for value in key)),
        )

    def revive(self) -> None:
        """Insert articles for the texts, comments, own comments and earlier versions that have lost theirs."""
        self._db.run(_TABLE)
        if self._db.run(_ENTER):
            self._db.run(_NAME)
            self._read_indexes()
            for row in self._db.rows("SELECT * FROM lost ORDER BY id"):
                self._revive(_Lost(*row))
        self._db.run("DROP TABLE lost")

    def _read_indexes(self) -> None:
        """Record what the indexes know of the lost articles."""
        for index, columns, change in _HINTS:
            kinds = [str if column == "author" else int for column in columns]
            self._db.run_many(
                f"UPDATE lost SET {change} WHERE id = :id",
                (
                    dict(zip(columns, key, strict=True))
                    for key in self._salvage.keys(index)
                    if len(key) == len(columns) and all(map(isinstance, key, kinds))
                ),
            )
        if not {"article_unread", "article_kept_unread"} & self._salvage.lost:
            self._db.run("UPDATE lost SET read = ? WHERE read IS NULL", (UNNAMED,))

    def _revive(self, lost: _Lost) -> None:
        """Insert one lost article, with the backup's values if it is there; without any source it is dropped."""
        data = self._page(lost.id)
        page = payload.page(data) if data else None
        known = self._lookup.of(lost.id, lost.source, lost.identity)
        if known and not self._is_taken(known[0], known[1].identity, lost.id):
            self._insert_kept(lost, *known)
            self._name(known[0], known[1].identity, known[1].digest if page else "", lost.id)
            return
        near, at = self._neighbour(lost.id)
        source = next((one for one in (lost.source, self._source_of(page), near) if one in self._sources), None)
        if source is None:
            return
        slot = self._free_slot(lost.slot, at)
        self._db.run(
            _INSERT,
            (
                lost.id, source, slot, lost.read or 0, lost.starred, lost.hidden, 0, None, sort_key.timestamp_of(slot),
                _words(page), None, _title(page), _address(page), lost.author, "",
            ),
        )  # fmt: skip
        # Without a digest it counts as changed: the next refresh brings its headline and all that is missing.
        self._db.run("UPDATE seen SET digest = '' WHERE source = ? AND identity = ?", (source, lost.identity))

    def _page(self, article: int) -> bytes | None:
        data: bytes | None = self._db.value("SELECT page FROM body WHERE article = ?", (article,))
        return data

    def _is_taken(self, source: int, identity: str, article: int) -> bool:
        """Whether an identity belongs to another article that exists."""
        sql = "SELECT 1 FROM seen JOIN article ON id = article WHERE seen.source = ? AND identity = ? AND id <> ?"
        return bool(self._db.row(sql, (source, identity, article)))

    def _insert_kept(self, lost: _Lost, source: int, kept: KeptArticle) -> None:
        """Insert a lost article with the backup's values; for its marks the indexes are more recent."""
        slot = self._free_slot(lost.slot, kept.at)
        starred = lost.starred or (kept.starred and "article_starred" in self._salvage.lost)
        read = lost.read if lost.read is not None else UNNAMED * kept.read
        self._db.run(
            _INSERT,
            (
                lost.id, source, slot, read, starred, lost.hidden, kept.place, kept.published,
                sort_key.timestamp_of(slot), kept.words, kept.comments, kept.title, kept.url, kept.author,
                "\n".join(kept.sections),
            ),
        )  # fmt: skip

    def _neighbour(self, number: int) -> tuple[int | None, Timestamp]:
        """Source and time of the article with the nearest lower id, else with the nearest higher one."""
        select = "SELECT source, slot FROM article WHERE id"
        row = self._db.row(f"{select} < ? ORDER BY id DESC LIMIT 1", (number,)) or self._db.row(
            f"{select} > ? ORDER BY id LIMIT 1", (number,)
        )
        return (row[0], sort_key.timestamp_of(row[1])) if row else (min(self._sources, default=None), self._now)

    def _source_of(self, page: payload.ArticlePayload | None) -> int | None:
        """The source on whose site a text's comments are."""
        return self._sites.get(_host(page.comments_feed) or _host(page.comments_url)) if page else None

    def _free_slot(self, slot: int | None, at: Timestamp) -> int:
        """Its former slot, if that is known and free, else a free one at that time."""
        if slot is not None and 0 <= sort_key.timestamp_of(slot) <= self._now:
            if not self._db.row("SELECT 1 FROM article WHERE slot = ?", (slot,)):
                return slot
            at = sort_key.timestamp_of(slot)
        return sort_key.free(self._db, at, self._now)

    # ── articles without an identity ─────────────────────────────────────────────────────────────────────────────────

    def name(self) -> None:
        """Give each article without an identity one: its own, by the backup, else one made of its words."""
        for number, source, url, title, published in self._db.rows(_NAMELESS):
            data = self._page(number)
            kept = self._lookup.like(number, source, url, title, published)
            if kept:
                self._name(source, kept.identity, kept.digest if data else "", number)
            if not kept or not self._db.row("SELECT 1 FROM seen WHERE source = ? AND article = ?", (source, number)):
                self._name(
                    source, recovered_identity.name(payload.page_words(data) if data else f"{url} {title}"), "", number
                )

    def _name(self, source: int, identity: str, digest: str, number: int) -> None:
        """Store an identity; one that another article has stays that one's."""
        self._db.run("INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)", (source, identity, digest, number))


def _title(page: payload.ArticlePayload | None) -> str:
    """The beginning of a text, as a title."""
    words = payload.words_of((page.standfirst, page.blocks)) if page else ""
    return clean(words, TITLE) or _("An article that was lost")


def _words(page: payload.ArticlePayload | None) -> int:
    return count(payload.words_of((page.standfirst, page.blocks))) if page else 0


def _address(page: payload.ArticlePayload | None) -> str:
    """The article's own address, where its comments' address is that with a fragment."""
    address, _hash, place = page.comments_url.partition("#") if page else ("", "", "")
    return address if place and safe_url(address) == address else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
