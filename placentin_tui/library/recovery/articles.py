"""A damaged library's articles put together again: each once, with its text, under the name its feed has for it.

A text whose article is lost becomes one again, of what the indexes, the feed's names and the backup say of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles import recovered, sort_key
from placentin_tui.library.articles.undo_log import UNNAMED
from placentin_tui.prose.word_count import count
from placentin_tui.text.sanitize import clean
from placentin_tui.text.urls import safe_url

if TYPE_CHECKING:
    from placentin_tui.library.recovery.records import KeptArticle
    from placentin_tui.library.recovery.remembered import Remembered
    from placentin_tui.library.recovery.salvage import Salvage
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

TITLE = 90
"""Characters of a text that become the title of an article that has lost its own."""

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
# Those of which something is there that belongs to an article.
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
"""Indexes with their columns, and what it says of an article that it is among them."""
_INSERT = """
INSERT INTO article (
    id, source, slot, read, starred, hidden, place, published, first_seen, words, comments, title, url, author, sections
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NAMELESS = "SELECT id, source, url, title, published FROM article WHERE id NOT IN (SELECT article FROM seen)"


class _Lost(NamedTuple):
    """What is left of an article: a row of `lost`."""

    id: int
    source: int | None
    identity: str | None
    slot: int | None
    hidden: int
    author: str
    starred: int
    read: int | None


class SalvagedArticles:
    """The articles of a library that is being put together; its sources are there already."""

    def __init__(self, db: Connection, salvage: Salvage, remembered: Remembered, now: Timestamp) -> None:
        self._db = db
        self._salvage = salvage
        self._remembered = remembered
        self._now = now
        rows = db.rows("SELECT id, url, home FROM source ORDER BY id DESC")
        self._sources = {row[0] for row in rows}
        self._sites = {_host(home) or _host(url): number for number, url, home in rows}

    # ── those that are lost ──────────────────────────────────────────────────────────────────────────────────────────

    def star(self) -> None:
        """Star those that the index of starred articles has: a bit turned round is all it takes to lose a star."""
        keys = (key for key in self._salvage.keys("article_starred") if len(key) == 2)
        self._db.run_many(
            "UPDATE article SET starred = 1 WHERE slot = ? AND id = ?",
            (key for key in keys if all(isinstance(value, int) for value in key)),
        )

    def revive(self) -> None:
        """Make articles again of all that is there of lost ones: texts, comments, letters, earlier wordings."""
        self._db.run(_TABLE)
        if self._db.run(_ENTER):
            self._db.run(_NAME)
            self._ask_indexes()
            for row in self._db.rows("SELECT * FROM lost ORDER BY id"):
                self._revive(_Lost(*row))
        self._db.run("DROP TABLE lost")

    def _ask_indexes(self) -> None:
        """Note what the indexes know of the lost articles."""
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
        data = self._page(lost.id)
        page = payload.page(data) if data else None
        known = self._remembered.of(lost.id, lost.source, lost.identity)
        if known and not self._is_anothers(known[0], known[1].identity, lost.id):
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
                lost.id, source, slot, lost.read or 0, lost.starred, lost.hidden, 0, None, sort_key.moment(slot),
                _words(page), None, _title(page), _address(page), lost.author, "",
            ),
        )  # fmt: skip
        # With no digest it counts as changed: the next refresh brings its headline and all that is missing.
        self._db.run("UPDATE seen SET digest = '' WHERE source = ? AND identity = ?", (source, lost.identity))

    def _page(self, article: int) -> bytes | None:
        data: bytes | None = self._db.value("SELECT page FROM body WHERE article = ?", (article,))
        return data

    def _is_anothers(self, source: int, identity: str, article: int) -> bool:
        """Whether a name is that of another article, which is there."""
        sql = "SELECT 1 FROM seen JOIN article ON id = article WHERE seen.source = ? AND identity = ? AND id <> ?"
        return bool(self._db.row(sql, (source, identity, article)))

    def _insert_kept(self, lost: _Lost, source: int, kept: KeptArticle) -> None:
        """Insert a lost article with what the backup has of it; of its marks the indexes know better."""
        slot = self._free_slot(lost.slot, kept.at)
        starred = lost.starred or (kept.starred and "article_starred" in self._salvage.lost)
        read = lost.read if lost.read is not None else UNNAMED * kept.read
        self._db.run(
            _INSERT,
            (
                lost.id, source, slot, read, starred, lost.hidden, kept.place, kept.published, sort_key.moment(slot),
                kept.words, kept.comments, kept.title, kept.url, kept.author, "\n".join(kept.sections),
            ),
        )  # fmt: skip

    def _neighbour(self, number: int) -> tuple[int | None, Timestamp]:
        """The source and the moment of the article that came in just before, or else after it."""
        select = "SELECT source, slot FROM article WHERE id"
        row = self._db.row(f"{select} < ? ORDER BY id DESC LIMIT 1", (number,)) or self._db.row(
            f"{select} > ? ORDER BY id LIMIT 1", (number,)
        )
        return (row[0], sort_key.moment(row[1])) if row else (min(self._sources, default=None), self._now)

    def _source_of(self, page: payload.ArticlePayload | None) -> int | None:
        """The source on whose site a text is commented on."""
        return self._sites.get(_host(page.comments_feed) or _host(page.comments_url)) if page else None

    def _free_slot(self, slot: int | None, at: Timestamp) -> int:
        """The slot it had, if that is known and nobody has it, else one at a moment."""
        if slot is not None and 0 <= sort_key.moment(slot) <= self._now:
            if not self._db.row("SELECT 1 FROM article WHERE slot = ?", (slot,)):
                return slot
            at = sort_key.moment(slot)
        return sort_key.free(self._db, at, self._now)

    # ── those without a name ─────────────────────────────────────────────────────────────────────────────────────────

    def name(self) -> None:
        """Give every article without one a name: its own, by the backup, else one by which its words are known."""
        for number, source, url, title, published in self._db.rows(_NAMELESS):
            data = self._page(number)
            kept = self._remembered.like(number, source, url, title, published)
            if kept:
                self._name(source, kept.identity, kept.digest if data else "", number)
            if not kept or not self._db.row("SELECT 1 FROM seen WHERE source = ? AND article = ?", (source, number)):
                self._name(source, recovered.name(payload.page_words(data) if data else f"{url} {title}"), "", number)

    def _name(self, source: int, identity: str, digest: str, number: int) -> None:
        """Know an article by a name; one that another article has stays that one's."""
        self._db.run("INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)", (source, identity, digest, number))


def _title(page: payload.ArticlePayload | None) -> str:
    """The beginning of a text."""
    words = payload.words_of((page.standfirst, page.blocks)) if page else ""
    return clean(words, TITLE) or _("An article that was lost")


def _words(page: payload.ArticlePayload | None) -> int:
    """The text of an entry as foreign HTML; empty when there is none."""
    return count(payload.words_of((page.standfirst, page.blocks))) if page else 0


def _address(page: payload.ArticlePayload | None) -> str:
    """The article's own address, where comments on it have one below that."""
    address, _hash, place = page.comments_url.partition("#") if page else ("", "", "")
    return address if place and safe_url(address) == address else ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
