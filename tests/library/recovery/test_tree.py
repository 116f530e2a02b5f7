"""Where rows are missing, and what a number can only have been."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.library.recovery.btree import Cell
from placentin_tui.library.recovery.walk_tables import HIGHEST, LOWEST, Gaps, placed

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda span: (min(span), max(span))))


@given(SPANS, SPANS)
def test_what_lies_in_a_gap(first: list[tuple[int, int]], then: list[tuple[int, int]]) -> None:
    gaps = Gaps()
    known: list[tuple[int, int]] = []
    for spans in (first, then):
        for span in spans:
            gaps.add(*span)
        known += spans
        for number in range(-1, 62):
            assert (number in gaps) == any(low < number <= high for low, high in known)
    assert bool(gaps) == bool(known)


def cells(*numbers: int) -> list[Cell]:
    return [Cell(number, 1, b"", 0) for number in numbers]


def numbers(found: list[Cell], low: int = LOWEST, high: int = HIGHEST) -> list[int | None]:
    """What the rows' numbers are held to be; `None` for those nobody knows."""
    return [cell.number if is_in_place else None for cell, is_in_place in placed(found, low, high)]


def test_numbers_in_order_are_believed() -> None:
    assert numbers(cells(1, 2, 9, 40)) == [1, 2, 9, 40]
    assert numbers(cells(1, 2, 9, 40), 0, 40) == [1, 2, 9, 40]
    assert numbers(cells(1, 2, 9, 40), 100, 140) == [1, 2, 9, 40]  # a page in another's place
    assert numbers(cells(72, 73), 51, 53) == [72, 73]  # the same, though as many would fit there
    assert numbers(cells(4099), 2, 3) == [4099]
    assert numbers([]) == []


def test_a_number_that_can_only_have_been_one_is_that() -> None:
    assert numbers(cells(1, 900, 3, 4)) == [1, 2, 3, 4]
    assert numbers(cells(1, 2, 2, 4)) == [1, 2, 3, 4]
    assert numbers(cells(7, 2, 3), 0, 3) == [1, 2, 3]
    assert numbers(cells(1, 2, 4099), 0, 3) == [1, 2, 3]
    assert numbers(cells(5, 6, 0, 8)) == [5, 6, 7, 8]
    assert numbers(cells(1, 0, 3)) == [1, 2, 3]
    assert numbers(cells(4, 5, 6), 4, 7) == [4, 5, 6]  # it may as well be the tree that is damaged


def test_one_that_may_have_been_several_is_none() -> None:
    assert numbers(cells(1, 900, 4, 5)) == [1, None, 4, 5]
    assert numbers(cells(900, 3, 4)) == [None, 3, 4]
    assert numbers(cells(1, 5, 5, 9)) == [1, None, None, 9]
