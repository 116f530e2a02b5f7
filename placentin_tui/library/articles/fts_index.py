"""The FTS5 full-text index: adding and removing articles, and the words in it that have a given beginning.

The index keeps no copy of the texts, but reads them from the view `searchable`, which makes them from packed blocks: a
copy would take more room than the blocks. In return FTS5 must be given an article's old words to remove it, and wrong
ones would damage the index; so both directions use that view, and what is indexed may only be changed inside
`Index.changing`.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

from placentin_tui.library.payload import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from placentin_tui.library.schema.connection import Connection

MOST_ENDINGS = 400
"""Completions of the last word up to which it is expanded into all of them: each takes 60 to 90 µs, however many
articles hold it. More of them occur in so many articles that few have to be examined (see search.py).
"""

_ONE_WORD = re.compile(r"[0-9A-Za-zÀ-ſ]+")
_INDEXED = re.compile(r"[0-9a-z]+")
# The next word is looked up just after the last one, past all the places that one occurs at.
_WORDS = """
WITH RECURSIVE word (term) AS (
    SELECT (SELECT term FROM search_word WHERE term >= :first LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM search_word WHERE term >= word.term || char(1) LIMIT 1) FROM word WHERE term < :last
)
SELECT term FROM word WHERE term < :last LIMIT :most
"""


class Index:
    """Keeps the FTS5 index in step with the rows it is made of."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    @contextmanager
    def changing(self, articles: Collection[int]) -> Iterator[None]:
        """Change, delete or add these articles inside the block; inside a transaction."""
        ids = [(article,) for article in articles]
        self._db.run_many(
            "INSERT INTO search (search, rowid, title, body, author, comments)"
            " SELECT 'delete', slot, title, body, author, comments FROM searchable WHERE id = ?",
            ids,
        )
        yield
        self._enter(articles)

    def add(self, articles: Iterable[tuple[int, str, str, str]]) -> None:
        """Index new articles without comments: slot, title, words of the page, and author of each.

        These are what `searchable` gives for them, without unpacking what has just been packed; fastest in ascending
        order of slots.
        """
        self._db.run_many(
            "INSERT INTO search (rowid, title, body, author, comments) VALUES (?, ?, ?, ?, NULL)",
            [(slot, fold(title), words, fold(author)) for slot, title, words, author in articles],
        )

    def endings(self, begun: str, most: int) -> list[str] | None:
        """The words in the index that begin so; none where it is not certain how the tokenizer makes a word of that,
        `None` where there are more than `most`.
        """
        indexed = _as_indexed(fold(begun))
        if not indexed:
            return []
        values = {"first": indexed, "last": f"{indexed}{chr(0x10FFFF)}", "most": most + 1}
        words = [row[0] for row in self._db.rows(_WORDS, values)]
        return words if len(words) <= most else None

    def _enter(self, articles: Iterable[int]) -> None:
        """Index these articles as they are now."""
        self._db.run_many(
            "INSERT INTO search (rowid, title, body, author, comments)"
            " SELECT slot, title, body, author, comments FROM searchable WHERE id = ?",
            [(article,) for article in articles],
        )


def _as_indexed(term: str) -> str:
    """A single word as the FTS5 tokenizer makes it; empty where that is not certain."""
    if not _ONE_WORD.fullmatch(term):
        return ""
    letters = "".join(sign for sign in unicodedata.normalize("NFD", term) if not unicodedata.combining(sign)).lower()
    return letters if _INDEXED.fullmatch(letters) else ""
