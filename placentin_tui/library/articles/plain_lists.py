"""The lists that have an index or a merge of indexes of their own: those of views without a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.library.articles.filters import IN_FOLDER, is_counted, is_merged, select, unread_parts

if TYPE_CHECKING:
    from placentin_tui.library.articles.filters import Selection
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import View

FEW = 5_000
"""Unread articles up to which they are sorted by each query."""


class PlainLists:
    """Which selections make a list, and how long it is by the counts kept with the sources."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def parts(self, view: View) -> list[Selection]:
        """The selections whose rows, merged, are the list of a view without a query."""
        if view.unread and is_counted(view):
            few = self.kept_count(view) <= FEW
            views = [view] if few or not view.folder else self._sources_of(view)
            return [part for one in views for part in unread_parts(one, few=few)]
        return [select(one) for one in (self._sources_of(view) if is_merged(view) else [view])]

    def _sources_of(self, view: View) -> list[View]:
        """The view split into one for each source, of its folder where it has one."""
        rows = self._db.rows(
            f"SELECT id FROM source WHERE removed IS NULL AND (coalesce(:folder, '') = '' OR {IN_FOLDER})",
            {"folder": view.folder},
        )
        return [replace(view, folder=None, source=row[0]) for row in rows if view.source in (None, row[0])]

    def kept_count(self, view: View) -> int:
        """The number of a view's articles by the counts the triggers keep with the sources."""
        column = "unread" if view.unread else "starred" if view.starred else "articles"
        sql = f"SELECT coalesce(sum({column}), 0) FROM source WHERE removed IS NULL"
        if view.source is not None:
            sql += " AND id = :source"
        if view.folder:
            sql += f" AND {IN_FOLDER}"
        return int(self._db.value(sql, {"source": view.source, "folder": view.folder}))
