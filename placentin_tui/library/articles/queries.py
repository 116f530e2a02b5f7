"""Reads articles: list rows by keyset pages, counts, and whole articles."""

from __future__ import annotations

import heapq
from contextlib import ExitStack, closing
from itertools import groupby, islice
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles.filters import (
    is_counted,
    is_search,
    select,
    union,
)
from placentin_tui.library.articles.ingest import ArticleIngest
from placentin_tui.library.articles.muting import COUNT_WORDS, MUTED_BY
from placentin_tui.library.articles.offline_ready import settle
from placentin_tui.library.articles.plain_lists import PlainLists
from placentin_tui.library.articles.row_encoding import pack
from placentin_tui.library.articles.sort_key import timestamp_of
from placentin_tui.library.articles.sorted_results import place_in, stretch
from placentin_tui.models import (
    LATER,
    Article,
    ArticleSummary,
    Author,
    Cursor,
    Enclosure,
    Found,
    OutgoingState,
    TextState,
    Timestamp,
)
from placentin_tui.text import resanitize
from placentin_tui.text.collation import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from placentin_tui.library.articles.comments import Comments
    from placentin_tui.library.articles.filters import Selection
    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.pictures import Pictures
    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.library.articles.search import SearchQuery
    from placentin_tui.library.outbox import Outbox
    from placentin_tui.library.schema.connection import Connection, Row
    from placentin_tui.models import Comment, HeldArticle, OutgoingComment, PreparedArticle, Renamed, Stored, View

_COLUMNS = {
    "id": "article.id",
    "source": "source",
    "source_title": "iif(source.own_title <> '', source.own_title, source.title)",
    "title": "article.title",
    "url": "article.url",
    "author": "author",
    "sections": "sections",
    "at": "slot",
    "published": "published",
    "first_seen": "first_seen",
    "corrected": "corrected",
    "read": "read > 0 OR read = 0 AND slot <= source.read_to",
    "starred": "article.starred",
    "comments": "comments",
    "offline_ready": "offline_ready",
    "words": "words",
    "new_comments": "comments_new",
    "text_missing": f"article.text IN ({TextState.WANTED:d}, {TextState.PARTIAL:d})",
    "tags": "(SELECT group_concat(tag.name, char(10)) FROM article_tag JOIN tag ON tag.id = article_tag.tag"
    f" WHERE article_tag.slot = article.slot AND tag.key <> '{LATER}')",
    "later": "EXISTS (SELECT 1 FROM article_tag JOIN tag ON tag.id = article_tag.tag"
    f" WHERE article_tag.slot = article.slot AND tag.key = '{LATER}')",
    "muted_by": f"CASE WHEN article.hidden & 2 THEN {MUTED_BY} END",
}
"""Where each field of a summary comes from; `sections`, `tags`, `muted_by` and `at` are stored otherwise than given."""
_SUMMARY = f"""
SELECT {", ".join(_COLUMNS.values())}
FROM article JOIN source ON source.id = article.source WHERE hidden & 1 = 0
"""
_IN_A_LIST = """
SELECT 1 FROM article INDEXED BY article_all WHERE hidden = 0 AND id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 1 FROM article INDEXED BY article_source
WHERE source >= 0 AND hidden & 1 = 0 AND id IN (SELECT value FROM json_each(:ids)) LIMIT 1
"""


class _Rest(msgspec.Struct, frozen=True):
    """Columns of an article that its page shows besides its summary."""

    page: bytes
    place: int
    support_url: str
    comments_partial: bool
    visited: Timestamp | None
    text: TextState
    text_trouble: str
    rest_root: str


class Articles:
    """The articles of all sources."""

    def __init__(
        self,
        connection: Connection,
        index: Index,
        comments: Comments,
        pictures: Pictures,
        *,
        finder: SearchQuery,
        outbox: Outbox,
        clock: Callable[[], Timestamp],
    ) -> None:
        """Takes the repositories it composes an article of; `clock`: the present time."""
        self._db = connection
        self._clock = clock
        self._index = index
        self._lists = PlainLists(connection)
        self._finder = finder
        self._comments = comments
        self._outbox = outbox
        self._pictures = pictures
        self._ingest = ArticleIngest(connection, index, pictures, clock)

    # ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def page(self, view: View, after: Cursor | None = None, limit: int = 50) -> list[ArticleSummary]:
        """A view's rows after a keyset cursor (or from the top), newest first."""
        return self.listed([cursor.id for cursor in self.ids(view, after, limit)])

    def before(self, view: View, cursor: Cursor, limit: int = 50) -> list[ArticleSummary]:
        """A view's rows just above a keyset cursor, newest first."""
        return self.listed([place.id for place in self.ids(view, cursor, limit, upwards=True)])

    def ids(
        self,
        view: View,
        after: Cursor | None = None,
        limit: int = 50,
        *,
        newest: int | None = None,
        skip: int = 0,
        upwards: bool = False,
    ) -> list[Cursor]:
        """Like `page`, but only id and time of each row; `skip`: leave out so many first.

        `newest` leaves out articles with higher ids: those that arrived since. `upwards` gives the rows just above the
        cursor (or at the list's end), newest first all the same.
        """
        if (ordered := self._in_order(view, newest)) is not None:
            return stretch(ordered, after, skip, limit, upwards=upwards)
        if is_search(view) and not upwards:
            return self._finder.results.first(view, after, skip + limit, newest)[skip:]
        parts = self._parts(view)
        if after:
            parts = [part.above(after) if upwards else part.below(after) for part in parts]
        if newest is not None:
            parts = [part.known(newest) for part in parts]
        found = self._places(parts, skip, limit, newest_first=not upwards)
        return found[::-1] if upwards else found

    def _places(self, parts: list[Selection], skip: int, limit: int, *, newest_first: bool) -> list[Cursor]:
        """The first rows of several selections, merged; each is read only as far as needed."""
        order = "DESC" if newest_first else "ASC"
        with ExitStack() as stack:
            streams = [
                stack.enter_context(closing(self._stream(part, order, skip if len(parts) == 1 else 0)))
                for part in parts
            ]
            begun = 0 if len(parts) == 1 else skip
            merged = (row for row, _same in groupby(heapq.merge(*streams, reverse=newest_first)))
            rows = islice(merged, begun, begun + limit)
            return [Cursor(timestamp_of(slot), number) for slot, number in rows]

    def _stream(self, part: Selection, order: str, skip: int) -> Generator[Row, None, None]:
        """Slot and id of a selection's rows, in order."""
        sql = part.sql("article.slot, article.id", f"ORDER BY {part.slot} {order} LIMIT -1 OFFSET :skip")
        return self._db.stream(sql, part.values | {"skip": skip})

    def _parts(self, view: View) -> list[Selection]:
        """The selections whose rows, merged, are the view's list."""
        return self._finder.results.parts(view) if is_search(view) else self._lists.parts(view)

    def count(self, view: View) -> int:
        """The number of a view's articles."""
        if not is_search(view):
            return self._lists.kept_count(view) if is_counted(view) else self._count([select(view)])
        if (ordered := self._finder.results.ordered(view)) is not None:
            return len(ordered)
        words = self._finder.results.words_alone(view)
        if words and not self._db.row("SELECT 1 FROM source WHERE removed IS NOT NULL"):
            # No source is hidden, so only muted articles' rows have to be read: reading all takes ten times as long.
            return int(self._db.value(COUNT_WORDS, (words,)))
        return self._count(self._finder.results.parts(view))

    def standing(self, view: View) -> tuple[int, int]:
        """The highest id of an article, and the number of a view's articles, in one snapshot."""
        with self._db.snapshot():
            return self._newest(), self.count(view)

    def found(self, view: View, most: int) -> Found:
        """The first rows of a search (all where it wishes an order or a limit), in little time.

        Counting all that a search finds takes far longer, and so may looking for what has no index.
        """
        with self._db.snapshot():
            found, is_all, is_far = self._finder.results.at_once(view, most)
            return Found(self._newest(), tuple(found), is_all, is_far)

    def _newest(self) -> int:
        return int(self._db.value("SELECT coalesce(max(id), 0) FROM article"))

    def between(self, view: View, one: Cursor, other: Cursor, newest: int) -> int:
        """The number of rows from one keyset cursor of a view to another."""
        if (ordered := self._in_order(view, newest)) is not None:
            places = [place_in(ordered, place) for place in (one, other)]
            return abs(places[0] - places[1])
        low, high = sorted((one, other), key=lambda place: (place.at, place.id))
        return self._count([part.known(newest).above(low).below(high, itself=True) for part in self._unmerged(view)])

    def newer(self, view: View, cursor: Cursor) -> int:
        """The number of a view's articles above a keyset cursor."""
        if (ordered := self._in_order(view)) is not None:
            return place_in(ordered, cursor)
        return self._count([part.above(cursor) for part in self._unmerged(view)])

    def _unmerged(self, view: View) -> list[Selection]:
        """The view's rows in as few selections as there can be, for counting."""
        return self._finder.results.parts(view) if is_search(view) else [select(view)]

    def _count(self, parts: list[Selection]) -> int:
        """The number of different rows of some selections."""
        if len(parts) == 1:
            return int(self._db.value(parts[0].sql("count(*)"), parts[0].values))
        sql, values = union(parts, "article.id")
        return int(self._db.value(f"SELECT count(*) FROM ({sql})", values))

    def _in_order(self, view: View, newest: int | None = None) -> list[Cursor] | None:
        """The whole list of a query that wishes an order or a limit."""
        return self._finder.results.ordered(view, newest) if is_search(view) else None

    def sections(self, limit: int = 50) -> list[str]:
        """The sections with the most articles, most first."""
        rows = self._db.rows(
            "SELECT name FROM section WHERE articles > 0 AND EXISTS (SELECT 1 FROM article_section AS link"
            " JOIN article USING (slot) WHERE link.section = section.id AND hidden = 0)"
            " ORDER BY articles DESC, name LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    # ── rows and pages ───────────────────────────────────────────────────────────────────────────────────────────────

    def summary(self, article: int) -> ArticleSummary:
        """The list row of one article. Raises `UnknownArticle`."""
        row = self._db.row(_SUMMARY + "AND article.id = ?", (article,))
        if row is None:
            raise UnknownArticle(_("No article has the number {id}.").format(id=article))
        return self._summary(row)

    def _summary(self, row: Row) -> ArticleSummary:
        """A row of `_SUMMARY` as a struct. Raises `LibraryDamaged`."""
        values = dict(zip(_COLUMNS, row, strict=True))
        sections, slot = values["sections"], values["at"]
        if not (isinstance(sections, str) and isinstance(slot, int)):
            raise self._db.damaged(f"article {values['id']}")
        lists = {name: payload.lines(values[name] or "") for name in ("sections", "tags", "muted_by")}
        values |= lists | {"at": timestamp_of(slot), "tags": tuple(sorted(lists["tags"], key=natural_key))}
        return self._db.typed(ArticleSummary, tuple(values[name] for name in ArticleSummary.__struct_fields__))

    def listed(self, articles: Sequence[int]) -> list[ArticleSummary]:
        """The rows of articles that a list has just given, in that order, without those deleted meanwhile. Raises
        `LibraryDamaged` where an index lists some that the table does not have.
        """
        rows = self.summaries(articles)
        if len(rows) < len(articles):
            with self._db.snapshot():
                there = {row.id for row in self.summaries(articles)}
                missing = msgspec.json.encode([number for number in articles if number not in there]).decode()
                if self._db.row(_IN_A_LIST, {"ids": missing}):
                    raise self._db.damaged(missing)
        return rows

    def summaries(self, articles: Iterable[int]) -> list[ArticleSummary]:
        """The rows of these articles in the order asked for, without those that do not exist."""
        numbers = list(articles)
        wanted = msgspec.json.encode(numbers).decode()
        rows = self._db.rows(_SUMMARY + "AND article.id IN (SELECT value FROM json_each(?))", (wanted,))
        found = {row[0]: row for row in rows}
        return [self._summary(found[number]) for number in numbers if number in found]

    def get(self, article: int) -> Article:
        """The whole article with its comments. Raises `UnknownArticle` and `LibraryDamaged`."""
        summary = self.summary(article)
        row = self._db.row(
            "SELECT page, place, support_url, comments_partial, visited, text, text_trouble, coalesce(rest_root, '')"
            " FROM article JOIN body ON body.article = article.id JOIN source ON source.id = article.source"
            " WHERE article.id = ?",
            (article,),
        )
        if row is None:
            self.summary(article)  # it may have been deleted meanwhile
            raise self._db.damaged(f"article {article}")
        rest = self._db.typed(_Rest, row)
        page = resanitize.every(self._db.unpacked(payload.page, rest.page))
        writer = page.author
        comments = self._comments.of(article)
        outgoing_comments = self._outbox.of(article)
        return Article(
            summary=summary,
            blocks=page.blocks,
            lead=page.lead,
            standfirst=page.standfirst,
            author=Author(writer.name, writer.role, writer.bio, writer.portrait) if writer else None,
            language=page.language,
            enclosures=tuple(
                Enclosure(file.url, file.type, file.length, file.title, file.duration) for file in page.enclosures
            ),
            comments_url=page.comments_url,
            comments_feed=page.comments_feed,
            support_url=rest.support_url,
            place=rest.place,
            comments=comments,
            comments_partial=rest.comments_partial,
            visited=rest.visited,
            brief=page.brief,
            text=rest.text,
            text_trouble=rest.text_trouble,
            outgoing_comments=_not_among(comments, outgoing_comments),
            comments_open=page.comments_open,
            takes_comments=bool(rest.rest_root) and page.comments_open is not False,
            own_comments=tuple(str(outgoing.remote) for outgoing in outgoing_comments if outgoing.remote),
        )

    def save_place(self, article: int, block: int) -> None:
        """Store the reading place: the index of a block."""
        self._db.run("UPDATE article SET place = ? WHERE id = ?", (block, article))

    def visit(self, article: int) -> None:
        """Store that the person has seen the present comments."""
        self._db.run("UPDATE article SET visited = ?, comments_new = 0 WHERE id = ?", (self._clock(), article))

    def post(self, article: int) -> int:
        """The article's post id on the paper's WordPress, 0 when unknown."""
        return int(self._db.value("SELECT post FROM article WHERE id = ?", (article,)) or 0)

    def set_post(self, article: int, post: int) -> None:
        """Store the post id on the paper's WordPress."""
        self._db.run("UPDATE article SET post = ? WHERE id = ?", (post, article))

    # ── from the feeds ───────────────────────────────────────────────────────────────────────────────────────────────

    def known(self, source: int, identities: Iterable[str]) -> dict[str, str]:
        """Digests of those identities that the library has seen of a source."""
        return {identity: digest for identity, digest, _article in self._ingest.seen(source, identities)}

    def held(self, source: int, most: int, names: Iterable[str] = ()) -> list[HeldArticle]:
        """The latest `most` articles of a source, and those known by one of `names` with a counter, for recognising
        renamed ones.
        """
        return self._ingest.held(source, most, names)

    def rename(self, source: int, renamed: Iterable[Renamed]) -> None:
        """Replace identities of a source by those its feed uses now."""
        self._ingest.rename(source, renamed)

    def store(self, source: int, prepared: Sequence[PreparedArticle]) -> Stored:
        """Store new and corrected articles (in the feed's order), in one transaction."""
        return self.store_packed(source, [pack(article) for article in prepared])

    def store_packed(self, source: int, packed: Sequence[PackedArticle]) -> Stored:
        """The same for articles packed in another process."""
        return self._ingest.store(source, packed)

    def count_comments(self, source: int, counts: Mapping[str, int]) -> tuple[int, ...]:
        """Store the paper's counts of comments by identity; returns the articles whose count has changed."""
        return self._ingest.count_comments(source, counts)

    def settle(self, articles: Iterable[int]) -> None:
        """Compute `offline_ready` of these articles again."""
        settle(self._db, self._pictures.missing, articles)


def _not_among(
    comments: Iterable[Comment], outgoing_comments: Iterable[OutgoingComment]
) -> tuple[OutgoingComment, ...]:
    """The person's own comments that are not shown among the published ones."""
    there = {comment.key for comment in comments}
    return tuple(
        outgoing
        for outgoing in outgoing_comments
        if outgoing.state != OutgoingState.PUBLISHED or str(outgoing.remote) not in there
    )
