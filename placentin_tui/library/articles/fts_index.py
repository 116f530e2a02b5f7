"""The FTS5 full-text index: adding and removing articles, and translating what a person types to its query language.

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

LONGEST_QUERY = 500
MOST_WORDS = 30
"""Words of a query; more is no sensible search, and FTS5 has a limit of its own."""

MOST_ENDINGS = 400
"""Completions of the last word up to which it is expanded into all of them: each takes 60 to 90 µs, however many
articles hold it. More of them occur in so many articles that few have to be examined (see search.py).
"""

_QUOTES = str.maketrans("«»“”„", '"""""')
_TERM = re.compile(r'"([^"]*)("|$)|([^\s"]+)')
_BEGUN = re.compile(r"\w\w\W*\Z")
"""A word that may be a prefix. One letter is not: half of all words would have to be merged."""
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

    def spelt_out(self, query: str, most: int | None = None) -> str | None:
        """The query with its last word expanded into its completions; `None` where there are more than `most` (by
        default `MOST_ENDINGS`).

        It matches what `to_match` does, for callers that want the first results only: for a prefix FTS5 merges the
        articles of all its completions before it gives the first row; expanded, each word is read no further than the
        list is.
        """
        terms, goes_on = _terms(query)
        if goes_on and (begun := _as_indexed(terms[-1])):
            most = MOST_ENDINGS if most is None else most
            values = {"first": begun, "last": f"{begun}{chr(0x10FFFF)}", "most": most + 1}
            words = [row[0] for row in self._db.rows(_WORDS, values)]
            if len(words) > most:
                return None
            if words:
                either = " OR ".join(map(_quoted, words))
                return " AND ".join([*map(_quoted, terms[:-1]), f"({either})"])
        return to_match(query)

    def _enter(self, articles: Iterable[int]) -> None:
        """Index these articles as they are now."""
        self._db.run_many(
            "INSERT INTO search (rowid, title, body, author, comments)"
            " SELECT slot, title, body, author, comments FROM searchable WHERE id = ?",
            [(article,) for article in articles],
        )


def to_match(query: str) -> str:
    """Translate what a person typed to an FTS5 query, never a syntax error: all words must occur, the last may be a
    prefix (from its second letter).

    Words between quotation marks of any kind must be adjacent; so must those of `l'été`. A quotation not closed yet is
    a prefix like a last word. Characters that make no word are skipped; they alone match nothing.
    """
    terms, goes_on = _terms(query)
    return " ".join(map(_quoted, terms)) + ("*" if goes_on else "") if terms else '""'


def to_match_apart(query: str) -> tuple[str, str]:
    """The FTS5 query of all words but the last, and that of the last, which may be a prefix; empty
    where there is none.
    """
    terms, goes_on = _terms(query)
    last = _quoted(terms[-1]) + ("*" if goes_on else "") if terms else ""
    return " ".join(map(_quoted, terms[:-1])), last


def _terms(query: str) -> tuple[list[str], bool]:
    """The words or phrases of a query, and whether the last may be a prefix."""
    text = "".join(sign if sign.isprintable() else " " for sign in fold(query[:LONGEST_QUERY])).translate(_QUOTES)
    terms: list[str] = []
    goes_on = False
    for quoted, closing, word in _TERM.findall(text)[:MOST_WORDS]:
        if any(map(str.isalnum, quoted or word)):
            terms.append(quoted or word)
            goes_on = not closing and bool(_BEGUN.search(quoted or word))
    return terms, goes_on


def _quoted(term: str) -> str:
    return f'"{term}"'


def _as_indexed(term: str) -> str:
    """A single word as the FTS5 tokenizer makes it; empty where that is not certain."""
    if not _ONE_WORD.fullmatch(term):
        return ""
    letters = "".join(sign for sign in unicodedata.normalize("NFD", term) if not unicodedata.combining(sign)).lower()
    return letters if _INDEXED.fullmatch(letters) else ""
