"""Rows of their own heights: where each stands, however few are measured."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from placentin_tui.ui.widgets.row_heights import BLOCK, RowHeights

if TYPE_CHECKING:
    from collections.abc import Sequence


class Rows:
    """Rows of known heights, which notes those that were asked for."""

    def __init__(self, heights: Sequence[int]) -> None:
        self.heights = list(heights)
        self.asked: list[int] = []

    def measure(self, start: int, stop: int) -> list[int]:
        self.asked += range(start, stop)
        return self.heights[start:stop]


def rows(count: int, seed: int = 1) -> Rows:
    random = Random(seed)
    return Rows([random.choice((1, 2, 3, 4)) for _row in range(count)])


@pytest.mark.parametrize("count", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 10 * BLOCK, 10 * BLOCK + 7])
@pytest.mark.parametrize("near", [0, 5, 10_000])
def test_each_line_has_its_row_whatever_order_they_are_measured_in(count: int, near: int) -> None:
    known = rows(count)
    heights = RowHeights(count, known.measure, near)
    for row in Random(2).sample(range(count), count):
        top = heights.top(row)
        assert heights.height(row) == known.heights[row]
        assert heights.row_at(top) == (row, 0)
        assert heights.row_at(top + known.heights[row] - 1) == (row, known.heights[row] - 1)
    assert heights.total == sum(known.heights)
    assert [heights.top(row) for row in range(count)] == [sum(known.heights[:row]) for row in range(count)]


def test_the_end_of_a_million_takes_the_first_and_the_last_rows_alone() -> None:
    count = 1_000_000
    asked: list[tuple[int, int]] = []

    def measure(start: int, stop: int) -> list[int]:
        asked.append((start, stop))
        return [3] * (stop - start)

    heights = RowHeights(count, measure)
    assert heights.total == 3 * count, "the others count as high as the first ones"
    assert heights.top(count - 1) == 3 * (count - 1)
    assert heights.row_at(heights.total - 1) == (count - 1, 2)
    assert asked == [(0, BLOCK), (count - BLOCK, count)]


def test_what_is_measured_above_moves_what_stands_below() -> None:
    known = Rows([2] * BLOCK + [4] * BLOCK + [2] * BLOCK)
    heights = RowHeights(len(known.heights), known.measure)
    below = heights.top(2 * BLOCK)
    assert below == 4 * BLOCK
    assert heights.measure(below - 1, below + 1)
    assert heights.top(2 * BLOCK) == 6 * BLOCK
    assert not heights.measure(6 * BLOCK, 6 * BLOCK), "known already"


def test_changed_rows_are_measured_again_and_keep_their_heights_until_then() -> None:
    known = Rows([2] * 3 * BLOCK)
    heights = RowHeights(len(known.heights), known.measure)
    heights.measure(0, heights.total)
    known.heights = [3] * 3 * BLOCK
    assert heights.total == 6 * BLOCK
    heights.forget()
    assert heights.total == 6 * BLOCK
    assert heights.top(2 * BLOCK) == 4 * BLOCK
    assert heights.height(2 * BLOCK) == 3
    assert heights.total == 7 * BLOCK


@pytest.mark.parametrize(("before", "after"), [(10, 300), (300, 10), (64, 128), (128, 64), (70, 0), (1, 1)])
def test_rows_come_and_go_at_the_end(before: int, after: int) -> None:
    known = rows(max(before, after))
    heights = RowHeights(before, known.measure)
    heights.measure(0, heights.total)
    heights.resize(after)
    while heights.measure(0, heights.total):
        pass
    assert heights.total == sum(known.heights[:after])
    for row in range(after):
        assert heights.top(row) == sum(known.heights[:row])


def test_no_rows_have_no_lines() -> None:
    heights = RowHeights(0, Rows([]).measure)
    assert heights.total == 0
    assert not heights.measure(0, 100)
    assert heights.first_measured(0, 10) == (None, 0)
