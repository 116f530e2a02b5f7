"""Marks whole views as read by a watermark in each source, up to which everything is read: a million articles need no
marks.

schema/versions/v0005_read_watermarks.py defines it. Only articles marked unread below the watermark are updated one by
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.library.articles.filters import AS_UNREAD, IN_FOLDER
from placentin_tui.library.articles.sort_key import first

if TYPE_CHECKING:
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Cursor, View

_SCOPE = f"""
removed IS NULL AND unread > 0 AND (:source IS NULL OR id = :source)
AND (coalesce(:folder, '') = '' OR {IN_FOLDER})
"""
_SWEPT = "SELECT source FROM act_source WHERE act = :act"
_MARKED = "SELECT article FROM act_article WHERE act = :act"

# By the indexes alone: 25 ms for a million articles.
_RECOUNT = """
UPDATE source SET unread = (
    SELECT count(*) FROM article INDEXED BY article_source_unread
    WHERE article.source = source.id AND hidden = 0 AND read = 0 AND slot > source.read_to
) + (
    SELECT count(*) FROM article INDEXED BY article_kept_unread
    WHERE article.source = source.id AND hidden = 0 AND read < 0
) WHERE id IN (SELECT source FROM act_source WHERE act = :act)
"""


class ReadWatermarks:
    """Raises the watermarks, and lowers them again."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def mark_read(self, act: int, view: View, up_to: Cursor | None, *, itself: bool = True) -> int:
        """Mark a view's articles as read up to a cursor (`itself`: that one too), as act `act`; returns how many.
        Inside a transaction.
        """
        values = {"act": act, "top": self._top(up_to, itself=itself), "source": view.source, "folder": view.folder}
        before = self._unread()
        # First the exceptions, which no watermark covers.
        self._db.run(
            "INSERT INTO act_article SELECT :act, id, read FROM article INDEXED BY article_kept_unread"
            f" WHERE source IN (SELECT id FROM source WHERE {_SCOPE}) AND hidden = 0 AND read < 0 AND slot <= :top",
            values,
        )
        self._db.run(
            f"INSERT INTO act_source SELECT :act, id, read_to FROM source WHERE {_SCOPE} AND read_to < :top", values
        )
        self._db.run(f"UPDATE article SET read = :act WHERE id IN ({_MARKED})", values)
        self._db.run(f"UPDATE source SET read_to = :top WHERE id IN ({_SWEPT})", values)
        self._db.run(_RECOUNT, {"act": act})
        return before - self._unread()

    def has_moved(self, act: int) -> bool:
        """Whether an act moved watermarks, instead of marking articles one by one."""
        return bool(self._db.value(f"SELECT EXISTS ({_SWEPT}) OR EXISTS ({_MARKED})", {"act": act}))

    def undo(self, act: int) -> int:
        """Lower the watermarks to where they were, and restore the exceptions; returns the number of articles."""
        before = self._unread()
        self._db.run(
            "UPDATE source SET read_to = (SELECT was FROM act_source WHERE act = :act AND source = source.id)"
            f" WHERE id IN ({_SWEPT})",
            {"act": act},
        )
        self._db.run(_RECOUNT, {"act": act})
        self._db.run(f"UPDATE article SET read = {AS_UNREAD} WHERE read = :act AND id IN ({_MARKED})", {"act": act})
        return self._unread() - before

    def _top(self, up_to: Cursor | None, *, itself: bool) -> int:
        """The highest slot to be marked."""
        if up_to is None:
            return int(self._db.value("SELECT coalesce(max(slot), -1) FROM article"))
        slot = self._db.value("SELECT slot FROM article WHERE id = ?", (up_to.id,))
        if slot is None:
            return first(up_to.at + itself) - 1
        return int(slot) if itself else int(slot) - 1

    def _unread(self) -> int:
        return int(self._db.value("SELECT coalesce(sum(unread), 0) FROM source WHERE removed IS NULL"))
