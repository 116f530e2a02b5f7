"""Marks, stars and removals by the person, logged so that they can be undone, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library.articles.filters import AS_UNREAD, UNREAD, is_by_watermarks, is_search, select, union
from placentin_tui.library.articles.read_watermarks import ReadWatermarks
from placentin_tui.library.articles.rules import OF_RULES
from placentin_tui.library.articles.tags import FEW
from placentin_tui.models import Act, ActKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.library.articles.act_log import ActLog
    from placentin_tui.library.articles.fts_index import Index
    from placentin_tui.library.articles.rules import Rules
    from placentin_tui.library.articles.saved_views import SavedViews
    from placentin_tui.library.articles.search import SearchQuery
    from placentin_tui.library.articles.tags import Tags
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.library.sources.queries import Sources
    from placentin_tui.models import Cursor, Timestamp, View

UNNAMED = 1
"""The value of `article.read` of an article marked by an act that cannot be undone."""
KEPT_AFTER_REMOVAL = 7 * 24 * 60 * 60
"""Seconds for which a removed source can be restored."""

_MARKS = {
    ActKind.READ: ":act",
    ActKind.OPENED: ":act",
    ActKind.UNREAD: AS_UNREAD,
    ActKind.STAR: "1",
    ActKind.UNSTAR: "0",
}
"""The SQL value an act writes, by its kind."""
_WAS = f"CASE WHEN was > 0 THEN was WHEN {AS_UNREAD} = 0 THEN {UNNAMED} ELSE 0 END"
_WAY_BACK = {
    ActKind.READ: (f"NOT {UNREAD}", "read", AS_UNREAD),
    ActKind.OPENED: (f"NOT {UNREAD}", "read", AS_UNREAD),
    ActKind.UNREAD: (UNREAD, "read", _WAS),
    ActKind.STAR: ("starred = 1", "starred", "0"),
    ActKind.UNSTAR: ("starred = 0", "starred", "1"),
}
"""By kind: the condition that an article is still as the act left it, the column, and the value that undoes it."""

_OF_TAGS = frozenset(
    {ActKind.TAG, ActKind.LATER, ActKind.NOT_LATER, ActKind.RENAME_TAG, ActKind.MERGE_TAGS, ActKind.DELETE_TAG}
)
_OF_VIEWS = frozenset({ActKind.SAVE_VIEW, ActKind.CHANGE_VIEW, ActKind.REMOVE_VIEW})
_NAMED = "(SELECT value FROM json_each(:ids))"


class UndoLog:
    """Marks, stars and removals; each is one transaction, and returns `None` when it changed nothing."""

    def __init__(
        self,
        connection: Connection,
        sources: Sources,
        index: Index,
        *,
        finder: SearchQuery,
        saved: SavedViews,
        tags: Tags,
        rules: Rules,
        acts: ActLog,
    ) -> None:
        """`finder`: what queries find; `saved`, `tags`, `rules`: which undo their own acts; `acts`: the log."""
        self._db = connection
        self._acts = acts
        self._sources = sources
        self._index = index
        self._finder = finder
        self._others = dict.fromkeys(_OF_TAGS, tags.undo) | dict.fromkeys(OF_RULES, rules.undo)
        self._others |= dict.fromkeys(_OF_VIEWS, saved.undo)
        self._rules = rules
        self._watermarks = ReadWatermarks(connection)

    def mark_read(self, articles: Iterable[int], read: bool = True, *, undoable: bool = True) -> Act | None:
        """Mark articles as read or unread."""
        kind, which = (ActKind.READ, UNREAD) if read else (ActKind.UNREAD, f"NOT {UNREAD}")
        return self._mark(kind, "read", articles, which, undoable=undoable)

    def open(self, article: int) -> Act | None:
        """Mark an article as read because it was opened."""
        return self._mark(ActKind.OPENED, "read", (article,), UNREAD)

    def star(self, articles: Iterable[int], starred: bool = True, *, undoable: bool = True) -> Act | None:
        """Star articles, or remove their stars."""
        kind, which = (ActKind.STAR, "starred = 0") if starred else (ActKind.UNSTAR, "starred = 1")
        return self._mark(kind, "starred", articles, which, undoable=undoable)

    def _mark(
        self, kind: ActKind, column: str, articles: Iterable[int], which: str, *, undoable: bool = True
    ) -> Act | None:
        """Write a mark to those of the articles that satisfy `which`, and log the former values when `undoable`."""
        wanted = {"ids": msgspec.json.encode(list(articles)).decode()}
        with self._db.transaction():
            rows = self._db.rows(
                f"SELECT id, {column} FROM article WHERE id IN {_NAMED} AND hidden & 1 = 0 AND {which}", wanted
            )
            if not rows:
                return None
            act = self._acts.remember(kind) if undoable else 0
            self._db.run_many(
                "INSERT INTO act_article VALUES (?, ?, ?)", [(act, *row) for row in rows] if undoable else ()
            )
            self._db.run(
                f"UPDATE article SET {column} = {_MARKS[kind]} WHERE id IN {_NAMED} AND hidden & 1 = 0 AND {which}",
                wanted | {"act": act or UNNAMED},
            )
        return self._act(act, kind, [row[0] for row in rows])

    def mark_all_read(self, view: View, up_to: Cursor | None = None, *, itself: bool = True) -> Act | None:
        """Mark a view's articles as read, none of those above `up_to`: what has arrived unseen stays unread; without
        `itself` that one stays so too.
        """
        with self._db.transaction():
            act = self._acts.remember(ActKind.ALL_READ)
            count = (
                self._watermarks.mark_read(act, view, up_to, itself=itself)
                if is_by_watermarks(view)
                else self._mark_each(act, view, up_to, itself=itself)
            )
            if not count:
                self._acts.forget(act)
                return None
        return Act(act, ActKind.ALL_READ, count)

    def _mark_each(self, act: int, view: View, up_to: Cursor | None, *, itself: bool) -> int:
        """Mark the articles of a search, a section, an author … one by one: each stores the act's id."""
        sql, values = self._rows_of(view, up_to, itself=itself)
        return self._db.run(f"UPDATE article SET read = :act WHERE {UNREAD} AND id IN ({sql})", values | {"act": act})

    def _rows_of(self, view: View, up_to: Cursor | None, *, itself: bool) -> tuple[str, dict[str, object]]:
        """A SELECT of the ids of a view's articles from a cursor on, and its values."""
        ordered = self._finder.results.ordered(view) if is_search(view) else None
        if ordered is not None:
            ids = [cursor.id for cursor in ordered]
            if up_to and not itself:  # by time, whatever the order
                ids = [cursor.id for cursor in ordered if (cursor.at, cursor.id) < (up_to.at, up_to.id)]
            elif up_to and up_to.id in ids:
                ids = ids[ids.index(up_to.id) :]
            return "SELECT value FROM json_each(:ids)", {"ids": msgspec.json.encode(ids).decode()}
        parts = self._finder.results.parts(view) if is_search(view) else [select(view)]
        return union([part.below(up_to, itself=itself) if up_to else part for part in parts], "article.id")

    def remove_source(self, source: int) -> Act:
        """Unsubscribe: hide the source and its articles. Raises `UnknownSource`."""
        with self._db.transaction():
            title = self._sources.get(source).title
            self._sources.remove(source)
            act = self._acts.remember(ActKind.REMOVE_SOURCE, source=source)
        return Act(act, ActKind.REMOVE_SOURCE, 1, title=title)

    def undo(self) -> Act | None:
        """Undo the last act that still changes something; `None` when there is none."""
        with self._db.transaction():
            while row := self._db.row("SELECT id, kind, source FROM act ORDER BY id DESC LIMIT 1"):
                act, kind, source = row
                undone = self._undo(act, ActKind(kind), source)
                self._acts.forget(act)
                if undone.count:
                    return undone
        return None

    def _undo(self, act: int, kind: ActKind, source: int | None) -> Act:
        """Undo one act; its `count` is 0 when nothing was left to undo."""
        if kind in self._others:
            return self._others[kind](act, kind)
        if kind is ActKind.REMOVE_SOURCE:
            count = self._sources.bring_back(source or 0)
            return Act(act, kind, count, title=self._sources.get(source or 0).title if count else "")
        if kind is ActKind.ALL_READ and self._watermarks.has_moved(act):
            return Act(act, kind, self._watermarks.undo(act))
        if kind is ActKind.ALL_READ:
            return Act(act, kind, self._db.run(f"UPDATE article SET read = {AS_UNREAD} WHERE read = ?", (act,)))
        changed, column, was = _WAY_BACK[kind]
        rows = self._db.rows(
            f"SELECT article.id, {was} FROM act_article JOIN article ON article.id = article"
            f" WHERE act = ? AND {changed}",
            (act,),
        )
        self._db.run_many(f"UPDATE article SET {column} = ? WHERE id = ?", [(was, article) for article, was in rows])
        return self._act(act, kind, [article for article, _was in rows])

    def _act(self, act: int, kind: ActKind, articles: list[int]) -> Act:
        """The act as it is returned; one article is named by its title."""
        title = ""
        if len(articles) == 1:
            title = self._db.value("SELECT title FROM article WHERE id = ?", (articles[0],))
        return Act(act, kind, len(articles), tuple(articles) if len(articles) <= FEW else (), title)

    def purge(self, now: Timestamp) -> int:
        """Delete the sources removed more than `KEPT_AFTER_REMOVAL` seconds ago, and such rules; returns how many
        sources.
        """
        self._rules.purge(now)
        removed = self._db.rows("SELECT id FROM source WHERE removed <= ?", (now - KEPT_AFTER_REMOVAL,))
        for row in removed:
            self._delete(row[0])
        return len(removed)

    def _delete(self, source: int) -> None:
        """Delete a source with its articles, in one transaction."""
        with self._db.transaction():
            articles = [row[0] for row in self._db.rows("SELECT id FROM article WHERE source = ?", (source,))]
            with self._index.changing(articles):
                self._db.run(
                    "DELETE FROM article_section WHERE slot IN (SELECT slot FROM article WHERE source = ?)", (source,)
                )
                self._db.run("DELETE FROM article WHERE source = ?", (source,))
            self._db.run("DELETE FROM source WHERE id = ?", (source,))
