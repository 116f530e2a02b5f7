"""The b-trees of a database file: what stands on one of their pages, and the values of a row. Nothing is trusted.

Tables are trees whose leaves hold rows by their numbers; tables without such numbers, and indexes, are trees of keys,
and every page of those holds some. https://www.sqlite.org/fileformat2.html#b_tree_pages
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from placentin_tui.library.recovery.pages import HEADER, SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

Value: TypeAlias = int | float | str | bytes | None

LARGEST = 1 << 26
"""Bytes of a row, at most; the largest text of a feed is a small part of it."""
MOST_COLUMNS = 200
MOST_STRAY = 4
"""Pages read to follow rows that do not fit on theirs, at most, for each page of the file: rows share no such page."""

TABLE_LEAF, TABLE_INNER, KEY_LEAF, KEY_INNER = 0x0D, 0x05, 0x0A, 0x02
_KINDS = frozenset((TABLE_LEAF, TABLE_INNER, KEY_LEAF, KEY_INNER))

# How much of a row stands on the page itself.
_MOST_OF_ROW = SIZE - 35
_MOST_OF_KEY = (SIZE - 12) * 64 // 255 - 23
_LEAST = (SIZE - 12) * 32 // 255 - 23
_ON_OTHERS = SIZE - 4
"""Bytes of it on each of the pages where it goes on, behind the number of the next one."""

_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""The bytes of whole numbers, by their kind."""
_REAL, _ZERO, _ONE, _FIRST_BYTES = 7, 8, 9, 12


class Cell(NamedTuple):
    """A row on a page, or as much of it as stands there."""

    number: int
    """The row's own; of a key 0."""
    size: int
    """Bytes of the whole row."""
    start: bytes
    """Those on the page."""
    rest: int
    """The page where it goes on, 0 when it does not."""


class Node(NamedTuple):
    """A page of a tree."""

    kind: int
    cells: tuple[Cell, ...]
    children: tuple[tuple[int, int], ...]
    """The pages below it, but for the last: each with the highest number on it (of keys 0)."""
    last: int
    """The last page below it, 0 when there is none."""
    is_whole: bool
    """All it says to hold could be read."""


def node(data: bytes, *, first: bool = False, kind: int = 0) -> Node | None:
    """What stands on a page; `None` when it is no page of a tree. `first`: it is the file's first page.

    `kind` is what to take it for where it is none of the kinds there are.
    """
    begin = HEADER if first else 0
    if len(data) != SIZE or not (kind := data[begin] if data[begin] in _KINDS else kind):
        return None
    is_inner = kind in (TABLE_INNER, KEY_INNER)
    count = int.from_bytes(data[begin + 3 : begin + 5], "big")
    pointers = begin + (12 if is_inner else 8)
    is_whole = pointers + 2 * count <= SIZE
    count = min(count, (SIZE - pointers) // 2)
    cells: list[Cell] = []
    children: list[tuple[int, int]] = []
    used = 0
    for place in struct.unpack_from(f">{count}H", data, pointers):
        end = place
        try:
            if place < pointers + 2 * count:
                raise ValueError(place)
            if is_inner:
                child = int.from_bytes(data[place : place + 4], "big")
                most, end = varint(data, place + 4) if kind == TABLE_INNER else (0, place + 4)
                children.append((child, most))
            if kind != TABLE_INNER:
                cell, end = _cell(data, end, has_number=kind == TABLE_LEAF)
                cells.append(cell)
        except (IndexError, ValueError):
            is_whole = False
        used += max(4, end - place)
    is_whole = is_whole and used + _unused(data, begin) == SIZE - int.from_bytes(data[begin + 5 : begin + 7], "big")
    last = int.from_bytes(data[begin + 8 : begin + 12], "big") if is_inner else 0
    return Node(kind, tuple(cells), tuple(children), last, is_whole)


def _unused(data: bytes, begin: int) -> int:
    """The bytes nothing stands on any more among a page's rows, as far as they can be followed."""
    place = int.from_bytes(data[begin + 1 : begin + 3], "big")
    unused, last = data[begin + 7], 0
    while last < place <= SIZE - 4:
        unused += int.from_bytes(data[place + 2 : place + 4], "big")
        last, place = place, int.from_bytes(data[place : place + 2], "big")
    return unused


def _cell(data: bytes, place: int, *, has_number: bool) -> tuple[Cell, int]:
    """The row at a place of a page, and where it ends there; raises `ValueError` or `IndexError`."""
    size, place = varint(data, place)
    number = 0
    if has_number:
        number, place = varint(data, place)
    if not 0 < size <= LARGEST:
        raise ValueError(size)
    most = _MOST_OF_ROW if has_number else _MOST_OF_KEY
    here, rest = size, 0
    if size > most:
        here = _LEAST + (size - _LEAST) % _ON_OTHERS
        here = here if here <= most else _LEAST
        rest = int.from_bytes(data[place + here : place + here + 4], "big")
    end = place + here + 4 * (size > most)
    if end > SIZE:
        raise ValueError(place)
    return Cell(number, size, data[place : place + here], rest), end


def varint(data: bytes, place: int) -> tuple[int, int]:
    """A whole number of up to nine bytes, and where it ends; raises `IndexError`."""
    number = data[place]
    if number < 0x80:
        return number, place + 1
    number &= 0x7F
    for further in range(1, 8):
        byte = data[place + further]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + further + 1
    number = number << 8 | data[place + 8]
    return number - (1 << 64) if number >> 63 else number, place + 9


class Follower:
    """Reads the rows that go on on other pages."""

    def __init__(self, page: Callable[[int], bytes], pages: int) -> None:
        self._page = page
        self._left = MOST_STRAY * pages

    def payload(self, cell: Cell) -> bytes:
        """The whole row; raises `ValueError` when a part of it is not there."""
        if not cell.rest:
            return cell.start
        parts, missing, rest = [cell.start], cell.size - len(cell.start), cell.rest
        while missing > 0:
            data = self._page(rest)
            self._left -= 1
            if not data or self._left < 0:
                raise ValueError(rest)
            rest = int.from_bytes(data[:4], "big")
            parts.append(data[4 : 4 + missing])
            missing -= _ON_OTHERS
        return b"".join(parts)


def kinds(payload: bytes) -> tuple[list[int], int]:
    """The kinds of a row's values, and where they begin; raises `ValueError` or `IndexError`."""
    end, place = varint(payload, 0)
    if not place <= end <= len(payload):
        raise ValueError(end)
    found: list[int] = []
    while place < end:
        kind, place = varint(payload, place)
        found.append(kind)
        if kind < 0 or kind in (10, 11) or len(found) > MOST_COLUMNS:
            raise ValueError(kind)
    if place != end:
        raise ValueError(place)
    return found, end


def values(payload: bytes) -> list[Value]:
    """A row's values; raises `ValueError` or `IndexError` where it does not hold what it says."""
    found: list[Value] = []
    wanted, place = kinds(payload)
    for kind in wanted:
        value, place = _value(payload, kind, place)
        found.append(value)
    if place != len(payload):
        raise ValueError(place)
    return found


def _value(payload: bytes, kind: int, place: int) -> tuple[Value, int]:
    if kind >= _FIRST_BYTES:
        end = place + (kind - _FIRST_BYTES) // 2
        part = payload[place:end]
        # An index that goes on beyond the row is cut by Python without a word: `values` looks at the end.
        return (part.decode("utf-8", "replace") if kind & 1 else part), end
    if kind in _NUMBERS:
        end = place + _NUMBERS[kind]
        return int.from_bytes(payload[place:end], "big", signed=True), end
    if kind == _REAL:
        return struct.unpack_from(">d", payload.ljust(place + 8, b"\0"), place)[0], place + 8
    return {_ZERO: 0, _ONE: 1}.get(kind), place


def storage(kind: int) -> str:
    """What a kind of value is stored as, as SQLite's `typeof` says it."""
    if kind >= _FIRST_BYTES:
        return "text" if kind & 1 else "blob"
    if kind == _REAL:
        return "real"
    return "integer" if kind else "null"
