"""The query language: what a person types, as a tree of conditions, never a syntax error."""

from placentin_tui.query.nodes import (
    Address,
    And,
    Column,
    Content,
    Has,
    InSections,
    Is,
    Length,
    Name,
    NameKind,
    Node,
    Not,
    OfSources,
    Or,
    Order,
    Query,
    State,
    Tagged,
    Text,
    Times,
    Unavailable,
    leaves,
)
from placentin_tui.query.parser import parse

__all__ = [
    "Address", "And", "Column", "Content", "Has", "InSections", "Is", "Length", "Name", "NameKind", "Node", "Not",
    "OfSources", "Or", "Order", "Query", "State", "Tagged", "Text", "Times", "Unavailable", "leaves", "parse",
]  # fmt: skip
