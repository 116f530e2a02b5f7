"""Parses a query by recursive descent. Whatever is typed means something: what is not understood is words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import _
from placentin_tui.query import lexer
from placentin_tui.query.fields import Reading, read, word
from placentin_tui.query.lexer import Sort
from placentin_tui.query.nodes import And, Not, Or, Order, Query
from placentin_tui.query.vocabulary import Operator

if TYPE_CHECKING:
    from datetime import tzinfo

    from placentin_tui.query.lexer import Token
    from placentin_tui.query.nodes import Node, Text
    from placentin_tui.timestamp import Timestamp

DEEPEST = 6
"""Parentheses inside one another that are read: SQLite's parsers stop at some seven of them in the worst query."""


def parse(query: str, now: Timestamp, zone: tzinfo | None = None, *, is_finished: bool = False) -> Query:
    """Parse a query; `now` and `zone` (the machine's by default) say what its days and ages mean; `is_finished`: its
    last word is whole, as nobody is typing it.

    Never fails, and takes time linear in the length of the query.
    """
    found, is_cut = lexer.tokens(query, is_finished=is_finished)
    parser = _Parser(found, Reading(now, zone))
    tree = parser.everything()
    reading = parser.reading
    if is_cut:
        reading.note(_("The query is too long: only its beginning was searched."))
    if tree is None:
        # Nothing to look for finds nothing; a wish about the list alone, or a field just begun, takes no article away.
        tree = And() if reading.has_wish else Or()
    order = None if reading.order is Order.NEW else reading.order  # the list's own
    return Query(tree, order, reading.limit, tuple(dict.fromkeys(reading.notes)))


class _Parser:
    """Where the parser stands in its tokens, and what it has learnt."""

    def __init__(self, found: list[Token], reading: Reading) -> None:
        self.tokens = found
        self.reading = reading
        self.at = 0
        self.depth = 0

    def everything(self) -> Node | None:
        """The whole query; `None` when it has no condition."""
        parts: list[Node] = []
        while self.at < len(self.tokens):
            if self._sort() is Sort.CLOSE:  # one left over by those too deep
                self.at += 1
            elif (part := self._either()) is not None:
                parts.append(part)
        return _joined(And, parts)

    def _sort(self, further: int = 0) -> Sort | None:
        place = self.at + further
        return self.tokens[place].sort if place < len(self.tokens) else None

    def _operator(self, further: int = 0) -> Operator | None:
        place = self.at + further
        return self.tokens[place].operator if place < len(self.tokens) else None

    def _begins(self, further: int) -> bool:
        """Whether a condition begins there."""
        return self._sort(further) in (Sort.TERM, Sort.OPEN) or self._operator(further) is Operator.NOT

    def _either(self) -> Node | None:
        """Conditions with « or » between them."""
        parts: list[Node] = []
        while True:
            part = self._all()
            if part is not None:
                parts.append(part)
            if self._operator() is not Operator.OR:
                return _joined(Or, parts)
            self.at += 1

    def _all(self) -> Node | None:
        """Conditions side by side: up to an « or » that joins something, a closing parenthesis or the end."""
        parts: list[Node] = []
        begun = False
        while self._sort() not in (None, Sort.CLOSE):
            operator = self._operator()
            joins = begun and self._begins(1)
            if operator is Operator.OR and joins:
                break
            if operator is Operator.AND and joins:
                self.at += 1
                continue
            begun = True
            part = self._negated()
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _negated(self) -> Node | None:
        """A condition, with any number of minus signs before it."""
        is_not = False
        while self._operator() is Operator.NOT and self._begins(1):
            is_not = not is_not
            self.at += 1
        part = self._atom(is_not=is_not)
        return Not(part) if is_not and part is not None else part

    def _atom(self, *, is_not: bool) -> Node | None:
        """A group, a field or a word; an operator with nothing to join is a word."""
        token = self.tokens[self.at]
        self.at += 1
        if token.sort is Sort.OPEN:
            return self._group()
        if token.operator:
            return self._stray(token)
        if not token.field:
            return word(token.values[0], is_not=is_not)
        return read(self.reading, token, is_last=self.at == len(self.tokens), is_not=is_not)

    def _group(self) -> Node | None:
        """What stands between parentheses; one that is never closed ends with the query."""
        if self.depth == DEEPEST:
            self.reading.note(_("So many parentheses inside one another are not understood."))
            return None
        self.depth += 1
        part = self._either()
        self.depth -= 1
        if self._sort() is Sort.CLOSE:
            self.at += 1
        return part

    def _stray(self, token: Token) -> Text | None:
        """An operator with nothing to join."""
        if (part := word(lexer.Value(token.raw))) is not None:
            self.reading.note(_("“{word}” joins nothing here: it was searched as a word.").format(word=token.raw))
        return part


def _joined(kind: type[And | Or], parts: list[Node]) -> Node | None:
    return kind(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
