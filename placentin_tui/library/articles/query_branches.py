"""Splits a query at its « or »s into branches, each of which one index gives in the list's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from placentin_tui.library.articles.fts_match import Match, is_translatable
from placentin_tui.query import And, InSections, Is, Not, OfSources, Or, State, Tagged, Text, Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from placentin_tui.models import View
    from placentin_tui.query import Node

MOST = 8
"""Branches; what would make more is examined article by article."""


class Branch(NamedTuple):
    """What an article must be all at once."""

    view: View
    """What the lists have indexes for."""
    match: Match | None = None
    group: tuple[str, int] | None = None
    """The section or tag by whose list it is read (its column and id), where there are no words to find it by."""
    times: tuple[Times, ...] = ()
    rest: tuple[Node, ...] = ()
    """What has no index."""
    floor: int = 0
    """The lowest slot that is looked at."""


class _Parts(NamedTuple):
    """Conditions that all must hold, as they are met in the tree."""

    texts: tuple[Node, ...] = ()
    without: tuple[Node, ...] = ()
    rest: tuple[Node, ...] = ()

    def and_(self, other: _Parts) -> _Parts:
        """Both."""
        return _Parts(self.texts + other.texts, self.without + other.without, self.rest + other.rest)


def branches(tree: Node, view: View) -> list[Branch]:
    """The branches of a query whose names are ids, within a view; none where nothing can be found."""
    found = (_branch(parts, view) for parts in _split(tree, holds=True))
    return [one for branch in found if branch for one in _by_lists(branch)]


def _split(node: Node, *, holds: bool) -> list[_Parts]:
    """The node, or with `holds=False` its contrary, as alternatives of conditions without « or »."""
    if is_translatable(node):
        return [_Parts(texts=(node,)) if holds else _Parts(without=(node,))]
    match node:
        case Not(part):
            return _split(part, holds=not holds)
        case And(parts) | Or(parts) if isinstance(node, And) is holds:
            return _product(parts, holds=holds)
        case And(parts) | Or(parts):
            every = [one for part in parts for one in _split(part, holds=holds)]
            return every if len(every) <= MOST else [_Parts(rest=(_turned(node, holds=holds),))]
        case _:
            return [_Parts(rest=(_turned(node, holds=holds),))]


def _product(parts: Iterable[Node], *, holds: bool) -> list[_Parts]:
    """All of the nodes at once; those that would make too many branches are left to be examined."""
    every = [_Parts()]
    for part in parts:
        more = _split(part, holds=holds)
        if len(every) * len(more) > MOST:
            more = [_Parts(rest=(_turned(part, holds=holds),))]
        every = [one.and_(other) for one in every for other in more]
    return every


def _turned(node: Node, *, holds: bool) -> Node:
    return node if holds else Not(node)


def _branch(parts: _Parts, view: View) -> Branch | None:
    """The branch of some conditions; `None` where they contradict one another."""
    texts = tuple(_flat(parts.texts))
    without = parts.without
    times: list[Times] = []
    rest: list[Node] = []
    wanted = [text for text in texts if not isinstance(text, Not)]
    without += tuple(text.part for text in texts if isinstance(text, Not))
    for node in parts.rest:
        match node:
            case Is(State.UNREAD):
                view = replace(view, unread=True)
            case Is(State.STARRED):
                view = replace(view, starred=True)
            case OfSources(sources) if len(sources) == 1 and view.source is None:
                view = replace(view, source=next(iter(sources)))
            case OfSources(ids) | InSections(ids) | Tagged(ids) if not ids:
                return None
            case OfSources(sources) if view.source is not None:
                if view.source not in sources:
                    return None
            case Times():
                times.append(node)
            case _:
                rest.append(node)
    if not wanted:
        return Branch(view, None, None, tuple(times), (*rest, *map(Not, without)))
    return Branch(view, Match(_begun_last(wanted), without), None, tuple(times), tuple(rest))


def _flat(texts: Sequence[Node]) -> Iterable[Node]:
    """The words side by side, those of an And one by one."""
    for text in texts:
        if isinstance(text, And):
            yield from _flat(text.parts)
        else:
            yield text


def _by_lists(branch: Branch) -> list[Branch]:
    """The branch by the lists it is read from: those of a few tags, sections or sources, one by one."""
    view = branch.view
    if branch.match or any(name is not None for name in (view.author, view.section, view.tag)):
        return [branch]
    for node in sorted(branch.rest, key=lambda node: not isinstance(node, Tagged)):  # tags are rarer than sections
        others = tuple(other for other in branch.rest if other is not node)
        match node:
            case Tagged(ids) if len(ids) <= MOST:
                return [branch._replace(group=("tag", number), rest=others) for number in ids]
            case InSections(ids) if len(ids) <= MOST:
                return [branch._replace(group=("section", number), rest=others) for number in ids]
    for node in branch.rest:
        others = tuple(other for other in branch.rest if other is not node)
        if isinstance(node, OfSources) and len(node.sources) <= MOST and view.source is None and not view.starred:
            views = [replace(view, source=source) for source in sorted(node.sources)]
            return [branch._replace(view=each, rest=others) for each in views]
    return [branch]


def _begun_last(texts: Sequence[Node]) -> tuple[Node, ...]:
    """The words with the one that may be the beginning of another at the end."""
    begun = [text for text in texts if isinstance(text, Text) and text.prefix]
    return (*(text for text in texts if text not in begun[-1:]), *begun[-1:])
