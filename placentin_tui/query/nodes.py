"""The tree a query is parsed to: conditions on an article, joined by and, or and not."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations

if TYPE_CHECKING:
    from collections.abc import Iterator


class Column(StrEnum):
    """The parts of an article words are searched in."""

    TITLE = "title"
    BODY = "body"
    AUTHOR = "author"
    COMMENTS = "comments"


class NameKind(StrEnum):
    """What has a name a query may give."""

    SECTION = "section"
    SOURCE = "source"
    FOLDER = "folder"
    LANGUAGE = "language"
    TAG = "tag"
    SAVED = "saved"
    """A saved view, in whose place what it asks for is put."""


class State(StrEnum):
    """The states `is:` asks for."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    LATER = "later"
    CORRECTED = "corrected"
    COMMENTED = "commented"
    MINE = "mine"
    """Commented by the person."""
    NEW = "new"
    """Arrived within the last day."""
    OFFLINE = "offline"
    MUTED = "muted"


class Content(StrEnum):
    """What `has:` asks for."""

    PICTURE = "picture"
    AUDIO = "audio"
    VIDEO = "video"
    COMMENTS = "comments"
    LINKS = "links"
    FULL_TEXT = "full-text"


class Order(StrEnum):
    """The orders `sort:` asks for."""

    NEW = "new"
    OLD = "old"
    UNREAD = "unread"
    """Unread first."""
    LONG = "long"
    SHORT = "short"
    COMMENTS = "comments"
    SOURCE = "source"


class _Leaf(msgspec.Struct, frozen=True):
    """A condition that is not made of others."""


class Text(_Leaf, frozen=True):
    """Words that stand together, in one part of an article or, without a column, in any; then the name of one of its
    sections counts too.
    """

    phrase: str
    prefix: bool = False
    """The last word may be the beginning of one."""
    column: Column | None = None


class Name(_Leaf, frozen=True):
    """The article's source, folder or language, a section or tag of it, or a saved view that finds it is called so."""

    kind: NameKind
    value: str
    prefix: bool = False
    """The name may only begin so."""
    is_begun: bool = False
    """It may only begin so because it stands at the end of what is being typed."""


class Address(_Leaf, frozen=True):
    """The article's address has these characters in it."""

    part: str


class Is(_Leaf, frozen=True):
    """The article is in that state."""

    state: State


class Has(_Leaf, frozen=True):
    """The article has that."""

    content: Content


class Length(_Leaf, frozen=True):
    """The article has so many words, both ends included."""

    least: int = 0
    most: int | None = None


class Times(_Leaf, frozen=True):
    """The article is from that time on, and from before another; `None`: without that end."""

    since: Timestamp | None = None
    until: Timestamp | None = None


class InSections(_Leaf, frozen=True):
    """The article is in one of these sections of a library, given by id: what a name means there."""

    sections: tuple[int, ...]


class Tagged(_Leaf, frozen=True):
    """The article has one of these tags of a library, given by id: what a name means there."""

    tags: tuple[int, ...]


class OfSources(_Leaf, frozen=True):
    """The article is of one of these sources of a library, given by id: what a name means there."""

    sources: frozenset[int]


class Unavailable(_Leaf, frozen=True):
    """The library keeps nothing of the kind yet, so no article is so."""


class And(msgspec.Struct, frozen=True):
    """All of the parts hold; without any, every article does."""

    parts: tuple[Node, ...] = ()


class Or(msgspec.Struct, frozen=True):
    """One of the parts holds; without any, no article does."""

    parts: tuple[Node, ...] = ()


class Not(msgspec.Struct, frozen=True):
    """The part does not hold."""

    part: Node


Node: TypeAlias = (
    "And | Or | Not | Text | Name | Address | Is | Has | Length | Times | InSections | Tagged | OfSources | Unavailable"
)


class Query(msgspec.Struct, frozen=True):
    """A query understood."""

    tree: Node
    order: Order | None = None
    limit: int | None = None
    """How many articles at most."""
    notes: tuple[str, ...] = ()
    """What was not understood, or cannot be answered yet: a sentence each, in the reader's language."""


def leaves(node: Node) -> Iterator[Node]:
    """The conditions of a tree that are not made of others, from left to right."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield node
