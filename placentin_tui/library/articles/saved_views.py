"""Saved views: queries under a name. Every change is an act that can be undone, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.errors import UnknownView, ViewNameRefused
from placentin_tui.i18n import _
from placentin_tui.models import Act, ActKind, SavedView
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.library.articles.act_log import ActLog
    from placentin_tui.library.schema.connection import Connection, Row

LONGEST_NAME = 60
LONGEST_QUERY = 1000
"""Characters; more of a query is not read."""

_COLUMNS = "id, name, query, pinned"


class SavedViews:
    """The saved views, in the order the person gave them."""

    def __init__(self, connection: Connection, acts: ActLog) -> None:
        """`acts`: where changes are logged for undo."""
        self._db = connection
        self._acts = acts

    def all(self) -> list[SavedView]:
        """All of them, in their order."""
        return [_view(row) for row in self._db.rows(f"SELECT {_COLUMNS} FROM saved ORDER BY position, id")]

    def pinned(self) -> list[SavedView]:
        """Those that stand among the sections of the front page."""
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM saved WHERE pinned = 1 ORDER BY position, id")
        return [_view(row) for row in rows]

    def find(self, name: str) -> SavedView:
        """The one with this name, case and accents aside. Raises `UnknownView`."""
        if (found := self._named(name)) is None:
            raise UnknownView(_("No saved view is called “{name}”.").format(name=_clean(name)))
        return found

    def name_of(self, query: str) -> str:
        """The name a query is saved under; empty where it is not."""
        row = self._db.row("SELECT name FROM saved WHERE query = ? ORDER BY position, id LIMIT 1", (query,))
        return row[0] if row else ""

    def _named(self, name: str) -> SavedView | None:
        wanted = folded(_clean(name))
        return next((view for view in self.all() if folded(view.name) == wanted), None)

    def _get(self, number: int) -> SavedView:
        """One by its id. Raises `UnknownView`."""
        row = self._db.row(f"SELECT {_COLUMNS} FROM saved WHERE id = ?", (number,))
        if row is None:
            raise UnknownView(_("This saved view is gone."))
        return _view(row)

    # ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, name: str, query: str) -> Act | None:
        """Save a query, as the last one; under a name that is there, in place of what it asked for. Returns `None`
        where that is so already. Raises `ViewNameRefused` for a name or a query without a letter.
        """
        name, query = _name(name), _clean(query, LONGEST_QUERY)
        if not query:
            raise ViewNameRefused(_("There is nothing to search for."))
        with self._db.transaction():
            if there := self._named(name):
                return self._change(there, replace(there, query=query))
            act = self._acts.remember(ActKind.SAVE_VIEW)
            self._db.run("INSERT INTO act_saved (act, saved) VALUES (?, ?)", (act, self.put(name, query)))
        return Act(act, ActKind.SAVE_VIEW, 1, title=name)

    def put(self, name: str, query: str, *, pinned: bool = False) -> int | None:
        """Insert a view as the last one, without an act; returns its id, or `None` where the name is taken."""
        if self._named(name):
            return None
        last = "(SELECT coalesce(max(position), 0) + 1 FROM saved)"
        sql = f"INSERT INTO saved (name, query, position, pinned) VALUES (?, ?, {last}, ?)"
        return self._db.insert(sql, (name, query, int(pinned)))

    def rename(self, number: int, name: str) -> Act | None:
        """Give a view another name. Raises `UnknownView`, and `ViewNameRefused` for one that another has."""
        name = _name(name)
        with self._db.transaction():
            view, there = self._get(number), self._named(name)
            if there and there.id != number:
                raise ViewNameRefused(_("Another saved view is called “{name}”.").format(name=there.name))
            return self._change(view, replace(view, name=name))

    def pin(self, number: int, *, pinned: bool) -> Act | None:
        """Put a view among the sections of the front page, or take it from there. Raises `UnknownView`."""
        with self._db.transaction():
            view = self._get(number)
            return self._change(view, replace(view, pinned=pinned))

    def move(self, number: int, step: int) -> Act | None:
        """Move a view up or down by so many places, as far as there are any. Raises `UnknownView`."""
        with self._db.transaction():
            view, order = self._get(number), [each.id for each in self.all()]
            place = order.index(number)
            order.insert(max(0, min(place + step, len(order) - 1)), order.pop(place))
            if order.index(number) == place:
                return None
            act = self._acts.remember(ActKind.CHANGE_VIEW)
            self._keep(act, order)
            self._db.run_many("UPDATE saved SET position = ? WHERE id = ?", list(enumerate(order, 1)))
        return Act(act, ActKind.CHANGE_VIEW, 1, title=view.name)

    def remove(self, number: int) -> Act:
        """Delete a view; the articles it finds stay. Raises `UnknownView`."""
        with self._db.transaction():
            view = self._get(number)
            act = self._acts.remember(ActKind.REMOVE_VIEW)
            self._keep(act, [number])
            self._db.run("DELETE FROM saved WHERE id = ?", (number,))
        return Act(act, ActKind.REMOVE_VIEW, 1, title=view.name)

    def _change(self, before: SavedView, after: SavedView) -> Act | None:
        """Store a view as it is to be; `None` where it is so already."""
        if before == after:
            return None
        act = self._acts.remember(ActKind.CHANGE_VIEW)
        self._keep(act, [before.id])
        values = (after.name, after.query, int(after.pinned), after.id)
        self._db.run("UPDATE saved SET name = ?, query = ?, pinned = ? WHERE id = ?", values)
        return Act(act, ActKind.CHANGE_VIEW, 1, title=after.name)

    def _keep(self, act: int, numbers: Sequence[int]) -> None:
        """Keep views as they are, for undo."""
        sql = "INSERT INTO act_saved SELECT ?, id, name, query, position, pinned FROM saved WHERE id = ?"
        self._db.run_many(sql, [(act, number) for number in numbers])

    def undo(self, act: int, kind: ActKind) -> Act:
        """Bring back what an act has changed, but no name that another view has by now; its `count` is 0 where nothing
        was left to undo.
        """
        title, count = "", 0
        sql = "SELECT saved, name, query, position, pinned FROM act_saved WHERE act = ? ORDER BY position"
        for number, *was in self._db.rows(sql, (act,)):
            row = self._db.row("SELECT name, query, position, pinned FROM saved WHERE id = ?", (number,))
            there = self._named(was[0]) if was[0] else None
            if (row is None and kind is not ActKind.REMOVE_VIEW) or (there and there.id != number):
                continue
            title = was[0] or (row[0] if row else "")
            self._db.run("DELETE FROM saved WHERE id = ?", (number,))
            if was[0]:
                self._db.run("INSERT INTO saved VALUES (?, ?, ?, ?, ?)", (number, *was))
            count += row != tuple(was)
        return Act(act, kind, count, title=title if count == 1 else "")


def _view(row: Row) -> SavedView:
    return SavedView(row[0], row[1], row[2], pinned=bool(row[3]))


def _name(typed: str) -> str:
    """A view's name as it is kept. Raises `ViewNameRefused` for one without a letter or figure."""
    if not any(map(str.isalnum, name := _clean(typed))):
        raise ViewNameRefused(_("A view needs a name."))
    return name


def _clean(typed: str, limit: int = LONGEST_NAME) -> str:
    """What a person types, sanitized like foreign text: it is shown on the same screen."""
    from placentin_tui.text.sanitize import clean  # 6 ms the first frame does without

    return clean(typed, limit)
