"""The newest articles' words once more, in memory: there a word just begun finds its first page.

The index of all words must put together every place of every word there is with that beginning before it gives the
first article; where the words are thousands, so are they in most articles, the newest among them. What does not fill a
page here is looked for in all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import LibraryError
from placentin_tui.library.schema.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 256
"""Articles whose words are kept: 3 MB, were they long ones."""
STEP = 32
"""How many are added at a time: 10 ms for long ones."""

_TABLES = """
CREATE VIRTUAL TABLE recent USING fts5 (
    title, body, author, comments, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE asked USING fts5 (
    title, body, author, comments, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2', content = ''
)
"""
"""They divide texts into words as the index of all articles does, and answer the same questions. The second is emptied
at once and never piece by piece, so that it need not keep the texts."""
_NEWEST = """
SELECT slot, id, title, author, page,
       (SELECT group_concat(author || hex(blocks), ' ')
        FROM (SELECT author, blocks FROM comment WHERE comment.article = article.id ORDER BY id))
FROM article INDEXED BY article_all CROSS JOIN body ON body.article = article.id
WHERE hidden = 0 ORDER BY slot DESC LIMIT ?
"""
"""All that the words of an article are made of."""
_WORDS = """
SELECT slot, title, body, author, comments FROM searchable WHERE id IN (SELECT value FROM json_each(?)) ORDER BY slot
"""


class RecentIndex:
    """The words of the newest articles that can be seen; of none before they are wanted."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._memory: Connection | None = None
        self._size = 0
        self._floor = 0
        self._known: dict[int, int] = {}
        """By slot, what tells whether the words are still the article's."""
        self._read_at: tuple[int, ...] = ()
        """The library's state, and the size, at which all this was read."""

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to ask."""
        return self._size > 0

    def grow(self) -> bool:
        """Take in some more articles; whether there are still more to take in."""
        return self._follow(min(self._size + STEP, MOST)) and self._size < MOST

    def find(self, match: str) -> Iterator[tuple[int, set[int]]]:
        """The articles an FTS5 query finds from a slot on upwards; then, with more taken in, from a lower one; from 0:
        these are all. Inside a snapshot.
        """
        size = self._size or 2 * STEP
        while self._follow(size) and self._memory:
            found = self._memory.rows("SELECT rowid FROM recent WHERE recent MATCH ?", (match,))
            yield self._floor, {slot for (slot,) in found}
            if size >= MOST or not self._floor:
                return
            size = min(2 * size, MOST)

    def is_common(self, match: str) -> bool:
        """Whether an FTS5 query finds three of four of these articles. Inside a snapshot."""
        _floor, slots = next(self.find(match), (0, set()))
        return 4 * len(slots) >= 3 * self._size

    def among(self, match: str, articles: Iterable[int]) -> set[int]:
        """Those of some other articles, by their slots, that an FTS5 query finds. Raises `LibraryError`."""
        memory = self._opened()
        with memory.transaction():
            memory.run("INSERT INTO asked (asked) VALUES ('delete-all')")
            self._enter("asked", articles)
            return {slot for (slot,) in memory.rows("SELECT rowid FROM asked WHERE asked MATCH ?", (match,))}

    def forget(self) -> None:
        """Give the memory back."""
        if self._memory:
            self._memory.close()
        self._memory, self._size, self._floor, self._known, self._read_at = None, 0, 0, {}, ()

    def _follow(self, size: int) -> bool:
        """Have the words of so many articles as the library has them now; false where they cannot be read."""
        state = (size, *self._db.state())
        if state != self._read_at:
            try:
                self._read(size)
            except LibraryError:
                # The index of all words may well be sound.
                self.forget()
                return False
            self._read_at = state
        return True

    def _read(self, size: int) -> None:
        """The fields of an XML feed, from the fast parser or else from feedparser."""
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
        rows = self._db.rows(_WORDS, (msgspec.json.encode(list(articles)).decode(),))
        sql = f"INSERT INTO {table} (rowid, title, body, author, comments) VALUES (?, ?, ?, ?, ?)"
        self._opened().run_many(sql, rows)

    def _opened(self) -> Connection:
        if self._memory is None:
            self._memory = Connection(None)
            for table in _TABLES.split(";"):
                self._memory.run(table)
        return self._memory
