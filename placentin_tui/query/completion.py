"""What the last word of a query could become: the name of a field, or one of its values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.query import lexer
from placentin_tui.query.fields import DATES, NAMES, WORDS_OF
from placentin_tui.query.vocabulary import DAYS, FIELDS, beginning, meaning
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from placentin_tui.query.lexer import Token
    from placentin_tui.query.nodes import NameKind

LEAST = 3
"""Letters from which a word may be the beginning of a field: many short ones begin like one."""
MOST = 5

_UNQUOTED = re.compile(r'[^\s"|,()*]+')


class Completion(NamedTuple):
    """What the last word of a query can become."""

    word: str
    """The word, with the field before it where it is a value."""
    query: str
    """The whole query with that word in the place of the last one."""
    rest: str
    """What is missing at the end of what was typed; where more of it becomes otherwise, an arrow to what it becomes."""


def completions(query: str, language: str, names: Callable[[NameKind], Sequence[str]]) -> list[Completion]:
    """What the last word of a query can become, the likeliest first; `names`: those of what the library has."""
    found, is_cut = lexer.tokens(query)
    if is_cut or not found or query[-1:].isspace() or not found[-1].values:
        return []
    token = found[-1]
    begun = _values(token, language, names) if token.field else _fields(token, language)
    start = len(query) - len(token.raw)
    typed = query[start:]
    return [Completion(word, query[:start] + word + after, _rest(word, typed)) for word, after in begun][:MOST]


def _fields(token: Token, language: str) -> list[tuple[str, str]]:
    """The fields that begin so."""
    word = token.values[0]
    said = folded(word.text)
    if word.quoted or len(said) < LEAST or meaning(FIELDS, said) is not None:
        return []
    return [(f"{name}:", "") for name in beginning(FIELDS, said, language)]


def _values(token: Token, language: str, names: Callable[[NameKind], Sequence[str]]) -> list[tuple[str, str]]:
    """The values of a field that begin so, each with the field and the values before it, and the blank after it."""
    value, field = token.values[-1], meaning(FIELDS, folded(token.field))
    said = folded(value.text)
    if field is None or not value.goes_on or not said or token.raw.endswith(","):
        return []
    table = DAYS if field in DATES else WORDS_OF.get(field)
    if table is not None:
        known = beginning(table, said, language)
    else:
        known = _named(names(NAMES[field]), said) if field in NAMES else []
    head = token.raw[: token.raw.rindex('"')] if value.quoted else token.raw[: -len(value.text)]
    return [(head + _quoted(name), " ") for name in known if folded(name) != said]


def _named(names: Iterable[str], said: str) -> list[str]:
    """The names that begin so, then those with a word inside that does."""
    plain = [(name, folded(name)) for name in names]
    begun = [name for name, text in plain if text.startswith(said)]
    return begun + [name for name, text in plain if not text.startswith(said) and _has_word(text, said)]


def _has_word(text: str, said: str) -> bool:
    """Whether a word inside a text begins so."""
    at = text.find(said)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(said, at + 1)
    return at >= 0


def _quoted(name: str) -> str:
    """A name as a query takes it."""
    return name if _UNQUOTED.fullmatch(name) else '"{}"'.format(" ".join(name.replace('"', " ").split()))


def _rest(word: str, typed: str) -> str:
    if folded(word[: len(typed)]) == folded(typed):
        return word[len(typed) :]
    same = next((at for at, (one, other) in enumerate(zip(word, typed, strict=False)) if one != other), 0)
    return f" → {word[same:]}"
