"""Translates a view to SQL: which rows, by which index, in which order. What its query asks for is in query_sql.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.library.articles.sort_key import PER_SECOND, first
from placentin_tui.models import tag_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from placentin_tui.models import Cursor, View

IN_FOLDER = "(folder = :folder OR substr(folder, 1, length(:folder) + 1) = :folder || '/')"
"""SQL condition: the source is in that folder or in one inside it."""


UNREAD = (
    "(article.read < 0 OR article.read = 0"
    " AND article.slot > (SELECT read_to FROM source WHERE source.id = article.source))"
)
"""SQL condition: the article is unread: marked so, or unmarked and above its source's read watermark (see
schema/versions/v0005_read_watermarks.py).
"""
AS_UNREAD = "iif(article.slot > (SELECT read_to FROM source WHERE source.id = article.source), 0, -1)"
"""SQL expression: the value of `read` that makes an article unread."""

_PLACE = f"(article.slot / {PER_SECOND}, article.id)"
_IN_SECTION = "section = (SELECT id FROM section WHERE name = :section)"
_IN_TAG = "tag = (SELECT id FROM tag WHERE key = :tag)"
_PARAMETER = re.compile(r":(\w+)")


class Selection(NamedTuple):
    """The rows of a view, as the parts of a SELECT."""

    tables: str
    where: str
    values: dict[str, object]
    slot: str
    """The column that holds the slot in the index the rows come from."""

    def sql(self, columns: str, more: str = "") -> str:
        """A SELECT of these columns; `more`: what follows the WHERE clause."""
        return f"SELECT {columns} FROM {self.tables} WHERE {self.where} {more}"

    def above(self, cursor: Cursor) -> Selection:
        """The rows above a keyset cursor: the newer ones."""
        return self._beside("above", cursor, ">=", first(cursor.at), ">")

    def below(self, cursor: Cursor, *, itself: bool = False) -> Selection:
        """The rows below a keyset cursor; `itself`: and the one at it."""
        return self._beside("below", cursor, "<", first(cursor.at + 1), "<=" if itself else "<")

    def since(self, slot: int) -> Selection:
        """The rows with this slot or a higher one."""
        return self._replace(where=f"{self.where} AND {self.slot} >= {slot:d}")

    def known(self, newest: int) -> Selection:
        """The rows with an id up to this one."""
        return self._replace(where=f"{self.where} AND article.id <= :newest", values=self.values | {"newest": newest})

    def where_too(self, conditions: Sequence[str], values: Mapping[str, object]) -> Selection:
        """The rows for which these conditions hold as well."""
        return self._replace(where=" AND ".join([self.where, *conditions]), values={**self.values, **values})

    def renamed(self, prefix: str) -> Selection:
        """The same rows, with other names for the values: two selections may stand in one statement then."""
        values = {f"{prefix}{name}": value for name, value in self.values.items()}
        where, tables = (_PARAMETER.sub(rf":{prefix}\1", part) for part in (self.where, self.tables))
        return self._replace(tables=tables, where=where, values=values)

    def _beside(self, side: str, cursor: Cursor, beyond: str, edge: int, sign: str) -> Selection:
        # The edge is for the index; beyond it only the cursor's own second has to be examined.
        condition = f"{self.slot} {beyond} :{side} AND {_PLACE} {sign} (:{side}_at, :{side}_id)"
        values = {side: edge, f"{side}_at": cursor.at, f"{side}_id": cursor.id}
        return self._replace(where=f"{self.where} AND {condition}", values=self.values | values)


def select(view: View) -> Selection:
    """The articles of a view without a query. Its index is named in the query (`_index`)."""
    where = ["article.hidden = 0", *conditions(view)]
    tables, slot = f"article INDEXED BY {_index(view)}", "article.slot"
    for table, condition in _groups(view)[:1]:
        tables, slot = f"{table} CROSS JOIN article USING (slot)", f"{table}.slot"
        where.insert(0, condition)
    where += in_groups(view)[1:]
    return Selection(tables, " AND ".join(where), values_of(view), slot)


def _groups(view: View) -> list[tuple[str, str]]:
    """The tables that list the slots of the view's section and of its tag, each with the condition on its rows."""
    wished = {("article_section", _IN_SECTION): view.section, ("article_tag", _IN_TAG): view.tag}
    return [group for group, name in wished.items() if name is not None]


def in_groups(view: View) -> list[str]:
    """The SQL conditions on an article's row: it is in the view's section, and has its tag."""
    return [
        f"EXISTS (SELECT 1 FROM {table} WHERE {condition} AND slot = article.slot)"
        for table, condition in _groups(view)
    ]


def values_of(view: View) -> dict[str, object]:
    """The values that the conditions of a view name."""
    tag = None if view.tag is None else tag_key(view.tag)
    return {
        "source": view.source, "folder": view.folder, "section": view.section, "author": view.author, "tag": tag,
    }  # fmt: skip


def union(parts: Sequence[Selection], column: str) -> tuple[str, dict[str, object]]:
    """A SELECT of a column of several selections, each row once, and its values."""
    named = [part.renamed(f"p{n}_") for n, part in enumerate(parts)] if len(parts) > 1 else list(parts)
    sql = " UNION ".join(part.sql(column) for part in named) or f"SELECT {column} FROM article WHERE 0"
    return sql, {name: value for part in named for name, value in part.values.items()}


def conditions(view: View) -> list[str]:
    """The SQL conditions of a view besides query, section, tag and the index."""
    wished = {
        UNREAD: view.unread,
        "article.starred = 1": view.starred,
        "article.source = :source": view.source is not None,
        f"article.source IN (SELECT id FROM source WHERE {IN_FOLDER})": bool(view.folder),
        # The second half lets SQLite use the partial index of authors, which leaves out articles without one.
        "article.author = :author AND article.author <> ''": view.author is not None,
    }
    return [condition for condition, holds in wished.items() if holds]


def _index(view: View) -> str:
    """The index that gives the view's rows in order with the fewest others between them.

    It is named in the query, because SQLite's planner may choose a worse one as a library grows.
    """
    if view.author is not None:
        return "article_author"
    if view.starred:
        return "article_starred"
    return "article_all" if view.source is None else "article_source"


def unread_parts(view: View, *, few: bool) -> list[Selection]:
    """The unread articles of a counted view as selections whose rows, merged, are its list: those without a mark of
    their own, and those marked unread.

    The first ones come in order by the index of a source, or by that of all unread articles, which also holds those
    below the sources' watermarks: these are skipped. Where there are `few` above the watermarks, they are gathered
    source by source and sorted.
    """
    scope = ["source.removed IS NULL", "source.unread > 0"]
    values: dict[str, object] = {"source": view.source, "folder": view.folder}
    if view.source is not None:
        scope.append("source.id = :source")
    if view.folder:
        scope.append(IN_FOLDER)
    kept = " AND ".join([*scope, "article.source = source.id", "article.hidden = 0"])
    by_source = "source CROSS JOIN article INDEXED BY article_"
    marked = Selection(f"{by_source}kept_unread", f"{kept} AND article.read < 0", values, "article.slot")
    if few or view.source is not None:
        where = f"{kept} AND article.read = 0 AND article.slot > source.read_to"
        return [Selection(f"{by_source}source_unread", where, values, "article.slot"), marked]
    where = "article.hidden = 0 AND article.read = 0 AND article.slot > "
    line = "(SELECT read_to FROM source WHERE source.id = article.source)"
    return [Selection("article INDEXED BY article_unread", where + line, values, "article.slot"), marked]


def is_search(view: View) -> bool:
    """Whether the view has a query; blanks are none."""
    return bool(view.query.strip())


def is_counted(view: View) -> bool:
    """Whether the counts kept with the sources give the number of the view's articles."""
    return not _is_special(view) and not (view.unread and view.starred)


def is_by_watermarks(view: View) -> bool:
    """Whether marking all of the view as read is done by the sources' watermarks alone."""
    return is_counted(view) and not view.starred


def is_merged(view: View) -> bool:
    """Whether the view's list is made by merging the lists of its folder's sources, each in order already.

    Where few articles match anyhow (starred ones, a search …) the folder is one more condition.
    """
    return bool(view.folder) and not _is_special(view) and not view.starred


def _is_special(view: View) -> bool:
    return is_search(view) or any(name is not None for name in (view.section, view.author, view.tag))
