"""The full-text index: who enters and leaves it, and what a person types made into its language.

The index (FTS5) keeps no copy of the texts, but points to the view `searchable`, which makes them from packed blocks.
A copy would take more room than the blocks do. In return FTS5 must be told an article's old words to forget it, and
wrong ones would damage the index; so both ways go through the same view, and nobody changes what is indexed but inside
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
"""More typed than this is no search any more, and FTS5 has a limit of its own."""

MOST_ENDINGS = 400
"""How many words the last one may become and still be spelt out: each takes 60 to 90 µs, however often it stands in
how many articles. More of them stand in so many that few have to be looked at (see `finder`)."""

_QUOTES = str.maketrans("«»“”„", '"""""')
_TERM = re.compile(r'"([^"]*)("|$)|([^\s"]+)')
_BEGUN = re.compile(r"\w\w\W*\Z")
"""The end of a word that may go on. One letter does not: half the words there are would have to be put together."""
_ONE_WORD = re.compile(r"[0-9A-Za-zÀ-ſ]+")
_INDEXED = re.compile(r"[0-9a-z]+")
# The next word is looked for from just behind the last one, past all the places that one stands at.
_WORDS = """
WITH RECURSIVE word (term) AS (
    SELECT (SELECT term FROM search_word WHERE term >= :first LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM search_word WHERE term >= word.term || char(1) LIMIT 1) FROM word WHERE term < :last
)
SELECT term FROM word WHERE term < :last LIMIT :most
"""


class Index:
    """The words of every article, kept in step with the rows they come from."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    @contextmanager
    def changing(self, articles: Collection[int]) -> Iterator[None]:
        """Change (or delete, or add) these articles inside; inside a transaction."""
        ids = [(article,) for article in articles]
        self._db.run_many(
            "INSERT INTO search (search, rowid, title, body, author, comments)"
            " SELECT 'delete', slot, title, body, author, comments FROM searchable WHERE id = ?",
            ids,
        )
        yield
        self._enter(articles)

    def add(self, articles: Iterable[tuple[int, str, str, str]]) -> None:
        """Index new articles, nobody's comments under them yet: slot, title, words of the page and author of each.

        It is what `searchable` says of them, without unpacking what has just been packed; quickest when the oldest come
        first.
        """
        self._db.run_many(
            "INSERT INTO search (rowid, title, body, author, comments) VALUES (?, ?, ?, ?, NULL)",
            [(slot, fold(title), words, fold(author)) for slot, title, words, author in articles],
        )

    def spelt_out(self, query: str, most: int | None = None) -> str | None:
        """What finds the same as `to_match`, for those who want only the first of it; `None` where it is too long.

        That is, where the last word may become more than `most` others, if not more than usual.

        For a word that may go on FTS5 puts together all articles of all words it may become before it gives the first.
        Spelt out, each word is read no further than the list is.
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
        self._db.run_many(
            "INSERT INTO search (rowid, title, body, author, comments)"
            " SELECT slot, title, body, author, comments FROM searchable WHERE id = ?",
            [(article,) for article in articles],
        )


def to_match(query: str) -> str:
    """What a person typed as an FTS5 query, never a syntax error: all words must be there, the last may go on (from
    its second letter).

    Words between quotation marks of any kind stand side by side; so do those of `l'été`. A quotation not closed yet
    goes on like a last word. Signs that make no word are passed over; signs alone find nothing.
    """
    terms, goes_on = _terms(query)
    return " ".join(map(_quoted, terms)) + ("*" if goes_on else "") if terms else '""'


def to_match_apart(query: str) -> tuple[str, str]:
    """The same for all words but the last, which may be one only begun, and for that one; empty where there is none."""
    terms, goes_on = _terms(query)
    last = _quoted(terms[-1]) + ("*" if goes_on else "") if terms else ""
    return " ".join(map(_quoted, terms[:-1])), last


def _terms(query: str) -> tuple[list[str], bool]:
    """The words (or several side by side) that must be there, and whether the last of them may go on."""
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
    """A single word as the tokenizer makes it; empty where that is not plain to see."""
    if not _ONE_WORD.fullmatch(term):
        return ""
    letters = "".join(sign for sign in unicodedata.normalize("NFD", term) if not unicodedata.combining(sign)).lower()
    return letters if _INDEXED.fullmatch(letters) else ""
