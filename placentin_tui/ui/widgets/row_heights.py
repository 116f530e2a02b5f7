"""Where each row of a long list stands, when rows have heights of their own.

Rows are measured in blocks, when a block comes into view; all others count as high as the first block measured was on
average. The lines by which measured blocks differ from that are kept in a Fenwick tree, so that a row's line, and the
row at a line, take a few steps in a list of a million.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BLOCK = 64
"""Rows measured together: those an `ArticlePager` reads together."""


class RowHeights:
    """The lines of a list's rows, each at least one line high."""

    def __init__(self, rows: int, measure: Callable[[int, int], Iterable[int]], near: int = 0) -> None:
        """`measure`: the heights of the rows from one index up to another, the last one excluded; `near`: a row whose
        block is measured at once, and gives the height of those that are not.
        """
        self.rows = rows
        self._measure = measure
        self._tops: dict[int, array[int]] = {}
        """For each measured block the lines above its rows, and last its own height."""
        self._fresh: set[int] = set()
        """The measured blocks whose rows have not changed since."""
        self._usual = 2 * BLOCK
        """Lines of a whole block that is not measured."""
        self._excess = array("q")
        """Fenwick tree: by how many lines measured blocks are higher than that."""
        self._rebuild()
        if rows:
            block = min(near, rows - 1) // BLOCK
            lines = self._ensure(block)[-1]
            self._usual = max(BLOCK, round(lines * BLOCK / self._count(block)))
            self._rebuild()

    @property
    def total(self) -> int:
        """The lines of the whole list."""
        if not self.rows:
            return 0
        last = (self.rows - 1) // BLOCK
        return self._block_top(last) + self._block_height(last)

    def top(self, row: int) -> int:
        """The first line of a row; measures its block."""
        block, place = divmod(row, BLOCK)
        tops = self._ensure(block)
        return self._block_top(block) + tops[min(place, len(tops) - 1)]

    def height(self, row: int) -> int:
        """The lines of a row; measures its block."""
        block, place = divmod(row, BLOCK)
        tops = self._ensure(block)
        return tops[place + 1] - tops[place] if place + 1 < len(tops) else 1

    def row_at(self, line: int) -> tuple[int, int]:
        """The row at a line, and which of the row's lines it is; measures its block. The list must have rows."""
        block = self._block_at(max(0, line))
        tops = self._ensure(block)
        within = min(max(0, line - self._block_top(block)), tops[-1] - 1)
        place = bisect_right(tops, within) - 1
        return block * BLOCK + place, within - tops[place]

    def measure(self, first: int, last: int) -> bool:
        """Measure all blocks from line `first` to line `last` that are not, or whose rows have changed; whether there
        were any. Lines further down may be others then.
        """
        measured = False
        block = self._block_at(max(0, first))
        while self.rows and block <= (self.rows - 1) // BLOCK and self._block_top(block) <= last:
            measured |= block not in self._fresh
            self._ensure(block)
            block += 1
        return measured

    def first_measured(self, line: int, lines: int) -> tuple[int | None, int]:
        """The first row known among so many lines from one on, and how far below it begins; `None`: there is none."""
        block = self._block_at(max(0, line))
        while self.rows and block <= (self.rows - 1) // BLOCK and (top := self._block_top(block)) < line + lines:
            if block in self._fresh:
                row, _within = self.row_at(max(line, top))
                return row, self.top(row) - line
            block += 1
        return None, 0

    def is_measured(self, row: int) -> bool:
        """Whether the place of a row in its block is known."""
        return row // BLOCK in self._fresh

    def forget(self) -> None:
        """The rows may have changed: measure blocks again when they come into view."""
        self._fresh.clear()

    def resize(self, rows: int) -> None:
        """The list has another number of rows; those it had stay where they are."""
        if rows == self.rows:
            return
        changed = min(rows, self.rows) // BLOCK
        self.rows = rows
        self._fresh = {block for block in self._fresh if block < changed}
        self._tops = {block: tops for block, tops in self._tops.items() if block < changed}
        self._rebuild()

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _count(self, block: int) -> int:
        """The rows of a block."""
        return min(BLOCK, self.rows - block * BLOCK)

    def _unmeasured(self, block: int) -> int:
        """The lines a block counts as while it is not measured."""
        return max(1, self._count(block) * self._usual // BLOCK)

    def _ensure(self, block: int) -> array[int]:
        """The lines above each row of a block, measured now unless they are known."""
        if block not in self._fresh:
            # Before measuring: that reads the library, which may find that the list is shorter.
            self._fresh.add(block)
            start = block * BLOCK
            heights = [max(1, lines) for lines in self._measure(start, start + self._count(block))]
            before = self._block_height(block)
            self._tops[block] = array("q", accumulate(heights or [1], initial=0))
            self._add(block, self._tops[block][-1] - before)
        return self._tops[block]

    def _block_height(self, block: int) -> int:
        tops = self._tops.get(block)
        return self._unmeasured(block) if tops is None else tops[-1]

    def _block_top(self, block: int) -> int:
        """The first line of a block."""
        lines, at = block * self._usual, block
        while at:
            lines += self._excess[at]
            at &= at - 1
        return lines

    def _block_at(self, line: int) -> int:
        """The block a line is in; the last one for all lines below it."""
        count = len(self._excess) - 1
        block, step = 0, 1 << max(0, count.bit_length() - 1)
        while step:
            after = block + step
            if after <= count and (lines := self._excess[after] + step * self._usual) <= line:
                block, line = after, line - lines
            step >>= 1
        return min(block, max(0, count - 1))

    def _add(self, block: int, lines: int) -> None:
        """A block is so many lines higher than before."""
        at = block + 1
        while lines and at < len(self._excess):
            self._excess[at] += lines
            at += at & -at

    def _rebuild(self) -> None:
        """Make the tree anew from the measured blocks."""
        blocks = -(-self.rows // BLOCK)
        self._excess = array("q", bytes(8 * (blocks + 1)))
        if blocks:
            self._add(blocks - 1, self._unmeasured(blocks - 1) - self._usual)
        for block, tops in self._tops.items():
            self._add(block, tops[-1] - self._unmeasured(block))
