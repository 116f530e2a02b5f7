"""Names compared and sorted as people do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.text.collation import folded, natural_key


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Écho", "echo"), ("ŒUVRE d’Été", "oeuvre d'ete"), ("STRASSE", "strasse"), ("Straße", "strasse"),
        ("Ærø", "aerø"), ("ﬁn", "fin"), ("", ""),
    ],
)  # fmt: skip
def test_without_case_accents_and_ligatures(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_numbers_by_their_value_and_accents_for_nothing() -> None:
    names = [
        "Journal 10",
        "journal 2",
        "Écho",
        "Echo 2",
        "écho 10",
        "Zèbre",
        "2 minutes",
        "10 minutes",
        "Journal 02",
        "",
    ]
    assert sorted(names, key=natural_key) == [
        "", "2 minutes", "10 minutes", "Écho", "Echo 2", "écho 10", "journal 2", "Journal 02", "Journal 10", "Zèbre",
    ]  # fmt: skip


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    assert len(sorted(names, key=natural_key)) == len(names)


def test_a_flood_of_figures_is_sorted_too() -> None:
    assert sorted(["9" * 5000, "1"], key=natural_key) == ["1", "9" * 5000]
