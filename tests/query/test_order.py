"""An order written into a query."""

from __future__ import annotations

import pytest

from placentin_tui.query import Order, parse
from placentin_tui.query.order import with_order


@pytest.mark.parametrize(
    ("query", "order", "language", "expected"),
    [
        ("port", "comments", "en", "port sort:comments "),
        ("port ", "unread", "fr", "port tri:non-lu "),
        ("port sort:long", "short", "en", "port sort:short "),
        ("port tri:long sort:old", "", "en", "port "),
        ("sort:", "old", "fr", "tri:ancien "),
        ("port (sort:long brume", "old", "en", "port (sort:long brume sort:old "),
    ],
)
def test_the_order_at_the_end_is_replaced(query: str, order: str, language: str, expected: str) -> None:
    assert with_order(query, order, language) == expected
    assert parse(expected, 0).order == (Order(order) if order else None)
