"""Decodes the b-tree pages of an SQLite file, and the values of a row. Nothing in them is trusted.

Tables are trees whose leaves hold rows by rowid; tables without rowid, and indexes, are trees of keys, and every page
of those holds some. https://www.sqlite.org/fileformat2.html#b_tree_pages
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from placentin_tui.library.recovery.pages import HEADER, SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

Value: TypeAlias = int | float | str | bytes | None

LARGEST = 1 << 26
"""Bytes of a row, at most; the longest text of a feed is a small part of it."""
MOST_COLUMNS = 200
MOST_STRAY = 4
"""Overflow pages read, at most, for each page of the file: two rows share no overflow page."""

TABLE_LEAF, TABLE_INNER, KEY_LEAF, KEY_INNER = 0x0D, 0x05, 0x0A, 0x02
_KINDS = frozenset((TABLE_LEAF, TABLE_INNER, KEY_LEAF, KEY_INNER))

# How much of a row is stored on the page itself.
_MOST_OF_ROW = SIZE - 35
_MOST_OF_KEY = (SIZE - 12) * 64 // 255 - 23
_LEAST = (SIZE - 12) * 32 // 255 - 23
_ON_OTHERS = SIZE - 4
"""Bytes of a row on each overflow page, after the number of the next one."""

_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of integers, by serial type."""
_REAL, _ZERO, _ONE, _FIRST_BYTES = 7, 8, 9, 12


class Cell(NamedTuple):
    """A row on a page, or the part of it stored there."""

    number: int
    """The rowid; 0 for a key."""
    size: int
    """Bytes of the whole row."""
    start: bytes
    """The bytes on this page."""
    rest: int
    """The first overflow page, 0 when there is none."""


class Node(NamedTuple):
    """A page of a b-tree."""

    kind: int
    cells: tuple[Cell, ...]
    children: tuple[tuple[int, int], ...]
    """The child pages but for the last, each with the highest rowid below it (0 in trees of keys)."""
    last: int
    """The last child page, 0 when there is none."""
    is_whole: bool
    """Whether everything the page's header announces could be read."""


def node(data: bytes, *, first: bool = False, kind: int = 0) -> Node | None:
    """Decode a page; `None` when it is no b-tree page. `first`: it is the file's first page.

    `kind`: the page type to assume where its first byte is none of the four.
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
    """The free bytes among a page's cells, as far as the list of free blocks can be followed."""
    place = int.from_bytes(data[begin + 1 : begin + 3], "big")
    unused, last = data[begin + 7], 0
    while last < place <= SIZE - 4:
        unused += int.from_bytes(data[place + 2 : place + 4], "big")
        last, place = place, int.from_bytes(data[place : place + 2], "big")
    return unused


def _cell(data: bytes, place: int, *, has_number: bool) -> tuple[Cell, int]:
    """The cell at an offset of a page, and its end. Raises `ValueError` or `IndexError`."""
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
    """Decode a varint of up to nine bytes; returns it and its end. Raises `IndexError`."""
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


class OverflowReader:
    """Reads rows that continue on overflow pages."""

    def __init__(self, page: Callable[[int], bytes], pages: int) -> None:
        """`page` gives a page by its number; `pages`: how many the file has."""
        self._page = page
        self._left = MOST_STRAY * pages

    def payload(self, cell: Cell) -> bytes:
        """The whole row. Raises `ValueError` when a part of it is missing."""
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
    """The serial types of a row's values, and where the values begin. Raises `ValueError` or `IndexError`."""
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
    """The values of a row. Raises `ValueError` or `IndexError` where its bytes do not match its header."""
    found: list[Value] = []
    wanted, place = kinds(payload)
    for kind in wanted:
        value, place = _value(payload, kind, place)
        found.append(value)
    if place != len(payload):
        raise ValueError(place)
    return found


def _value(payload: bytes, kind: int, place: int) -> tuple[Value, int]:
    """One value of this serial type at `place`, and its end."""
    if kind >= _FIRST_BYTES:
        end = place + (kind - _FIRST_BYTES) // 2
        part = payload[place:end]
        # A slice beyond the end is shortened silently by Python: `values` compares the end.
        return (part.decode("utf-8", "replace") if kind & 1 else part), end
    if kind in _NUMBERS:
        end = place + _NUMBERS[kind]
        return int.from_bytes(payload[place:end], "big", signed=True), end
    if kind == _REAL:
        return struct.unpack_from(">d", payload.ljust(place + 8, b"\0"), place)[0], place + 8
    return {_ZERO: 0, _ONE: 1}.get(kind), place


def storage(kind: int) -> str:
    """The storage class of a serial type, by the names of SQLite's `typeof`."""
    if kind >= _FIRST_BYTES:
        return "text" if kind & 1 else "blob"
    if kind == _REAL:
        return "real"
    return "integer" if kind else "null"
