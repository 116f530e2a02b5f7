"""Writes articles from feeds: new ones, corrections of known ones, and other articles under
identities already in use.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload
from placentin_tui.library.articles import recovered_identity, sort_key
from placentin_tui.library.articles.identity_reuse import IdentityReuse
from placentin_tui.library.articles.offline_ready import settle
from placentin_tui.library.articles.revisions import Revisions, is_changed
from placentin_tui.models import HeldArticle, Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.pictures import Pictures
    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.library.schema.connection import Connection, Row
    from placentin_tui.models import Renamed, Timestamp

_INSERT = """
INSERT INTO article
    (source, slot, published, first_seen, words, comments, title, url, author, sections, text, offline_ready)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CORRECT = """
UPDATE article SET corrected = ?, published = ?, words = ?, comments = coalesce(?, comments), title = ?, url = ?,
                   author = ?, sections = ?, text = ?, text_tries = 0, completed = 0 WHERE id = ?
"""
# `$` follows `#` in ASCII: between the two lie all identities with that prefix.
_HELD = """
WITH wanted (article) AS (
    SELECT * FROM (SELECT id FROM article WHERE source = :source ORDER BY slot DESC LIMIT :most)
    UNION
    SELECT seen.article FROM json_each(:names) AS name CROSS JOIN seen
    ON seen.source = :source AND seen.identity > name.value || '#' AND seen.identity < name.value || '$'
)
SELECT seen.identity, title, url, published, digest FROM seen CROSS JOIN article ON article.id = seen.article
WHERE seen.source = :source AND seen.article IN wanted ORDER BY slot DESC
"""
_STORED = """
SELECT slot, sections, title, author, words, corrected, page FROM article JOIN body ON body.article = id WHERE id = ?
"""
_MOVE = """
UPDATE article SET published = ?, comments = coalesce(?, comments), url = ? WHERE id = ?
"""


class ArticleIngest:
    """The writing side of `Articles`."""

    def __init__(
        self, connection: Connection, index: Index, pictures: Pictures, clock: Callable[[], Timestamp]
    ) -> None:
        """`clock`: the present time, stored as that of first sight and of corrections."""
        self._db = connection
        self._index = index
        self._pictures = pictures
        self._clock = clock
        self._revisions = Revisions(connection)
        self._reuse = IdentityReuse(connection)

    def seen(self, source: int, identities: Iterable[str]) -> list[Row]:
        """Identity, digest and article id of those identities a source has brought before."""
        wanted = msgspec.json.encode(list(identities)).decode()
        return self._db.rows(
            "SELECT identity, digest, article FROM seen"
            " WHERE source = ? AND identity IN (SELECT value FROM json_each(?))",
            (source, wanted),
        )

    def held(self, source: int, most: int, names: Iterable[str]) -> list[HeldArticle]:
        """The latest `most` articles of a source, and those whose identity is one of `names` with a counter appended,
        latest first; for recognising renamed articles in the feed.
        """
        wanted = msgspec.json.encode(list(names)).decode()
        rows = self._db.rows(_HELD, {"source": source, "most": most, "names": wanted})
        return [HeldArticle(*row) for row in rows]

    def rename(self, source: int, renamed: Iterable[Renamed]) -> None:
        """Replace identities of a source by those its feed uses now."""
        self._db.run_many(
            "UPDATE OR IGNORE seen SET identity = ?, digest = ? WHERE source = ? AND identity = ?",
            [(it.identity, it.digest, source, it.was) for it in renamed],
        )

    def store(self, source: int, articles: Sequence[PackedArticle]) -> Stored:
        """Insert new articles and update those with another digest; nothing when the source was removed meanwhile."""
        # From the feed's end to its beginning, so that articles without a date keep the feed's order, the first with
        # the highest id. Of two with one identity the first in the feed counts.
        by_name = {article.identity: article for article in reversed(articles)}
        with self._db.transaction():
            if not self._db.row("SELECT 1 FROM source WHERE id = ? AND removed IS NULL", (source,)):
                return Stored()
            seen = {identity: (digest, number) for identity, digest, number in self.seen(source, by_name)}
            unknown = [article for identity, article in by_name.items() if identity not in seen]
            seen |= recovered_identity.adopt(self._db, source, unknown)
            new = {identity: article for identity, article in by_name.items() if identity not in seen}
            changed = {
                seen[identity][1]: article
                for identity, article in by_name.items()
                if identity in seen and seen[identity][0] != article.digest
            }
            # An article without a digest is restored, not corrected: it had lost its text or its identity.
            whole = {number: article for number, article in changed.items() if seen[article.identity][0]}
            back = changed.keys() - whole.keys()
            for number in self._reuse.others(source, whole):
                other = changed.pop(number)
                if not self._reuse.reassign(source, other, seen[other.identity][0]):
                    new[other.identity] = other
            in_order = [article for identity, article in by_name.items() if identity in new]
            return Stored(self._add(source, in_order), self._correct_all(source, changed, back))

    def _correct_all(
        self, source: int, changed: Mapping[int, PackedArticle], back: AbstractSet[int]
    ) -> tuple[int, ...]:
        """Update articles to their feed's present text; those in `back` are restored, not corrected. Returns the
        changed ones.
        """
        with self._index.changing(changed):
            reworded = tuple(
                number
                for number, article in changed.items()
                if self._correct(source, number, article, is_back=number in back)
            )
        settle(self._db, self._pictures.missing, reworded)
        return reworded

    def _add(self, source: int, articles: Sequence[PackedArticle]) -> tuple[int, ...]:
        """Insert new articles with their texts, identities, sections and words; returns their ids."""
        now = self._clock()
        asked_for = self._pictures.find({url for article in articles for url in article.pictures})
        added: list[tuple[int, int, PackedArticle]] = []
        for article in articles:
            slot = sort_key.free(self._db, article.published, now)
            # What `settle` would find: their comments have not been fetched yet.
            has_pictures = all(url in asked_for for url in article.pictures)
            is_ready = has_pictures and not article.comments and not article.partial
            row = (source, slot, article.published, now, article.length, article.comments, *_texts(article))
            added.append((slot, self._db.insert(_INSERT, (*row, article.partial, is_ready)), article))
        self._db.run_many("INSERT INTO body VALUES (?, ?)", [(number, article.page) for _, number, article in added])
        self._db.run_many(
            "INSERT INTO seen VALUES (?, ?, ?, ?)",
            [(source, article.identity, article.digest, number) for _, number, article in added],
        )
        for slot, _number, article in added:
            self._enter_sections(slot, article.sections)
        # In the index's own order, so that FTS5 writes them in one piece.
        added.sort(key=itemgetter(0))
        self._index.add((slot, article.title, article.words, article.author) for slot, _, article in added)
        return tuple(number for _slot, number, _article in added)

    def _correct(self, source: int, number: int, article: PackedArticle, *, is_back: bool) -> bool:
        """Update an article to its feed's present text; `False` when nothing but its address and counts has changed.
        Raises `LibraryDamaged`.
        """
        self._db.run(
            "UPDATE seen SET digest = ? WHERE source = ? AND identity = ?", (article.digest, source, article.identity)
        )
        if (standing := self._db.row(_STORED, (number,))) is None:
            raise self._db.damaged(f"article {number}")
        slot, sections, title, author, words, corrected, data = standing
        old, new, partial = self._db.unpacked(payload.page, data), payload.page(article.page), article.partial
        new = msgspec.structs.replace(new, comments_open=old.comments_open)
        has_same_page = old.brief == new.blocks if old.brief else old == new
        if has_same_page and (title, author, sections) == (article.title, article.author, "\n".join(article.sections)):
            self._db.run(_MOVE, (article.published, article.comments, article.url, number))
            return False
        if not is_back and is_changed(title, old, article.title, new):
            corrected = self._clock()
            self._revisions.keep(number, corrected)
        if old.brief and article.length < words:
            # Its full text was fetched; it is kept until it has been fetched again.
            summary = new.blocks if old.standfirst == old.brief else new.standfirst or old.standfirst
            new = msgspec.structs.replace(new, blocks=old.blocks, standfirst=summary, brief=new.blocks)
            partial = True
        else:
            words = article.length
        row = (corrected, article.published, words, article.comments, *_texts(article), partial, number)
        self._db.run(_CORRECT, row)
        self._db.run("UPDATE body SET page = ? WHERE article = ?", (payload.pack(new), number))
        if payload.lines(sections) != article.sections:
            self._leave_sections(slot, payload.lines(sections))
            self._enter_sections(slot, article.sections)
        return True

    def _enter_sections(self, slot: int, names: Iterable[str]) -> None:
        """List an article under its sections."""
        for name in dict.fromkeys(names):
            self._db.run("INSERT OR IGNORE INTO section (name) VALUES (?)", (name,))
            self._db.run("INSERT INTO article_section SELECT id, ? FROM section WHERE name = ?", (slot, name))

    def _leave_sections(self, slot: int, names: Iterable[str]) -> None:
        """Remove an article from its sections' lists."""
        self._db.run_many(
            "DELETE FROM article_section WHERE section = (SELECT id FROM section WHERE name = ?) AND slot = ?",
            [(name, slot) for name in names],
        )

    def count_comments(self, source: int, counts: Mapping[str, int]) -> tuple[int, ...]:
        """Store the paper's counts of comments by identity; returns the articles whose count has changed."""
        changed = []
        with self._db.transaction():
            for identity, _digest, number in self.seen(source, counts):
                count = counts[identity]
                sql = "UPDATE article SET comments = ? WHERE id = ? AND comments IS NOT ?"
                if self._db.run(sql, (count, number, count)):
                    changed.append(number)
            settle(self._db, self._pictures.missing, changed)
        return tuple(changed)


def _texts(article: PackedArticle) -> tuple[str, str, str, str]:
    return article.title, article.url, article.author, "\n".join(article.sections)
