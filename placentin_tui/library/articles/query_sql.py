"""Translates a query to SQL: the selections whose rows, merged, are what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.i18n import _, language
from placentin_tui.library.articles.filters import Selection, conditions, in_groups, select, shown, values_of
from placentin_tui.library.articles.plain_lists import PlainLists
from placentin_tui.library.articles.query_branches import branches
from placentin_tui.library.articles.query_conditions import Conditions, times
from placentin_tui.library.articles.query_names import QueryNames
from placentin_tui.query import Name, NameKind, Text, leaves, names_saved_views, parse, with_saved
from placentin_tui.query.completion import completions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from placentin_tui.library.articles.query_branches import Branch
    from placentin_tui.library.articles.saved_views import SavedViews
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp, View
    from placentin_tui.query import Node, Query
    from placentin_tui.query.completion import Completion


class QuerySql:
    """Queries as SQL, by the names and at the moment they are asked."""

    def __init__(self, connection: Connection, clock: Callable[[], Timestamp], saved: SavedViews) -> None:
        self._lists = PlainLists(connection)
        self._names = QueryNames(connection)
        self._clock = clock
        self._saved = saved

    def parsed(self, query: str, *, is_finished: bool = False) -> Query:
        """A query, with what the saved views it names ask for; `is_finished`: nobody is typing it."""
        found = parse(query, now := self._clock(), is_finished=is_finished)
        return with_saved(found, self._saved.all(), now) if names_saved_views(found.tree) else found

    def of_view(self, view: View) -> Query:
        """The view's query, in the view's order where it wishes none itself."""
        return self.parsed(f"sort:{view.order} {view.query}" if view.order else view.query)

    def tree(self, query: str, *, is_finished: bool = False) -> Node:
        """The conditions of a query, with ids in the place of names."""
        return self._names.resolved(self.parsed(query, is_finished=is_finished).tree)

    def resolved(self, tree: Node) -> Node:
        """A tree of conditions with ids in the place of names."""
        return self._names.resolved(tree)

    def names_state(self, kinds: Collection[NameKind]) -> tuple[object, ...]:
        """What the ids in the place of names of these kinds depend on."""
        return self._names.state(kinds)

    def saved_state(self) -> tuple[object, ...]:
        """The saved views, with what they ask for."""
        return tuple(self._saved.all())

    def names_saved_views(self, query: str) -> bool:
        """Whether a query asks for a saved view."""
        return names_saved_views(parse(query, self._clock(), is_finished=True).tree)

    def notes(self, query: str, *, is_finished: bool = False) -> tuple[str, ...]:
        """What of a query is not understood, cannot be answered yet, or names nothing there is."""
        found = self.parsed(query, is_finished=is_finished)
        unknown = [leaf for leaf in leaves(found.tree) if isinstance(leaf, Name) and not self._names.is_known(leaf)]
        return found.notes + tuple(_unknown(name) for name in dict.fromkeys(unknown))

    def completions(self, query: str) -> list[Completion]:
        """What the last word of a query can become, in the reader's language."""
        return completions(query, language(), self._every)

    def _every(self, kind: NameKind) -> list[str]:
        """What there is of a kind, by name."""
        return [view.name for view in self._saved.all()] if kind is NameKind.SAVED else self._names.every(kind)

    def is_words(self, query: str) -> bool:
        """Whether a query asks for words alone, wherever they stand."""
        found = self.parsed(query)
        return not (found.order or found.limit) and all(
            isinstance(leaf, Text) and leaf.column is None for leaf in leaves(found.tree)
        )

    def branches(self, view: View) -> list[Branch]:
        """The branches of a view's query."""
        return branches(self._names.resolved(self.of_view(view).tree), replace(view, query="", order=""))

    def by_words(self, branch: Branch, match: str) -> Selection:
        """The rows of a branch by the index of words; `match`: the FTS5 query."""
        view = branch.view
        where = ["search MATCH :match", shown(view), *conditions(view), *in_groups(view)]
        # CROSS JOIN: the FTS5 index comes first, since it gives its rows in the list's order.
        tables = "search CROSS JOIN article ON article.slot = search.rowid"
        values = values_of(view) | {"match": match}
        return self._narrowed(Selection(tables, " AND ".join(where), values, "search.rowid"), branch)

    def apart_from_words(self, branch: Branch) -> Selection:
        """The rows of a branch whatever their words are."""
        return self._narrowed(select(branch.view), branch)

    def by_lists(self, branch: Branch) -> list[Selection]:
        """The rows of a branch that has no words, by the lists' indexes."""
        if branch.group is None:
            return [self._narrowed(part, branch) for part in self._lists.parts(branch.view)]
        column, number = branch.group
        table = f"article_{column}"
        where = [f"{table}.{column} = {number}", shown(branch.view), *conditions(branch.view)]
        tables, slot = f"{table} CROSS JOIN article USING (slot)", f"{table}.slot"
        return [self._narrowed(Selection(tables, " AND ".join(where), values_of(branch.view), slot), branch)]

    def _narrowed(self, rows: Selection, branch: Branch) -> Selection:
        """The rows for which the rest of a branch holds as well."""
        rest = Conditions(self._clock(), branch.floor)
        rows = rows.since(branch.floor) if branch.floor else rows
        where = [*(times(node, rows.slot) for node in branch.times), *map(rest.holds, branch.rest)]
        return rows.where_too(where, rest.values)


def _unknown(name: Name) -> str:
    """The sentence about a name that nothing has."""
    match name.kind:
        case NameKind.TAG:
            sentence = _("No tag is called “{name}”.")
        case NameKind.SECTION:
            sentence = _("No section is called “{name}”.")
        case NameKind.FOLDER:
            sentence = _("No folder is called “{name}”.")
        case NameKind.LANGUAGE:
            sentence = _("No source says that its language is “{name}”.")
        case _:
            sentence = _("No source is called “{name}”.")
    return sentence.format(name=name.value)
