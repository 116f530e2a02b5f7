"""Lines that fit, tables that align, times that programs read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.cli.output import iso, table
from placentin_tui.prose.layout import text_width as cells
from placentin_tui.rendering.truncate import cut

words = st.text(alphabet="abc é日本́ ", max_size=30)


def test_times_are_iso_8601_in_utc() -> None:
    assert iso(1_772_542_920) == "2026-03-03T13:02:00Z"
    assert iso(-62_135_596_800) == "0001-01-01T00:00:00Z"
    assert iso(None) is None


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("日本語", 4, "日…"),
        ("日本", 4, "日本"),
        ("ab cd", 4, "ab…"),
        ("abc", 0, ""),
    ],
)
def test_cut(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short


@given(words, st.integers(0, 40))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= max(width, 0)
    if cells(text) <= width:
        assert cut(text, width) == text


def test_columns_align() -> None:
    assert table([("ID", "Title", "N"), ("1", "日本", "12"), ("10", "abc", "3")], width=None, right=(0, 2)) == [
        "ID  Title   N",
        " 1  日本   12",
        "10  abc     3",
    ]


def test_the_widest_soft_column_gives_way() -> None:
    lines = table([("1", "a long title indeed", "short"), ("2", "b", "c")], width=20, soft=(1, 2))
    assert lines == ["1  a long ti…  short", "2  b           c"]


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=8), st.integers(1, 60))
def test_a_table_fits_any_width(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = table(rows, width=width, soft=(1, 2))
    assert len(lines) == len(rows)
    assert all(cells(line) <= width for line in lines)
