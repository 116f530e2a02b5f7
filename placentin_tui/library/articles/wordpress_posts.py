"""Articles as posts of a WordPress: which to poll for comments, and what their feeds left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library.articles import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from placentin_tui.library.articles.full_text_queue import FullTextQueue
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp, WholeArticle

DAY = 24 * 60 * 60
NEWS = 3 * DAY
"""Seconds for which a new article is polled."""
REMEMBERED = 14 * DAY
"""Seconds for which an article is polled after the person looked at its comments."""
ANSWERED = 30 * DAY
"""Seconds for which an article is polled after the person commented on it."""

# Three lists, each read from an index of its own; an article may be in all of them.
_WATCHED = """
SELECT id FROM (
    SELECT article.id, 0 AS rank, letter.at AS latest FROM letter JOIN article ON article.id = letter.article
    WHERE source = :source AND letter.state <> 'draft' AND letter.at >= :answered
    UNION ALL SELECT id, 1, visited FROM article WHERE source = :source AND visited >= :remembered
    UNION ALL SELECT id, 2, slot FROM article WHERE source = :source AND hidden = 0 AND slot >= :news
) AS watched JOIN article USING (id) WHERE post > 0 GROUP BY id ORDER BY min(rank), max(latest) DESC LIMIT :most
"""


class WordPressPosts:
    """The articles by their post ids on the papers' WordPress."""

    def __init__(self, connection: Connection, fulltexts: FullTextQueue, clock: Callable[[], Timestamp]) -> None:
        self._db = connection
        self._fulltexts = fulltexts
        self._clock = clock

    def number(self, source: int, posts: Mapping[str, int]) -> None:
        """Store post ids of a source's articles, by identity; known ones are kept."""
        self._db.run_many(
            "UPDATE article SET post = ? WHERE post = 0"
            " AND id = (SELECT article FROM seen WHERE source = ? AND identity = ?)",
            [(post, source, identity) for identity, post in posts.items()],
        )

    def watched(self, source: int, most: int) -> dict[int, int]:
        """The articles of a source to poll, and how many comments of each the library has: those the person commented
        on, those whose comments the person looked at, the new ones.
        """
        now = self._clock()
        values = {"source": source, "most": most, "answered": now - ANSWERED, "remembered": now - REMEMBERED}
        ids = [row[0] for row in self._db.rows(_WATCHED, values | {"news": sort_key.first(now - NEWS)})]
        count = "SELECT count(*) FROM comment WHERE article = ?"
        return {article: int(self._db.value(count, (article,))) for article in ids}

    def numbers(self, articles: Iterable[int]) -> dict[int, int]:
        """The post ids of these articles, without those that have none."""
        return self._numbers("post > 0", articles)

    def uncompleted(self, articles: Iterable[int]) -> dict[int, int]:
        """The same, only of articles not completed from WordPress yet."""
        return self._numbers("post > 0 AND completed = 0", articles)

    def _numbers(self, which: str, articles: Iterable[int]) -> dict[int, int]:
        """The post ids of those articles that satisfy a condition."""
        wanted = msgspec.json.encode(list(articles)).decode()
        return dict(
            self._db.rows(
                f"SELECT id, post FROM article WHERE {which} AND id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        )

    def complete(self, article: int, whole: WholeArticle) -> None:
        """Store what the feed left out; the article keeps its digest, and this is no correction by the paper."""
        with self._db.transaction():
            self._fulltexts.keep(article, whole)
            self._db.run("UPDATE article SET completed = 1 WHERE id = ?", (article,))
