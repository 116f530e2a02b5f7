"""Every way of writing an article's id leads to one."""

from __future__ import annotations

import pytest

from placentin_tui.errors import SyncError
from placentin_tui.sync import item_ids
from placentin_tui.sync.item_ids import LONG


@pytest.mark.parametrize(
    ("listed", "long", "name"),
    [
        ("1795424410536170", LONG + "000660edd23608ea", "000660edd23608ea"),
        (1795424410536170, LONG + "000660EDD23608EA", "000660edd23608ea"),
        ("-1", LONG + "ffffffffffffffff", "ffffffffffffffff"),
        ("18446744073709551615", LONG + "ffffffffffffffff", "ffffffffffffffff"),
        ("-9223372036854775808", LONG + "8000000000000000", "8000000000000000"),
        ("7", LONG + "0000000000000007", "0000000000000007"),
        ("5157e8b3a8c1c0a8d6000001", LONG + "5157e8b3a8c1c0a8d6000001", "5157e8b3a8c1c0a8d6000001"),
        ("515700000000000000000001", LONG + "515700000000000000000001", "515700000000000000000001"),
    ],
)
def test_one_article_has_one_id(listed: object, long: str, name: str) -> None:
    assert item_ids.from_list(listed, "h") == item_ids.from_article(long, "h") == name
    assert item_ids.from_list(item_ids.long_form(name), "h") == name


@pytest.mark.parametrize("raw", [None, "", True, 1.5, [], "a b", "é", "x" * 101, LONG, LONG + "/", "-", "\x1b[31m"])
def test_what_is_no_id(raw: object) -> None:
    with pytest.raises(SyncError):
        item_ids.from_list(raw, "h")
    with pytest.raises(SyncError):
        item_ids.from_article(raw, "h")
