"""Finds the sections, sources and tags a query names: by all words of the name given, side by side, in theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.models import LATER, tag_key
from placentin_tui.query import (
    And,
    InSections,
    Is,
    Name,
    NameKind,
    Not,
    OfSources,
    Or,
    State,
    Tagged,
    Text,
    Unavailable,
)
from placentin_tui.text.collation import folded, natural_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.query import Node

_WORD = re.compile(r"[^\W_]+")
_SOURCES = (
    "SELECT id, iif(own_title <> '', own_title, title) AS name, folder, language, url FROM source WHERE removed IS NULL"
)
_SOURCES_STATE = f"SELECT json_group_array(json_array(id, name, folder, language, url)) FROM ({_SOURCES})"
_TAGS_STATE = "SELECT json_group_array(json_array(id, key)) FROM tag WHERE articles > 0"
_MOST_KEPT = 1000
"""Names whose sections are remembered."""


class _SourceNames(NamedTuple):
    """What a source can be named by."""

    id: int
    title: str
    folder: str
    language: str
    url: str
    """The address of its feed: it stays while the title changes."""


class QueryNames:
    """The sections, sources and tags by their names."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._known = (0, 0)
        self._sections: list[tuple[int, list[str]]] = []
        self._sections_of: dict[tuple[str, bool], tuple[int, ...]] = {}

    def resolved(self, node: Node) -> Node:
        """The tree with ids in the place of names. Words that may stand anywhere are also the name of a section."""
        found: Node
        match node:
            case And(parts) | Or(parts):
                found = type(node)(tuple(self.resolved(part) for part in parts))
            case Not(part):
                found = Not(self.resolved(part))
            case Text(phrase, prefix, None):
                sections = self.sections(phrase, prefix=prefix)
                found = Or((node, InSections(sections))) if sections else node
            case Name(NameKind.TAG):
                found = Tagged(self.tags(node))
            case Is(State.LATER):
                found = Tagged(self.tags(Name(NameKind.TAG, LATER)))
            case Name(NameKind.SECTION, value, prefix):
                found = InSections(self.sections(value, prefix=prefix))
            case Name():
                found = OfSources(self.sources(node))
            case Unavailable():
                found = Or()
            case _:
                found = node
        return found

    def state(self, kinds: Collection[NameKind]) -> tuple[object, ...]:
        """Whatever decides which ids names of these kinds stand for: other names, other state."""
        found: tuple[object, ...] = self._section_state() if NameKind.SECTION in kinds else ()
        if NameKind.TAG in kinds:
            found += (self._db.value(_TAGS_STATE),)
        if not {NameKind.SOURCE, NameKind.FOLDER, NameKind.LANGUAGE}.isdisjoint(kinds):
            found += (self._db.value(_SOURCES_STATE),)
        return found

    def is_known(self, name: Name) -> bool:
        """Whether anything is called so."""
        if name.kind is NameKind.TAG:
            return bool(self.tags(name))
        if name.kind is NameKind.SECTION:
            return bool(self.sections(name.value, prefix=name.prefix))
        return bool(self.sources(name))

    def sections(self, value: str, *, prefix: bool) -> tuple[int, ...]:
        """The ids of the sections with that in their name."""
        self._read_sections()
        known = self._sections_of.get((value, prefix))
        if known is None:
            if len(self._sections_of) >= _MOST_KEPT:
                self._sections_of.clear()
            known = self._sections_of[value, prefix] = _called(self._sections, value, prefix=prefix)
        return known

    def _read_sections(self) -> None:
        """Read the sections there are; while a paper's first articles come in, those that are new."""
        if (state := self._section_state()) == self._known:
            return
        count, last = self._known
        new = self._db.rows("SELECT id, name FROM section WHERE id > ? ORDER BY id", (last,))
        if count + len(new) != state[0]:  # some are gone
            new, self._sections, self._sections_of = self._db.rows("SELECT id, name FROM section"), [], {}
        entered = [(number, words_of(name)) for number, name in new]
        for (value, prefix), known in self._sections_of.items():
            if more := _called(entered, value, prefix=prefix):
                self._sections_of[value, prefix] = known + more
        self._known, self._sections = state, self._sections + entered

    def _section_state(self) -> tuple[int, int]:
        """How many sections there are, and the highest id."""
        count, last = self._db.row("SELECT count(*), coalesce(max(id), 0) FROM section") or (0, 0)
        return count, last

    def every(self, kind: NameKind) -> list[str]:
        """What there is of a kind, by name: sections and tags with the most articles first, the others in order."""
        if kind is NameKind.TAG:
            rows = self._db.rows(
                "SELECT name FROM tag WHERE articles > 0 AND key <> ? ORDER BY articles DESC, name", (LATER,)
            )
            return [row[0] for row in rows]
        if kind is NameKind.SECTION:
            rows = self._db.rows("SELECT name FROM section WHERE articles > 0 ORDER BY articles DESC, name LIMIT 2000")
            return [row[0] for row in rows]
        column = {
            NameKind.SOURCE: "iif(own_title <> '', own_title, title)",
            NameKind.FOLDER: "folder",
            NameKind.LANGUAGE: "language",
        }[kind]
        rows = self._db.rows(f"SELECT DISTINCT {column} FROM source WHERE removed IS NULL AND {column} <> ''")
        return sorted((row[0] for row in rows), key=natural_key)

    def tags(self, name: Name) -> tuple[int, ...]:
        """The ids of the tags with that name; where it may not be finished and none has it, of those that begin so."""
        wanted = folded(tag_key(name.value.strip().lstrip("#")))
        rows = self._db.rows("SELECT id, key FROM tag WHERE articles > 0 OR key = ?", (LATER,))
        keys = [(number, folded(key)) for number, key in rows]
        whole = tuple(number for number, key in keys if key == wanted)
        if not wanted or not name.prefix or (whole and name.is_begun):
            return whole
        return tuple(number for number, key in keys if key.startswith(wanted))

    def sources(self, name: Name) -> frozenset[int]:
        """The ids of the sources with that name, number, address, folder or language."""
        return frozenset(row[0] for row in self._db.rows(_SOURCES) if _is_called(name, _SourceNames(*row)))


def _called(sections: Iterable[tuple[int, list[str]]], value: str, *, prefix: bool) -> tuple[int, ...]:
    """The ids of those sections, given with the words of their names, that have a value in their name."""
    wanted = words_of(value)
    return tuple(number for number, words in sections if has_words(words, wanted, prefix=prefix))


def _is_called(name: Name, source: _SourceNames) -> bool:
    match name.kind:
        case NameKind.FOLDER:
            return is_in_folder(source.folder, name.value, prefix=name.prefix)
        case NameKind.LANGUAGE:
            tag, wanted = folded(source.language), folded(name.value)
            return bool(wanted) and (tag == wanted or tag.startswith(f"{wanted}-"))
        case _:
            is_itself = name.value.strip() in (str(source.id), source.url)
            return is_itself or has_words(words_of(source.title), words_of(name.value), prefix=name.prefix)


def is_in_folder(folder: str, value: str, *, prefix: bool) -> bool:
    """Whether the levels named follow one another in a folder's path; `prefix`: the last may be cut short."""
    levels = [folded(level) for level in folder.split("/")] if folder else []
    wanted = [level for part in value.split("/") if (level := folded(part.strip()))]
    return has_words(levels, wanted, prefix=prefix)


def words_of(text: str) -> list[str]:
    """The words of a name, without case and accents."""
    return _WORD.findall(folded(text))


def has_words(words: Sequence[str], wanted: Sequence[str], *, prefix: bool) -> bool:
    """Whether some words stand side by side among others; `prefix`: the last of them may be the beginning of one."""
    size = len(wanted)
    for start in range(len(words) - size + 1) if size else ():
        here = words[start : start + size]
        if here == wanted or (prefix and here[:-1] == wanted[:-1] and here[-1].startswith(wanted[-1])):
            return True
    return False
