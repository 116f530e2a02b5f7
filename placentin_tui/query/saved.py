"""Puts what saved views ask for in the place of their names in a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.i18n import _
from placentin_tui.query import parser
from placentin_tui.query.nodes import And, Name, NameKind, Not, Or, leaves
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import SavedView
    from placentin_tui.query.nodes import Node, Query
    from placentin_tui.timestamp import Timestamp

DEEPEST = 3 * parser.DEEPEST + 2
"""Levels of the deepest tree one query can make: SQLite's parsers end soon beyond."""
MOST = 240
"""Conditions that saved views add to one query: views that name one another twice would double at every step, and
SQLite takes no expression of a thousand.
"""


def names_saved_views(tree: Node) -> bool:
    """Whether a query asks for a saved view."""
    return any(isinstance(leaf, Name) and leaf.kind is NameKind.SAVED for leaf in leaves(tree))


def with_saved(query: Query, views: Sequence[SavedView], now: Timestamp) -> Query:
    """The query with the conditions of the saved views it names; their orders and limits are left aside.

    A view that asks for itself finds nothing there. `notes` gains what could not be followed.
    """
    follower = _Follower(views, now)
    tree = follower.followed(query.tree, (), 0)
    return replace(query, tree=tree, notes=tuple(dict.fromkeys((*query.notes, *follower.notes))))


def called(name: Name, views: Sequence[SavedView]) -> list[SavedView]:
    """The views a name means: the one called just so, else all with these words in their name."""
    wanted = folded(name.value).strip()
    exactly = [view for view in views if folded(view.name) == wanted]
    return exactly or [view for view in views if _has(folded(view.name).split(), wanted.split(), prefix=name.prefix)]


def _has(words: Sequence[str], wanted: Sequence[str], *, prefix: bool) -> bool:
    """Whether some words stand side by side among others; `prefix`: the last of them may be the beginning of one."""
    return f" {' '.join(wanted)}{'' if prefix else ' '}" in f" {' '.join(words)} " if wanted else False


def _levels(node: Node) -> int:
    """How many levels of joined or negated conditions a tree has."""
    match node:
        case And(parts) | Or(parts):
            return 1 + max(map(_levels, parts), default=0)
        case Not(part):
            return 1 + _levels(part)
        case _:
            return 0


class _Follower:
    """The saved views, how many conditions they may still add, and what is to be said."""

    def __init__(self, views: Sequence[SavedView], now: Timestamp) -> None:
        self.views = views
        self.now = now
        self.left = MOST
        self.notes: list[str] = []

    def followed(self, node: Node, inside: tuple[SavedView, ...], level: int) -> Node:
        """The tree without names of saved views; `inside`: the views whose conditions it stands among, `level`: how
        deep it stands in the whole.
        """
        match node:
            case And(parts) | Or(parts):
                return type(node)(tuple(self.followed(part, inside, level + 1) for part in parts))
            case Not(part):
                return Not(self.followed(part, inside, level + 1))
            case Name(NameKind.SAVED):
                return self._conditions(node, inside, level)
            case _:
                return node

    def _conditions(self, name: Name, inside: tuple[SavedView, ...], level: int) -> Node:
        """What the views of that name ask for: nothing where there is none."""
        found = called(name, self.views)
        if not self.views:
            self.notes.append(_("There are no saved views yet."))
        elif not found:
            self.notes.append(_("No saved view is called “{name}”.").format(name=name.value))
        level += len(found) > 1
        parts = tuple(part for view in found if (part := self._of(view, inside, level)) is not None)
        return parts[0] if len(parts) == 1 else Or(parts)

    def _of(self, view: SavedView, inside: tuple[SavedView, ...], level: int) -> Node | None:
        """What one view asks for; `None` where that is not followed."""
        if view in inside:
            self.notes.append(_("“{name}” asks for itself: that finds nothing.").format(name=view.name))
            return None
        query = parser.parse(view.query, self.now)
        self.left -= 1 + sum(1 for _leaf in leaves(query.tree))
        if self.left < 0 or level + _levels(query.tree) > DEEPEST:
            sentence = _("“{name}” is not followed: too many saved views ask for one another.")
            self.notes.append(sentence.format(name=view.name))
            return None
        self.notes += query.notes
        return self.followed(query.tree, (*inside, view), level)
