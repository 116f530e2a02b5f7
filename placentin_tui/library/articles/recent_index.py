"""A second FTS5 index of the newest articles, in memory, which finds the first page of results for a prefix.

For a prefix the main index merges all places of all words with that beginning before it gives the first article; where
such words are thousands, most articles hold one, the newest among them. What does not fill a page here is searched in
the main index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import LibraryError
from placentin_tui.library.schema.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 256
"""Articles in the index: 3 MB when all are long."""
STEP = 32
"""Articles added at a time: 10 ms when all are long."""

_TABLES = """
CREATE VIRTUAL TABLE recent USING fts5 (
    title, body, author, comments, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE asked USING fts5 (
    title, body, author, comments, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2', content = ''
)
"""
"""They tokenize as the main index does, and take the same queries. The second one is emptied as a whole and never row
by row, so that it need not keep the texts.
"""
_NEWEST = """
SELECT slot, id, title, author, page,
       (SELECT group_concat(author || hex(blocks), ' ')
        FROM (SELECT author, blocks FROM comment WHERE comment.article = article.id ORDER BY id))
FROM article INDEXED BY article_all CROSS JOIN body ON body.article = article.id
WHERE hidden = 0 ORDER BY slot DESC LIMIT ?
"""
"""Everything the words of an article are made of."""
_WORDS = """
SELECT slot, title, body, author, comments FROM searchable WHERE id IN (SELECT value FROM json_each(?)) ORDER BY slot
"""


class RecentIndex:
    """The words of the newest articles that are not hidden; empty until it is used."""

    def __init__(self, connection: Connection) -> None:
        """`connection`: the library's; the index has a connection of its own, to memory."""
        self._db = connection
        self._memory: Connection | None = None
        self._size = 0
        self._floor = 0
        self._known: dict[int, int] = {}
        """By slot, a hash that tells whether the indexed words are still the article's."""
        self._read_at: tuple[int, ...] = ()
        """The size, and the library's change counters, when the words were read."""

    @property
    def is_ready(self) -> bool:
        """Whether any article is indexed."""
        return self._size > 0

    def grow(self) -> bool:
        """Index `STEP` more articles; returns whether there are more to index."""
        return self._follow(min(self._size + STEP, MOST)) and self._size < MOST

    def find(self, match: str) -> Iterator[tuple[int, set[int]]]:
        """The slots an FTS5 query matches at or above a lowest slot; then, with more articles indexed, above a lower
        one; from 0: these are all. Inside a snapshot.
        """
        size = self._size or 2 * STEP
        while self._follow(size) and self._memory:
            found = self._memory.rows("SELECT rowid FROM recent WHERE recent MATCH ?", (match,))
            yield self._floor, {slot for (slot,) in found}
            if size >= MOST or not self._floor:
                return
            size = min(2 * size, MOST)

    def is_common(self, match: str) -> bool:
        """Whether an FTS5 query matches three of four indexed articles. Inside a snapshot."""
        _floor, slots = next(self.find(match), (0, set()))
        return 4 * len(slots) >= 3 * self._size

    def among(self, match: str, articles: Iterable[int]) -> set[int]:
        """The slots of those of other articles, given by id, that an FTS5 query matches. Raises `LibraryError`."""
        memory = self._opened()
        with memory.transaction():
            memory.run("INSERT INTO asked (asked) VALUES ('delete-all')")
            self._enter("asked", articles)
            return {slot for (slot,) in memory.rows("SELECT rowid FROM asked WHERE asked MATCH ?", (match,))}

    def forget(self) -> None:
        """Free the memory."""
        if self._memory:
            self._memory.close()
        self._memory, self._size, self._floor, self._known, self._read_at = None, 0, 0, {}, ()

    def _follow(self, size: int) -> bool:
        """Bring the index up to date with the newest `size` articles; false where they cannot be read."""
        state = (size, *self._db.state())
        if state != self._read_at:
            try:
                self._read(size)
            except LibraryError:
                # The main index may well be sound.
                self.forget()
                return False
            self._read_at = state
        return True

    def _read(self, size: int) -> None:
        """Index the newest `size` articles; those indexed already and unchanged are kept."""
        rows = self._db.rows(_NEWEST, (size,))
        now = {row[0]: hash(row) for row in rows}
        gone = [(slot,) for slot, known in self._known.items() if now.get(slot) != known]
        memory = self._opened()
        with memory.transaction():
            memory.run_many("DELETE FROM recent WHERE rowid = ?", gone)
            self._enter("recent", (row[1] for row in rows if self._known.get(row[0]) != now[row[0]]))
        self._known, self._size = now, size
        self._floor = rows[-1][0] if len(rows) == size else 0

    def _enter(self, table: str, articles: Iterable[int]) -> None:
        """Index articles, given by id, in one of the two tables."""
        rows = self._db.rows(_WORDS, (msgspec.json.encode(list(articles)).decode(),))
        sql = f"INSERT INTO {table} (rowid, title, body, author, comments) VALUES (?, ?, ?, ?, ?)"
        self._opened().run_many(sql, rows)

    def _opened(self) -> Connection:
        """The connection to memory, opened at the first call."""
        if self._memory is None:
            self._memory = Connection(None)
            for table in _TABLES.split(";"):
                self._memory.run(table)
        return self._memory
