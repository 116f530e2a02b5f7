"""Stores and reads the comments on articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles.offline_ready import settle
from placentin_tui.models import Comment, Timestamp
from placentin_tui.text import resanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.pictures import Pictures
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import PreparedComment
    from placentin_tui.prose.blocks import Blocks

_COMMENTS = """
SELECT comment.id, key, parent, comment.author, comment.published, blocks,
       comment.author = article.author AND article.author <> '', comment.first_seen
FROM comment JOIN article ON article.id = comment.article
WHERE comment.article = ? ORDER BY coalesce(comment.published, comment.first_seen), comment.id
"""
_HELD = "SELECT key, parent, author, published, blocks FROM comment WHERE article = ?"
_UPSERT = """
INSERT INTO comment (article, key, parent, author, published, blocks, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET parent = excluded.parent, author = excluded.author, published = excluded.published,
                          blocks = excluded.blocks
"""
# What the person wrote is no news.
_OTHERS_NEW = """
SELECT count(*) FROM json_each(:keys)
WHERE value NOT IN (SELECT CAST(remote AS TEXT) FROM letter WHERE article = :id)
"""
FEED_HOLDS = 10
"""Comments in a comment feed at most, by WordPress's default."""


class _Row(msgspec.Struct, frozen=True):
    """A comment as it is stored."""

    id: int
    key: str
    parent: str
    author: str
    published: Timestamp | None
    blocks: bytes
    by_author: bool
    first_seen: Timestamp


class Comments:
    """The comments published by the papers."""

    def __init__(
        self, connection: Connection, index: Index, pictures: Pictures, clock: Callable[[], Timestamp]
    ) -> None:
        self._db = connection
        self._index = index
        self._pictures = pictures
        self._clock = clock

    def of(self, article: int) -> tuple[Comment, ...]:
        """An article's comments, oldest first."""
        return tuple(self._comment(article, self._db.typed(_Row, row)) for row in self._db.rows(_COMMENTS, (article,)))

    def _comment(self, article: int, row: _Row) -> Comment:
        blocks = self._db.unpacked(_blocks, row.blocks)
        return Comment(
            row.id, article, row.key, row.parent, row.author, row.published, blocks, row.by_author, row.first_seen
        )

    def are_all_here(self, article: int) -> bool:
        """Whether an article's comments were fetched since the paper last counted more of them."""
        sql = "SELECT coalesce(comments, 0) <= coalesce(comments_known, 0) FROM article WHERE id = ?"
        return bool(self._db.value(sql, (article,)))

    def store(self, article: int, comments: Sequence[PreparedComment], *, whole: bool = False) -> int:
        """Store the comments a paper has on an article; returns how many are new. Raises `UnknownArticle`.

        `whole`: these are all, and a stored one not among them was deleted by the paper; else they are the latest.
        """
        with self._db.transaction():
            if not self._db.row("SELECT 1 FROM article WHERE id = ?", (article,)):
                raise UnknownArticle(_("No article has the number {id}.").format(id=article))
            held = {row[0]: row[1:] for row in self._db.rows(_HELD, (article,))}
            rows = {comment.parsed.key: _row(comment) for comment in comments}
            changed = [(article, key, *row, self._clock()) for key, row in rows.items() if held.get(key) != row]
            gone = [(article, key) for key in held if key not in rows] if whole else []
            if changed or gone:
                with self._index.changing((article,)):
                    self._db.run_many(_UPSERT, changed)
                    self._db.run_many("DELETE FROM comment WHERE article = ? AND key = ?", gone)
            new = rows.keys() - held.keys()
            self._count(article, new, whole=whole, partial=not whole and len(comments) >= FEED_HOLDS)
            settle(self._db, self._pictures.missing, (article,))
        return len(new)

    def _count(self, article: int, new: AbstractSet[str], *, whole: bool, partial: bool) -> None:
        """Update the article's counts; `new`: the keys of the new comments."""
        others = self._db.value(_OTHERS_NEW, {"id": article, "keys": msgspec.json.encode(list(new)).decode()})
        # The comment feed may hold more than the paper last counted, or only the latest of them.
        self._db.run(
            "UPDATE article SET comments = iif(:whole, :n, max(coalesce(comments, 0), :n)),"
            " comments_known = iif(:whole, :n, max(coalesce(comments, 0), :n)), comments_partial = :partial,"
            # Who came before the comments did sees them all at once: none of them is newer than the others.
            " visited = iif(comments_known IS NULL AND visited IS NOT NULL, :now, visited),"
            " comments_new = iif(comments_known IS NULL OR visited IS NULL, 0, comments_new + :new) WHERE id = :id",
            {
                "n": self._db.value("SELECT count(*) FROM comment WHERE article = ?", (article,)),
                "whole": whole,
                "partial": partial,
                "now": self._clock(),
                "new": others,
                "id": article,
            },
        )


def _row(comment: PreparedComment) -> tuple[object, ...]:
    parsed = comment.parsed
    return parsed.parent, parsed.author, parsed.published, payload.pack(comment.blocks)


def _blocks(data: bytes) -> Blocks:
    return resanitize.every(payload.blocks(data))
