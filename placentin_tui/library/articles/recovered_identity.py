"""Identities made of an article's words, for articles whose identity was lost by damage, until their feed names them
again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.library.schema.connection import Connection

_PREFIX = "recovered:"
_NAMED_SO = "SELECT article FROM seen WHERE source = ? AND identity >= 'recovered:' AND identity < 'recovered;'"


def name(words: str) -> str:
    """The identity of an article with these words."""
    return _PREFIX + hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def numbers(db: Connection, source: int) -> frozenset[int]:
    """The articles of a source with such identities."""
    return frozenset(row[0] for row in db.rows(_NAMED_SO, (source,)))


def adopt(db: Connection, source: int, articles: Iterable[PackedArticle]) -> dict[str, tuple[str, int]]:
    """Give articles with such identities the feed's own, where they are among `articles`.

    Returns an empty digest (they count as changed) and the article id by identity. Inside a transaction.
    """
    found: dict[str, tuple[str, int]] = {}
    if not db.row(f"{_NAMED_SO} LIMIT 1", (source,)):
        return found
    for article in articles:
        number = db.value("SELECT article FROM seen WHERE source = ? AND identity = ?", (source, name(article.words)))
        if number is not None:
            db.run(
                "UPDATE OR IGNORE seen SET identity = ?, digest = '' WHERE source = ? AND identity = ?",
                (article.identity, source, name(article.words)),
            )
            found[article.identity] = "", number
    return found
