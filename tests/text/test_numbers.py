"""Numbers as strangers write them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.text.numbers import MOST, json_number, signed_number, whole_number

LONG = 5_000
"""More figures than Python reads."""


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0), ("42", 42), (" 42\n", 42), ("007", 7), ("٤٢", 42), (str(MOST), MOST), (str(MOST + 1), None),
        ("", None), (" ", None), ("4 2", None), ("-1", None), ("+1", None), ("1_0", None), ("1.0", None), ("x", None),
        ("²", None), ("0" * LONG + "65", 65), ("9" * LONG, None), ("0" * LONG, 0), ("٠" * LONG, None),
    ],
)  # fmt: skip
def test_figures(written: str, number: int | None) -> None:
    assert whole_number(written) == number


@pytest.mark.parametrize(
    ("written", "base", "number"),
    [
        ("ff", 16, 255), ("FF", 16, 255), ("fg", 16, None), ("0x1", 16, None), ("", 16, None), ("17", 8, 15),
        ("8", 8, None), ("0" * LONG + "41", 16, 65), ("f" * LONG, 16, None),
    ],
)  # fmt: skip
def test_other_figures(written: str, base: int, number: int | None) -> None:
    assert whole_number(written, base=base) == number


def test_no_more_than_asked_for() -> None:
    assert whole_number("100", 100) == 100
    assert whole_number("101", 100) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [("-5", -5), ("+5", 5), ("5", 5), (" -5 ", -5), ("--5", None), ("-", None), ("", None), ("-" + "9" * LONG, None)],
)
def test_with_a_sign(written: str, number: int | None) -> None:
    assert signed_number(written) == number


@given(st.integers(-MOST, MOST))
def test_every_number_is_read_as_it_is(number: int) -> None:
    assert signed_number(str(number)) == json.loads(str(number), parse_int=json_number) == number


@given(st.text())
def test_nothing_is_raised(written: str) -> None:
    number = whole_number(written)
    assert number is None or 0 <= number <= MOST
    for base in (8, 16):
        whole_number(written, base=base)


def test_a_document_of_json_is_not_lost_for_a_number() -> None:
    assert json.loads(f'{{"a": {"9" * LONG}, "b": -{"9" * LONG}, "c": 3}}', parse_int=json_number) == {
        "a": 0, "b": 0, "c": 3,
    }  # fmt: skip
