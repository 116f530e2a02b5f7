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
from placentin_tui.query.saved import names_saved_views, with_saved

__all__ = [
    "Address", "And", "Column", "Content", "Has", "InSections", "Is", "Length", "Name", "NameKind", "Node", "Not",
    "OfSources", "Or", "Order", "Query", "State", "Tagged", "Text", "Times", "Unavailable", "leaves",
    "names_saved_views", "parse", "with_saved",
]  # fmt: skip
