"""Reads the rows of a damaged library without SQLite; each has been checked against its table's `Shape`.

Each table's b-tree is walked as far as possible. Where a page is missing the rowids of its rows are known; the whole
file is then scanned for pages with such rows, and for pages that should belong to a tree and do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.library.recovery.btree import KEY_INNER, KEY_LEAF, TABLE_LEAF, OverflowReader, node, values
from placentin_tui.library.recovery.pages import HEADER
from placentin_tui.library.recovery.row_shapes import of_library
from placentin_tui.library.recovery.walk_tables import Tree, fits, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from placentin_tui.library.recovery.btree import Cell, Node, Value
    from placentin_tui.library.recovery.pages import Pages
    from placentin_tui.library.recovery.row_shapes import Row, Shape

    Found: TypeAlias = tuple[str, Row]

_SCHEMA = "sqlite_schema"
SAMPLE = 4
"""Rows of a page that are examined to tell whether it may belong to a table."""


class Salvage:
    """The rows of a damaged file."""

    def __init__(self, pages: Pages) -> None:
        """`pages`: the open file."""
        self._pages = pages
        self._overflow = OverflowReader(pages.page, pages.count)
        self._free, self._is_free_known = pages.free()
        shapes = of_library()
        schema = shapes.pop(_SCHEMA)
        self.shapes = shapes
        """The shapes of the library's tables, by name."""
        self.version = pages.version()
        """The schema version in its header."""
        self.lost: set[str] = set()
        """Tables and indexes of which something could not be read."""
        self.names: set[str] = set()
        """The tables, indexes and triggers that its schema lists."""
        self._roots: dict[str, int] = {_SCHEMA: 1}
        for _table, (_type, name, _of, root, _sql) in self._rows([schema]):
            self.names.add(str(name))
            if isinstance(root, int) and root > 1:
                self._roots.setdefault(str(name), root)

    def rows(self) -> Iterator[Found]:
        """Every row that can be read, with its table's name; some may come twice. `lost` is complete at the end."""
        return self._rows(self.shapes.values())

    def keys(self, index: str) -> Iterator[list[Value]]:
        """The entries of an index, as far as they can be read."""
        tree = Tree(self._pages)
        for cell in tree.cells(self._roots.get(index, 0)):
            if (found := self._values(cell)) is not None:
                yield found
        if tree.gaps:
            self.lost.add(index)

    def _rows(self, wanted: Iterable[Shape]) -> Iterator[Found]:
        """The rows of these tables: by their trees, then from pages no tree leads to."""
        trees: list[tuple[Shape, Tree]] = []
        for shape in wanted:
            tree = Tree(self._pages, shape)
            for cell in tree.cells(self._roots.get(shape.name, 0)):
                if (row := self._row(shape, cell)) is None:
                    self.lost.add(shape.name)
                else:
                    yield shape.name, row
            if tree.gaps:
                self.lost.add(shape.name)
            if shape.is_unlike_others:
                trees.append((shape, tree))
        if any(tree.gaps for _shape, tree in trees) or len(trees) > 1:
            yield from self._strays(trees)

    def _strays(self, trees: Sequence[tuple[Shape, Tree]]) -> Iterator[Found]:
        """Rows on pages that no tree leads to, though one should: rows are missing there, or the page is not free."""
        sought = {TABLE_LEAF: True, KEY_LEAF: False, KEY_INNER: False}
        for number in range(1, self._pages.count + 1):
            data = b"" if number in self._free else self._pages.page(number)
            is_numbered = sought.get(data[HEADER if number == 1 else 0]) if data else None
            apart = [each for each in trees if each[0].is_numbered == is_numbered and number not in each[1].seen]
            found = node(data, first=number == 1) if apart else None
            for shape, tree in apart if found else ():
                if found and any(fits(shape, cell) for cell in found.cells[:SAMPLE]):
                    yield from self._missing(shape, tree, found)

    def _missing(self, shape: Shape, tree: Tree, found: Node) -> Iterator[Found]:
        """The rows of a table on a page that its tree does not lead to."""
        is_anywhere = self._is_free_known or (tree.gaps and not shape.is_numbered)
        for cell, is_in_place in placed(found.cells) if shape.is_numbered else ((key, True) for key in found.cells):
            if (is_anywhere or cell.number in tree.gaps) and is_in_place and (row := self._row(shape, cell)):
                self.lost.add(shape.name)
                yield shape.name, row

    def _row(self, shape: Shape, cell: Cell) -> Row | None:
        """The row of a cell; `None` when it does not fit the table."""
        found = self._values(cell)
        try:
            return None if found is None else shape.row(cell.number, found)
        except ValueError:
            return None

    def _values(self, cell: Cell) -> list[Value] | None:
        try:
            return values(self._overflow.payload(cell))
        except (IndexError, ValueError):
            return None
