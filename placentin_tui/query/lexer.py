"""Cuts a query into tokens: parentheses, operators, words, and fields with their values."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from placentin_tui.query.vocabulary import Field, Operator, operator

LONGEST = 1000
"""Characters of a query that are read."""
MOST = 60
"""Words of a query that are read; more is no sensible search, and FTS5 has a limit of its own."""


class Sort(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    OPERATOR = auto()
    TERM = auto()


class Value(NamedTuple):
    """A word, or words between quotation marks."""

    text: str
    quoted: bool = False
    goes_on: bool = False
    """It stands at the end and may not be finished."""


class Token(NamedTuple):
    """A piece of a query."""

    sort: Sort
    raw: str
    """As it was typed."""
    operator: Operator | None = None
    field: str = ""
    """What stands before the colon; empty for a word."""
    values: tuple[Value, ...] = ()


_QUOTES = str.maketrans("«»“”„‟‹›", '"' * 8, "\N{SOFT HYPHEN}")
_BLANK = re.compile(r"\s+")
_FIELD = re.compile(r"([^\W\d_][\w-]{0,30}):(?!//)")
_QUOTED = re.compile(r'"([^"]*)("?)')
_WORD = re.compile(r'[^\s"|]+')
_WORD_INSIDE = re.compile(r'[^\s"|)]+')
_VALUE = re.compile(r'(?!\()[^\s"|,]+')
_VALUE_INSIDE = re.compile(r'(?!\()[^\s"|,)]+')
_HASH = re.compile(r'#(?=[^\W_]|"[^"]*[^\W_])')
"""The sign before a tag's name."""
_DASHES = re.compile(r'-+(?=[\w"(«#])')


def tokens(query: str) -> tuple[list[Token], bool]:
    """The tokens of a query, and whether there was more of it than is read."""
    scan = _Scan(query[:LONGEST])
    while scan.at < len(scan.text) and scan.terms < MOST:
        scan.step()
    return scan.found, len(query.strip()) > LONGEST or scan.at < len(scan.text)


class _Scan:
    """A walk along a query; each step goes forward."""

    def __init__(self, query: str) -> None:
        plain = query.translate(_QUOTES)
        self.text = "".join(sign if sign.isprintable() else " " for sign in plain).rstrip(" ") if plain else ""
        self.at = 0
        self.terms = 0
        self.depth = 0
        self.found: list[Token] = []

    def step(self) -> None:
        """Read the next token, or the blanks before it."""
        text, at = self.text, self.at
        if blank := _BLANK.match(text, at):
            self.at = blank.end()
        elif text[at] == "(":
            self.depth += 1
            self._add(Sort.OPEN, at + 1)
        elif text[at] == ")" and self.depth:
            self.depth -= 1
            self._add(Sort.CLOSE, at + 1)
        elif text[at] == "|":
            self._add(Sort.OPERATOR, at + 1, operator=Operator.OR)
        elif dashes := _DASHES.match(text, at):
            self._add(Sort.OPERATOR, dashes.end(), operator=Operator.NOT)
        elif (name := _FIELD.match(text, at)) and text[name.end() : name.end() + 1] != ":":
            self._field(name[1], name.end())
        elif _HASH.match(text, at):
            self._field(Field.TAG, at + 1)
        else:
            self._term()

    def _add(self, sort: Sort, end: int, operator: Operator | None = None) -> None:
        self.found.append(Token(sort, self.text[self.at : end], operator))
        self.at = end

    def _field(self, name: str, end: int) -> None:
        """Read the values of a field, with commas between them; the first begins at `end`."""
        values = list[Value]()
        while value := self._value(end, _VALUE_INSIDE if self.depth else _VALUE):
            values.append(value[0])
            end = value[1]
            if self.text[end : end + 1] != ",":
                break
            end += 1
        self.terms += max(1, len(values))
        raw = self.text[self.at : end]
        self.found.append(Token(Sort.TERM, raw, field=name, values=tuple(values)))
        self.at = end

    def _term(self) -> None:
        """Read a word, a phrase or an operator that is a word."""
        found = self._value(self.at, _WORD_INSIDE if self.depth else _WORD)
        if found is None:  # cannot be: whatever else there is has been read
            self.at += 1
            return
        value, end = found
        found_operator = None if value.quoted else operator(value.text)
        raw, self.at = self.text[self.at : end], end
        self.terms += 1
        self.found.append(Token(Sort.OPERATOR if found_operator else Sort.TERM, raw, found_operator, values=(value,)))

    def _value(self, at: int, word: re.Pattern[str]) -> tuple[Value, int] | None:
        """A value and where it ends; `None` where none stands."""
        if quoted := _QUOTED.match(self.text, at):
            return Value(quoted[1].strip(), quoted=True, goes_on=not quoted[2]), quoted.end()
        if found := word.match(self.text, at):
            return Value(found[0], goes_on=found.end() == len(self.text)), found.end()
        return None
