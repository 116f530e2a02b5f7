"""Walks one table's b-tree as far as it is intact, and notes which rowids are missing."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from placentin_tui.library.recovery.btree import KEY_INNER, KEY_LEAF, TABLE_INNER, TABLE_LEAF, Cell, Node, kinds, node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.library.recovery.pages import Pages
    from placentin_tui.library.recovery.row_shapes import Shape

DEEPEST = 20
"""Levels of a tree, by SQLite's own limit."""
LOWEST, HIGHEST = 0, (1 << 63) - 1
"""No row of the library has a rowid this low, or a higher one."""


class Gaps:
    """The rowids of the rows that a tree should lead to, and does not."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._is_merged = True

    def __bool__(self) -> bool:
        return bool(self._spans)

    def add(self, low: int, high: int) -> None:
        """Add those above `low`, up to `high`."""
        self._spans.append((low, high))
        self._is_merged = False

    def __contains__(self, number: int) -> bool:
        """Whether the row of this rowid may be missing."""
        if not self._is_merged:
            self._merge()
        at = bisect_right(self._spans, (number - 1, HIGHEST)) - 1
        return at >= 0 and self._spans[at][0] < number <= self._spans[at][1]

    def _merge(self) -> None:
        """Sort the spans and merge those that overlap."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted(self._spans):
            if merged and low <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(high, merged[-1][1])
            else:
                merged.append((low, high))
        self._spans, self._is_merged = merged, True


class Tree:
    """The b-tree of a table, or of an index (which has no shape)."""

    def __init__(self, pages: Pages, shape: Shape | None = None) -> None:
        """`shape`: the table's, by which its rows are recognised."""
        self._pages = pages
        self._shape = shape
        self._inner, self._leaf = (TABLE_INNER, TABLE_LEAF) if shape and shape.is_numbered else (KEY_INNER, KEY_LEAF)
        self.seen: set[int] = set()
        """Numbers of the pages it leads to."""
        self._doubtful: list[Cell] = []
        self.gaps = Gaps()
        """Where rows are missing; in trees of keys, anywhere or nowhere."""

    def cells(self, root: int) -> Iterator[Cell]:
        """The rows of the tree below page `root`; last those whose rowids may be damaged."""
        yield from self._below(root, LOWEST, HIGHEST, DEEPEST)
        yield from self._doubtful

    def _below(self, number: int, low: int, high: int, depth: int) -> Iterator[Cell]:
        """The rows on a page and below it, whose rowids should lie above `low`, up to `high`."""
        found = None if number in self.seen or not depth else self._node(number)
        self.seen.add(number)
        if found is None or not found.is_whole or self._is_empty(found, low, high):
            self.gaps.add(low, high)
        if found is None:
            return
        if found.kind == TABLE_LEAF:
            yield from self._numbered(found.cells, low, high)
            return
        yield from found.cells
        before = low
        for child, most in (*found.children, (found.last, high)) if found.kind in (TABLE_INNER, KEY_INNER) else ():
            if found.kind == KEY_INNER or not before <= most <= high:
                yield from self._below(child, low, high, depth - 1)
            else:
                yield from self._below(child, before, most, depth - 1)
                before = most

    def _numbered(self, cells: Sequence[Cell], low: int, high: int) -> Iterator[Cell]:
        """The rows of a leaf whose rowids are credible; the others are kept for later."""
        for cell, is_in_place in placed(cells, low, high):
            if not (is_in_place and low < cell.number <= high):
                self.gaps.add(low, high)
            if is_in_place:
                yield cell
            elif not (self._shape and self._shape.borrows_number):
                self._doubtful.append(cell)

    def _node(self, number: int) -> Node | None:
        """A page of the tree; `None` when it is none, or belongs to another one."""
        data = self._pages.page(number)
        found = node(data, first=number == 1)
        if found is None:
            # Its first byte may be all that is damaged.
            found = node(data, first=number == 1, kind=self._leaf)
            found = found and found._replace(is_whole=False)
        if found is None or found.kind not in (self._inner, self._leaf) or not self._is_ours(found.cells):
            return None
        return found

    def _is_ours(self, cells: Sequence[Cell]) -> bool:
        """Whether at least half of the rows have the form of the table's."""
        return self._shape is None or 2 * sum(fits(self._shape, cell) for cell in cells) >= len(cells)

    def _is_empty(self, found: Node, low: int, high: int) -> bool:
        """Whether a page that is not the only one is empty."""
        return not (found.cells or found.children) and (low, high) != (LOWEST, HIGHEST)


def fits(shape: Shape, cell: Cell) -> bool:
    """Whether a row on a page has the form of a table's."""
    try:
        return shape.fits(kinds(cell.start)[0])
    except (IndexError, ValueError):
        return False


def placed(cells: Sequence[Cell], low: int = LOWEST, high: int = HIGHEST) -> Iterator[tuple[Cell, bool]]:
    """The rows of a page, each with whether its rowid is credible; by the tree they lie above `low`, up to `high`.

    Rowids out of order are corrected where only one value is possible.
    """
    numbers = [cell.number for cell in cells]
    if 2 * sum(low < number <= high for number in numbers) <= len(cells):
        low, high = LOWEST, HIGHEST  # the page stands in another's place
    doubtful = _out_of_order(numbers)
    # Where tree and page disagree it is unknown which is right, unless only one rowid is possible.
    ends = {at for at in (0, len(cells) - 1) if cells and not low < numbers[at] <= high}
    for at, cell in enumerate(cells):
        if at in doubtful | ends:
            number = _only_number(numbers, doubtful | ends, at, low, high)
            known = number if number is not None or at in doubtful else cell.number
            yield (cell, False) if known is None else (cell._replace(number=known), True)
        else:
            yield cell, True


def _out_of_order(numbers: Sequence[int]) -> frozenset[int]:
    """The positions without which the others would ascend; both of two where it may be either."""
    found: set[int] = set()
    for at in range(len(numbers) - 1):
        if numbers[at] < numbers[at + 1]:
            continue
        without_this = at == 0 or numbers[at - 1] < numbers[at + 1]
        without_next = at + 2 >= len(numbers) or numbers[at] < numbers[at + 2]
        if without_this or not without_next:
            found.add(at)
        if without_next or not without_this:
            found.add(at + 1)
    return frozenset(found)


def _only_number(
    numbers: Sequence[int], doubtful: frozenset[int] | set[int], at: int, low: int, high: int
) -> int | None:
    """What a rowid must have been, if there are as many values between its neighbours as positions; else `None`."""
    first, last = at, at
    while first - 1 in doubtful:
        first -= 1
    while last + 1 in doubtful:
        last += 1
    before = numbers[first - 1] if first else low
    after = numbers[last + 1] if last + 1 < len(numbers) else high + 1
    return before + 1 + at - first if after - before - 2 == last - first else None
