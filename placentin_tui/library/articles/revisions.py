"""The earlier wordings of corrected articles: a few of each, so that what changed can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload
from placentin_tui.models import Revision, Timestamp
from placentin_tui.text import resanitize

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection

MOST = 6
"""Wordings kept of one article: the first one, and the last before the one that stands; a live blog has hundreds."""
LARGEST = 262_144
"""Packed bytes of a wording that is kept: half a million words."""


class _Row(msgspec.Struct, frozen=True):
    """A wording as the file has it."""

    until: Timestamp
    title: str
    page: bytes


class Revisions:
    """How articles once read."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, article: int) -> tuple[Revision, ...]:
        """An article's earlier wordings, the oldest first."""
        rows = self._db.rows("SELECT until, title, page FROM wording WHERE article = ? ORDER BY until", (article,))
        return tuple(self._wording(self._db.typed(_Row, row)) for row in rows)

    def _wording(self, row: _Row) -> Revision:
        page = resanitize.every(self._db.unpacked(payload.page, row.page))
        return Revision(row.until, row.title, page.blocks, page.standfirst, page.brief)

    def keep(self, article: int, until: Timestamp) -> None:
        """Keep how an article reads now, before it reads otherwise; inside a transaction."""
        self._db.run(
            "INSERT OR IGNORE INTO wording SELECT id, ?, title, page FROM article JOIN body ON body.article = id"
            " WHERE id = ? AND length(page) <= ?",
            (until, article, LARGEST),
        )
        # The first stays: it is what the paper printed.
        self._db.run(
            "DELETE FROM wording WHERE article = :id AND until > (SELECT min(until) FROM wording WHERE article = :id)"
            " AND until NOT IN (SELECT until FROM wording WHERE article = :id ORDER BY until DESC LIMIT :last)",
            {"id": article, "last": MOST - 1},
        )


def is_other(title: str, page: payload.ArticlePayload, new_title: str, new_page: payload.ArticlePayload) -> bool:
    """Whether a feed's text reads otherwise than before: its words, not the addresses of its pictures and links."""
    return title != new_title or fed(page) != fed(new_page)


def fed(page: payload.ArticlePayload) -> str:
    """The words of the feed's own text."""
    return payload.words_of(page.brief or (page.standfirst, page.blocks))
