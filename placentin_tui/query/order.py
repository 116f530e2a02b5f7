"""The order a query wishes, written into it."""

from __future__ import annotations

from placentin_tui.query.nodes import Order
from placentin_tui.query.vocabulary import FIELDS, ORDERS, Field, meaning, word_of
from placentin_tui.text.collation import folded


def with_order(query: str, order: str, language: str) -> str:
    """The query with that order in the place of the one at its end; `order`: an `Order`, empty for the newest first."""
    words = query.split()
    while words and meaning(FIELDS, folded(words[-1].partition(":")[0])) is Field.SORT and ":" in words[-1]:
        words.pop()
    wish = f"{word_of(FIELDS, Field.SORT, language)}:{word_of(ORDERS, Order(order), language)}" if order else ""
    return " ".join([*words, wish]).strip() + " "
