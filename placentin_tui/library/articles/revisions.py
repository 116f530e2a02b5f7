"""Earlier versions of corrected articles: a few of each, so that the changes can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload
from placentin_tui.models import Revision, Timestamp
from placentin_tui.text import resanitize

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection

MOST = 6
"""Versions kept of an article: the first one, and the last ones before the present; a live blog has hundreds."""
LARGEST = 262_144
"""Packed bytes of a version that is kept: half a million words."""


class _Row(msgspec.Struct, frozen=True):
    """A version as it is stored."""

    until: Timestamp
    title: str
    page: bytes


class Revisions:
    """The earlier versions of the articles."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, article: int) -> tuple[Revision, ...]:
        """An article's earlier versions, oldest first."""
        rows = self._db.rows("SELECT until, title, page FROM wording WHERE article = ? ORDER BY until", (article,))
        return tuple(self._revision(self._db.typed(_Row, row)) for row in rows)

    def _revision(self, row: _Row) -> Revision:
        page = resanitize.every(self._db.unpacked(payload.page, row.page))
        return Revision(row.until, row.title, page.blocks, page.standfirst, page.brief)

    def keep(self, article: int, until: Timestamp) -> None:
        """Store the present version of an article, before it is changed; inside a transaction."""
        self._db.run(
            "INSERT OR IGNORE INTO wording SELECT id, ?, title, page FROM article JOIN body ON body.article = id"
            " WHERE id = ? AND length(page) <= ?",
            (until, article, LARGEST),
        )
        # The first one is kept: it is what the paper published.
        self._db.run(
            "DELETE FROM wording WHERE article = :id AND until > (SELECT min(until) FROM wording WHERE article = :id)"
            " AND until NOT IN (SELECT until FROM wording WHERE article = :id ORDER BY until DESC LIMIT :last)",
            {"id": article, "last": MOST - 1},
        )


def is_changed(title: str, page: payload.ArticlePayload, new_title: str, new_page: payload.ArticlePayload) -> bool:
    """Whether a feed's text has changed in its words, not only in the URLs of pictures and links."""
    return title != new_title or feed_words(page) != feed_words(new_page)


def feed_words(page: payload.ArticlePayload) -> str:
    """The words of the feed's own text."""
    return payload.words_of(page.brief or (page.standfirst, page.blocks))
