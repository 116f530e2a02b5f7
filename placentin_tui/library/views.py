"""A view as SQL: which rows, by which index, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.library.search import to_match

if TYPE_CHECKING:
    from placentin_tui.models import Cursor, View

IN_FOLDER = "(folder = :folder OR substr(folder, 1, length(:folder) + 1) = :folder || '/')"
"""That folder, and those inside it."""


_IN_SECTION = "section = (SELECT id FROM section WHERE name = :section)"


class Selection(NamedTuple):
    """The rows of a view, to be put into a SELECT."""

    tables: str
    where: str
    values: dict[str, object]
    at: str
    """What the list is ordered by, first …"""
    id: str
    """… and second; both are in the index, so nothing is ever sorted."""

    def sql(self, columns: str, more: str = "") -> str:
        """A SELECT over these rows."""
        return f"SELECT {columns} FROM {self.tables} WHERE {self.where} {more}"

    def beside(self, cursor: Cursor, *, newer: bool) -> Selection:
        """Those of the rows that stand above (newer) or below a place in the list."""
        sign = ">" if newer else "<"
        if self.id:
            edge = f"({self.at}, {self.id}) {sign} (:cursor_at, :cursor_id)"
        else:
            edge = f"{self.at} {sign} (:cursor_at << 28 | :cursor_id)"
        values = self.values | {"cursor_at": cursor.at, "cursor_id": cursor.id}
        return self._replace(where=f"{self.where} AND {edge}", values=values)

    def order(self, *, newest_first: bool = True) -> str:
        """The list's order."""
        way = "DESC" if newest_first else "ASC"
        return "ORDER BY " + ", ".join(f"{column} {way}" for column in (self.at, self.id) if column)


def select(view: View) -> Selection:
    """The articles of a view."""
    where = ["article.hidden = 0", *_conditions(view)]
    values: dict[str, object] = {
        "source": view.source,
        "folder": view.folder,
        "section": view.section,
        "author": view.author,
    }
    at, number = "article.at", "article.id"
    if view.query.strip():
        # CROSS JOIN tells SQLite to begin with the index of words, which gives its rows in the list's order.
        tables = "search CROSS JOIN article ON article.id = search.rowid & 268435455"
        where.insert(0, "search MATCH :match")
        values["match"] = to_match(view.query)
        at, number = "search.rowid", ""
        if view.section is not None:
            row = f"{_IN_SECTION} AND at = article.at AND article = article.id"
            where.append(f"EXISTS (SELECT 1 FROM article_section WHERE {row})")
    elif view.section is not None:
        tables = "article_section CROSS JOIN article ON article.id = article_section.article"
        where.insert(0, _IN_SECTION)
        at, number = "article_section.at", "article_section.article"
    else:
        tables = f"article INDEXED BY {_index(view)}"
    return Selection(tables, " AND ".join(where), values, at, number)


def _conditions(view: View) -> list[str]:
    wished = {
        "article.read = 0": view.unread,
        "article.starred = 1": view.starred,
        "article.source = :source": view.source is not None,
        f"article.source IN (SELECT id FROM source WHERE {IN_FOLDER})": bool(view.folder),
        # The second half is what lets SQLite use the index of authors, which leaves out articles without one.
        "article.author = :author AND article.author <> ''": view.author is not None,
    }
    return [condition for condition, holds in wished.items() if holds]


def _index(view: View) -> str:
    """The index that gives the view's rows in order with the fewest others between them.

    It is named in the query, so that no guess of SQLite's goes astray as a library grows.
    """
    if view.author is not None:
        return "article_author"
    if view.starred:
        return "article_starred"
    if view.source is not None:
        return "article_source_unread" if view.unread else "article_source"
    return "article_unread" if view.unread else "article_all"


def is_counted(view: View) -> bool:
    """Whether the kept counts of the sources answer how many articles the view has."""
    return not (
        view.query.strip() or view.section is not None or view.author is not None or (view.unread and view.starred)
    )


def is_merged(view: View) -> bool:
    """Whether the view's list is best made by merging those of the folder's sources, each in order already.

    Otherwise few articles pass (starred, a search …), and the folder is one more condition on them.
    """
    return bool(view.folder) and not (
        view.starred or view.query.strip() or view.section is not None or view.author is not None
    )
