"""The comments under the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.library import texts
from placentin_tui.library.offline import settle
from placentin_tui.models import Comment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from placentin_tui.library.connection import Connection
    from placentin_tui.library.pictures import Pictures
    from placentin_tui.library.search import Index
    from placentin_tui.models import Moment, PreparedComment

_COMMENTS = """
SELECT comment.id, key, parent, comment.author, comment.published, blocks,
       comment.author = article.author AND article.author <> ''
FROM comment JOIN article ON article.id = comment.article
WHERE comment.article = ? ORDER BY coalesce(comment.published, comment.first_seen), comment.id
"""
_HELD = "SELECT key, parent, author, published, blocks FROM comment WHERE article = ?"
_UPSERT = """
INSERT INTO comment (article, key, parent, author, published, blocks, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET parent = excluded.parent, author = excluded.author, published = excluded.published,
                          blocks = excluded.blocks
"""


class Comments:
    """What the readers of the papers wrote."""

    def __init__(self, connection: Connection, index: Index, pictures: Pictures, clock: Callable[[], Moment]) -> None:
        self._db = connection
        self._index = index
        self._pictures = pictures
        self._clock = clock

    def of(self, article: int) -> tuple[Comment, ...]:
        """An article's comments, in the order they were written."""
        return tuple(
            Comment(number, article, key, parent, author, published, texts.blocks(data), bool(by_author))
            for number, key, parent, author, published, data, by_author in self._db.rows(_COMMENTS, (article,))
        )

    def store(self, article: int, comments: Sequence[PreparedComment]) -> int:
        """Keep what the paper has under an article; how many are new to the library. Raises `UnknownArticle`."""
        with self._db.transaction():
            if not self._db.row("SELECT 1 FROM article WHERE id = ?", (article,)):
                raise UnknownArticle(_("No article has the number {id}.").format(id=article))
            held = {row[0]: row[1:] for row in self._db.rows(_HELD, (article,))}
            rows = {comment.parsed.key: _row(comment) for comment in comments}
            changed = [(article, key, *row, self._clock()) for key, row in rows.items() if held.get(key) != row]
            if changed:
                with self._index.changing((article,)):
                    self._db.run_many(_UPSERT, changed)
            # The comment feed may hold more than the paper last counted, or only the latest of them.
            self._db.run(
                "UPDATE article SET comments = max(coalesce(comments, 0), :n),"
                " comments_known = max(coalesce(comments, 0), :n) WHERE id = :id",
                {"n": len(held | rows), "id": article},
            )
            settle(self._db, self._pictures, (article,))
        return len(rows.keys() - held.keys())


def _row(comment: PreparedComment) -> tuple[object, ...]:
    parsed = comment.parsed
    return parsed.parent, parsed.author, parsed.published, texts.pack(comment.blocks)
