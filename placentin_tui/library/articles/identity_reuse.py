"""Tells another article under an identity in use from a correction of the old one, and keeps both.

A paper that publishes a new article under an old guid, or at an old address, has not corrected the old one. Which it is
is decided by the words: a correction shares many with the old text. At an address that several articles have been
published at (a notice board) another headline, or text with another date, is another article, too.

The new article takes the identity. The old one is kept under one derived from it and the old digest; so it is
recognised should the paper publish it again as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload
from placentin_tui.library.articles.revisions import feed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.library.schema.connection import Connection

LATEST = 1_000
"""Articles of a source among which others at the same address are searched."""

_STORED = "SELECT title, published, page FROM article JOIN body ON body.article = id WHERE id = ?"
_SHARED_ADDRESSES = """
SELECT url FROM (SELECT url FROM article WHERE source = ? ORDER BY slot DESC LIMIT ?)
WHERE url IN (SELECT value FROM json_each(?)) GROUP BY url HAVING count(*) > 1
"""


class IdentityReuse:
    """Decides which article an identity belongs to."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def others(self, source: int, changed: Mapping[int, PackedArticle]) -> list[int]:
        """Of the articles that seem changed, the ids of those the feed has replaced by another article."""
        shared = self._shared_addresses(source, changed.values())
        return [
            number
            for number, article in changed.items()
            if self._is_another(number, article, is_shared=article.url in shared)
        ]

    def _shared_addresses(self, source: int, articles: Iterable[PackedArticle]) -> frozenset[str]:
        """The addresses that are the only identity of an article, and that several articles were published at."""
        urls = {article.url for article in articles if article.url and article.identity.endswith(f":{article.url}")}
        if not urls:
            return frozenset()
        wanted = msgspec.json.encode(sorted(urls)).decode()
        return frozenset(row[0] for row in self._db.rows(_SHARED_ADDRESSES, (source, LATEST, wanted)))

    def _is_another(self, number: int, article: PackedArticle, *, is_shared: bool) -> bool:
        """Whether `article` is another one than the stored article `number`; `is_shared`: its address is used for
        several.
        """
        row = self._db.row(_STORED, (number,))
        if row is None:
            return False
        title, published, data = row
        then, now = feed_words(self._db.unpacked(payload.page, data)), feed_words(payload.page(article.page))
        if is_shared and published and article.published and published != article.published:
            return (title, then) != (article.title, now)
        if title.casefold() == article.title.casefold():
            return False
        from placentin_tui.text.similarity import are_alike, words_of  # 1 ms, and headlines are hardly ever corrected

        return not are_alike(words_of(title, then), words_of(article.title, now))

    def reassign(self, source: int, article: PackedArticle, digest: str) -> bool:
        """Free an identity from the article that has it with the digest `digest`; returns whether the new article was
        stored before, and has it again.
        """
        self._rename(source, article.identity, _kept(article.identity, digest))
        return self._rename(source, _kept(article.identity, article.digest), article.identity)

    def _rename(self, source: int, was: str, identity: str) -> bool:
        sql = "UPDATE OR REPLACE seen SET identity = ? WHERE source = ? AND identity = ?"
        return self._db.run(sql, (identity, source, was)) > 0


def _kept(identity: str, digest: str) -> str:
    return f"replaced:{digest}:{identity}"
