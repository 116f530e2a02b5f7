"""Translates the words of a query to FTS5's query language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.library.payload import fold
from placentin_tui.query import And, Not, Or, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.query import Node


class Match(NamedTuple):
    """Conditions on the words of an article, as FTS5 can answer them."""

    texts: tuple[Node, ...]
    """What must be there; at least one."""
    without: tuple[Node, ...] = ()
    """What must not be there."""

    @property
    def last(self) -> Text | None:
        """The last word, where it may be the beginning of one."""
        last = self.texts[-1]
        return last if isinstance(last, Text) and last.prefix else None

    def whole(self, endings: Sequence[str] | None = None) -> str:
        """The FTS5 query; `endings`: what the last word is expanded into."""
        if endings:
            return _joined([*map(translated, self.texts[:-1]), _either(self.texts[-1], endings)], self.without)
        return _joined([translated(text) for text in self.texts], self.without)

    def begin(self) -> str:
        """The FTS5 query of all but the last word; empty where that is all there is."""
        return _joined([translated(text) for text in self.texts[:-1]], self.without) if len(self.texts) > 1 else ""


def is_translatable(node: Node) -> bool:
    """Whether FTS5 can answer it alone: words joined by and and or, with something to find wherever words are not to be
    there.
    """
    match node:
        case Text():
            return True
        case Or(parts):
            return bool(parts) and all(map(is_translatable, parts))
        case And(parts):
            wanted = [part for part in parts if not isinstance(part, Not)]
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            return bool(wanted) and all(map(is_translatable, wanted + unwanted))
        case _:
            return False


def translated(node: Node) -> str:
    """The FTS5 query of words that are translatable."""
    match node:
        case And(parts):
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            return f"({_joined([translated(part) for part in parts if not isinstance(part, Not)], unwanted)})"
        case Or(parts):
            return f"({' OR '.join(map(translated, parts))})"
        case Text():
            return _in_column(node, _quoted(node.phrase) + ("*" if node.prefix else ""))
        case _:
            raise AssertionError(f"no words: {node}")


def _joined(wanted: Sequence[str], unwanted: Sequence[Node]) -> str:
    """All of these and none of those."""
    every = " AND ".join(wanted)
    return f"({every}) NOT ({' OR '.join(map(translated, unwanted))})" if unwanted else every


def _either(last: Node, endings: Sequence[str]) -> str:
    """One of the words that a word begun may become, in the same column."""
    either = f"({' OR '.join(map(_quoted, endings))})"
    return _in_column(last, either) if isinstance(last, Text) else either


def _in_column(text: Text, words: str) -> str:
    return f"{{{text.column}}} : {words}" if text.column else words


def _quoted(phrase: str) -> str:
    plain = fold(phrase).replace('"', " ")
    return f'"{plain}"'
