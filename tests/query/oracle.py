"""What a query finds, by looking at every article in turn: slow, plain, and knowing no SQL."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from placentin_tui.query import (
    Address,
    And,
    Column,
    Content,
    Has,
    Is,
    Length,
    Name,
    NameKind,
    Not,
    Or,
    Order,
    State,
    Text,
    Times,
    leaves,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.models import ArticleSummary
    from placentin_tui.query import Node, Query

DAY = 86_400
SAVED = {
    "Morning": "brume OR title:port",
    "Morning of the rail": "in:morning source:rail sort:old limit:3",
    "Circle": "sport OR in:circle",
}
"""The saved views of the library, by name."""


@dataclass(frozen=True)
class Piece:
    """An article with all a query may ask of it."""

    summary: ArticleSummary
    body: str
    comments: str
    folder: str
    language: str
    is_mine: bool
    has_picture: bool
    tags_there: tuple[str, ...]
    """The tags of all pieces."""


def found(query: Query, pieces: list[Piece], now: int) -> list[Piece]:
    """The pieces a query finds, of pieces that are newest first, in the order it wishes."""
    speaks_of_muted = Is(State.MUTED) in leaves(query.tree)
    shown = [piece for piece in pieces if speaks_of_muted or not piece.summary.muted]
    kept = [piece for piece in shown if holds(query.tree, piece, now)]
    if query.order is Order.OLD:
        kept.reverse()
    elif query.order is not None:
        kept.sort(key=_KEYS[query.order])
    return kept[: query.limit] if query.limit else kept


_KEYS: dict[Order, Callable[[Piece], Any]] = {
    Order.NEW: lambda piece: 0,
    Order.UNREAD: lambda piece: piece.summary.read,
    Order.LONG: lambda piece: -piece.summary.words,
    Order.SHORT: lambda piece: piece.summary.words,
    Order.COMMENTS: lambda piece: -(piece.summary.comments or 0),
    Order.SOURCE: lambda piece: piece.summary.source_title.lower(),
}


def holds(node: Node, piece: Piece, now: int) -> bool:
    """Whether an article is as a node says."""
    match node:
        case And(parts):
            return all(holds(part, piece, now) for part in parts)
        case Or(parts):
            return any(holds(part, piece, now) for part in parts)
        case Not(part):
            return not holds(part, piece, now)
    return _leaf_holds(node, piece, now)


def _leaf_holds(node: Node, piece: Piece, now: int) -> bool:
    """The same for what is not made of others."""
    row = piece.summary
    match node:
        case Text(phrase, prefix, column):
            texts = {
                Column.TITLE: row.title,
                Column.BODY: piece.body,
                Column.AUTHOR: row.author,
                Column.COMMENTS: piece.comments,
            }
            places = [texts[column]] if column else [*texts.values(), *row.sections]
            return any(stands_in(phrase, text, prefix=prefix) for text in places)
        case Name(NameKind.SAVED, value, prefix):
            return _is_in_saved(value, piece, now, prefix=prefix)
        case Name(NameKind.TAG):
            return any(_is_called(node, tag, piece) for tag in _tags(piece))
        case Name(kind, value, prefix):
            return _is_named(kind, value, piece, prefix=prefix)
        case Address(part):
            return part.lower() in row.url.lower()
        case Is(state):
            return _is(state, piece, now)
        case Has(content):
            return _has(content, piece)
        case Length(least, most):
            return least <= row.words and (most is None or row.words <= most)
        case Times(since, until):
            return (since is None or row.at >= since) and (until is None or row.at < until)
    return False


def _is_in_saved(value: str, piece: Piece, now: int, *, prefix: bool) -> bool:
    """Whether a saved view of that name finds it: the one called just so, else those with these words in their name;
    within itself a view finds nothing.
    """
    exactly = [name for name in SAVED if name.lower() == value.lower()]
    named = exactly or [name for name in SAVED if stands_in(value, name, prefix=prefix)]
    for name in named:
        query = SAVED.pop(name)
        try:
            if holds(parse(query, now, UTC).tree, piece, now):
                return True
        finally:
            SAVED[name] = query
    return False


def _is(state: State, piece: Piece, now: int) -> bool:
    row = piece.summary
    return {
        State.UNREAD: not row.read,
        State.READ: row.read,
        State.STARRED: row.starred,
        State.LATER: row.later,
        State.CORRECTED: row.corrected is not None,
        State.COMMENTED: _has(Content.COMMENTS, piece),
        State.MINE: piece.is_mine,
        State.NEW: row.first_seen >= now - DAY,
        State.OFFLINE: row.offline_ready,
        State.MUTED: row.muted,
    }[state]


def _has(content: Content, piece: Piece) -> bool:
    row = piece.summary
    return {
        Content.PICTURE: piece.has_picture,
        Content.COMMENTS: bool(row.comments or piece.comments),
        Content.FULL_TEXT: not row.text_missing,
    }[content]


def _tags(piece: Piece) -> list[str]:
    return [*piece.summary.tags, *(["later"] if piece.summary.later else [])]


def _is_called(wanted: Name, tag: str, piece: Piece) -> bool:
    """Whether a tag is meant by a name: it is called so, or begins so where that is enough."""
    value = plain(wanted.value.strip())
    value = "later" if value in ("plus tard", "plus-tard") else value
    if plain(tag) == value or not wanted.prefix or (wanted.is_begun and value in map(plain, piece.tags_there)):
        return plain(tag) == value != ""
    return value != "" and plain(tag).startswith(value)


def _is_named(kind: NameKind, value: str, piece: Piece, *, prefix: bool) -> bool:
    row = piece.summary
    match kind:
        case NameKind.SECTION:
            return any(stands_in(value, name, prefix=prefix) for name in row.sections)
        case NameKind.SOURCE:
            return value.strip() == str(row.source) or stands_in(value, row.source_title, prefix=prefix)
        case NameKind.LANGUAGE:
            return bool(value) and f"{piece.language}-".lower().startswith(f"{value}-".lower())
        case NameKind.FOLDER:
            levels = [" ".join(words_of(level)) for level in piece.folder.split("/") if level]
            wanted = [" ".join(words_of(level)) for level in value.split("/") if words_of(level)]
            return _follows(wanted, levels, prefix=prefix)
        case NameKind.TAG | NameKind.SAVED:
            raise AssertionError(value)


def plain(text: str) -> str:
    """The text without case and accents."""
    apart = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """The words of a text without case and accents."""
    return re.findall(r"[^\W_]+", plain(text))


def stands_in(phrase: str, text: str, *, prefix: bool) -> bool:
    """Whether a phrase stands in a text."""
    return _follows(words_of(phrase), words_of(text), prefix=prefix)


def _follows(wanted: list[str], words: list[str], *, prefix: bool) -> bool:
    return bool(wanted) and any(
        words[at : at + len(wanted)] == wanted
        or (
            prefix
            and words[at : at + len(wanted) - 1] == wanted[:-1]
            and words[at + len(wanted) - 1 : at + len(wanted)] != []
            and words[at + len(wanted) - 1].startswith(wanted[-1])
        )
        for at in range(len(words))
    )
