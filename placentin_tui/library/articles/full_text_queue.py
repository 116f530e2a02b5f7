"""The queue of articles whose full text is to be fetched, and the results."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from placentin_tui.library import payload
from placentin_tui.library.articles.offline_ready import settle
from placentin_tui.models import FullTextPolicy, TextState

if TYPE_CHECKING:
    from collections.abc import Collection

    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.pictures import Pictures
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import WholeArticle

PATIENCE = 5
"""Failed fetches of a page after which the feed's text has to do."""
NEWEST = 20
"""Articles that are queued when the person changes a setting."""
FRUITLESS = 5
"""Pages in a row that had no more than the feed, after which no others of that source are fetched unasked."""

_COMPLETE = """
UPDATE article SET words = :words, text = :state, text_trouble = :trouble, title = iif(title = '', :title, title),
                   author = iif(author = '', :byline, author), published = coalesce(published, :published)
WHERE id = :id
"""


class FullTextQueue:
    """Full texts: settings of the sources, the articles queued, what was fetched."""

    def __init__(self, connection: Connection, index: Index, pictures: Pictures) -> None:
        self._db = connection
        self._index = index
        self._pictures = pictures

    def policy(self, source: int) -> tuple[FullTextPolicy, str, str]:
        """The policy of a source (`auto`, `always`, `never`), its feed's URL and its site's; « never » for an unknown
        source.
        """
        found = self._db.row("SELECT fulltext, url, home FROM source WHERE id = ? AND removed IS NULL", (source,))
        if found is None:
            return FullTextPolicy.NEVER, "", ""
        policy, url, home = found
        if policy not in set(FullTextPolicy):
            raise self._db.damaged(f"source.fulltext {policy!r}")
        return FullTextPolicy(policy), url, home

    def set_policy(self, source: int, policy: FullTextPolicy) -> None:
        """Fetch the full texts of a source `auto` (where its feed truncates them), `always` or `never`; adjusts the
        queue.
        """
        with self._db.transaction():
            self._db.run("UPDATE source SET fulltext = ? WHERE id = ?", (policy, source))
            match policy:
                case FullTextPolicy.NEVER:
                    self.dequeue(self.wanted(source, -1))
                case FullTextPolicy.ALWAYS:
                    self._enqueue(source, TextState.AS_FED)
                case FullTextPolicy.AUTO:
                    pass
                case _:
                    assert_never(policy)

    def set_selector(self, source: int, selector: str) -> None:
        """Set the CSS selector of the text on a source's pages; pages that gave none are queued again."""
        from placentin_tui.text.sanitize import clean  # 6 ms that the first frame does not need

        with self._db.transaction():
            self._db.run("UPDATE source SET selector = ? WHERE id = ?", (clean(selector), source))
            self._enqueue(source, TextState.PARTIAL)

    def _enqueue(self, source: int, state: TextState) -> None:
        """Queue a source's newest articles whose text is in this state."""
        sql = "SELECT id FROM article WHERE source = ? AND hidden = 0 AND text = ? AND url <> '' ORDER BY slot DESC"
        wanted = [row[0] for row in self._db.rows(f"{sql} LIMIT ?", (source, state, NEWEST))]
        self._db.run_many(
            "UPDATE article SET text = 1, text_tries = 0 WHERE id = ?", [(article,) for article in wanted]
        )
        settle(self._db, self._pictures.missing, wanted)

    def wanted(self, source: int, most: int) -> list[int]:
        """The ids of a source's queued articles, newest first (-1: all of them)."""
        sql = "SELECT id FROM article WHERE source = ? AND text = 1 AND hidden = 0 ORDER BY slot DESC LIMIT ?"
        return [row[0] for row in self._db.rows(sql, (source, most))]

    def of_sources(self) -> frozenset[int]:
        """The sources that have queued articles."""
        return frozenset(row[0] for row in self._db.rows("SELECT DISTINCT source FROM article WHERE text = 1"))

    def is_fruitless(self, source: int) -> bool:
        """Whether the last `FRUITLESS` pages fetched had no more than the feed."""
        sql = "SELECT text FROM article WHERE source = ? AND text_tries > 0 AND text <> 1 ORDER BY slot DESC LIMIT ?"
        states = [row[0] for row in self._db.rows(sql, (source, FRUITLESS))]
        return len(states) == FRUITLESS and TextState.WHOLE not in states

    def keep(self, article: int, whole: WholeArticle) -> None:
        """Store a full text; the article keeps its digest, and this is no correction by the paper. Raises
        `LibraryDamaged`.
        """
        with self._db.transaction():
            data = self._db.value("SELECT page FROM body WHERE article = ?", (article,))
            if data is None:
                return
            by, page = whole.author, self._db.unpacked(payload.page, data)
            page = msgspec.structs.replace(
                page,
                blocks=whole.blocks,
                standfirst=whole.standfirst,
                lead=whole.lead,
                author=payload.Writer(by.name, by.role, by.bio, by.portrait) if by else None,
                brief=whole.brief,
                language=page.language or whole.language,
                comments_open=page.comments_open if whole.comments_open is None else whole.comments_open,
            )
            values = {
                "id": article,
                "words": whole.words,
                "state": whole.state,
                "trouble": whole.trouble,
                "title": whole.title,
                "byline": whole.byline,
                "published": whole.published,
            }
            with self._index.changing((article,)):
                self._db.run("UPDATE body SET page = ? WHERE article = ?", (payload.pack(page), article))
                self._db.run(_COMPLETE, values)
            settle(self._db, self._pictures.missing, (article,))

    def record_attempt(
        self, article: int, trouble: str = "", *, for_good: bool = False, otherwise: TextState = TextState.PARTIAL
    ) -> None:
        """Note that a page was fetched; `trouble`: the code of why that failed, so that it is tried again some times.

        `for_good`: it is not; `otherwise`: the state of the text once no try is left.
        """
        with self._db.transaction():
            self._db.run(
                "UPDATE article SET text_tries = text_tries + 1,"
                " text_trouble = iif(:trouble <> '', :trouble, text_trouble) WHERE id = :id",
                {"id": article, "trouble": trouble},
            )
            given_up = 0 if for_good else PATIENCE
            sql = "UPDATE article SET text = ? WHERE id = ? AND text = 1 AND text_trouble <> '' AND text_tries >= ?"
            self._db.run(sql, (otherwise, article, given_up))
            settle(self._db, self._pictures.missing, (article,))

    def enqueue(self, articles: Collection[int]) -> None:
        """Queue these articles, whose text is the feed's."""
        with self._db.transaction():
            wanted = msgspec.json.encode(list(articles)).decode()
            self._db.run(
                "UPDATE article SET text = 1, text_tries = 0"
                " WHERE text = 0 AND url <> '' AND id IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
            settle(self._db, self._pictures.missing, articles)

    def dequeue(self, articles: Collection[int]) -> None:
        """Remove these articles from the queue: the feed's text has to do."""
        with self._db.transaction():
            wanted = msgspec.json.encode(list(articles)).decode()
            sql = "UPDATE article SET text = 0 WHERE text = 1 AND id IN (SELECT value FROM json_each(?))"
            self._db.run(sql, (wanted,))
            settle(self._db, self._pictures.missing, articles)
