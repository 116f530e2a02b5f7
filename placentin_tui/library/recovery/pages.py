"""The pages of a database file, and those its WAL has in their place; read without SQLite, nothing of it trusted.

https://www.sqlite.org/fileformat2.html says how both are laid out.
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path
    from types import TracebackType
    from typing import Self

SIZE = 4096
"""Bytes of a page; every library of ours is made with it (see `connection`)."""
HEADER = 100
"""Bytes of the file's header, with which the first page begins."""

_WAL_HEADER = struct.Struct(">8I")
"""Magic, format, page size, checkpoint, the two salts, the two sums."""
_FRAME_HEADER = struct.Struct(">6I")
"""Page, pages of the file after a commit (else 0), the two salts, the two sums."""
_MAGIC = 0x377F0682
"""Of a WAL whose sums take its words as little-endian numbers; one more: as big-endian ones."""
_TRUNK = struct.Struct(">2I")
"""The next page of the list of free ones, and how many this one names."""


class Pages:
    """A file and its WAL, open to be read only."""

    def __init__(self, file: Path) -> None:
        """Raises `OSError`; a file that is not there has no pages of its own."""
        self._file: BufferedReader | None = file.open("rb") if file.exists() else None
        self._wal: BufferedReader | None = None
        self._places: dict[int, int] = {}
        self.count = self._file.seek(0, 2) // SIZE if self._file else 0
        """How many pages there are; a last one that was cut is none."""
        wal = file.with_name(file.name + "-wal")
        if wal.exists():
            self._wal = wal.open("rb")
            # A file grows by a page for each of its WAL's at most: larger numbers would have us look for ever.
            most = self.count + wal.stat().st_size // SIZE
            self._places = {page: place for page, place in _committed(self._wal).items() if page <= most}
            self.count = max(self.count, *self._places, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for file in (self._file, self._wal):
            if file:
                file.close()

    def page(self, number: int) -> bytes:
        """A page by its number, from 1 on; empty when it is not there."""
        if not 1 <= number <= self.count:
            return b""
        file, place = self._file, (number - 1) * SIZE
        if number in self._places:
            file, place = self._wal, self._places[number]
        if file is None:
            return b""
        file.seek(place)
        data = file.read(SIZE)
        return data if len(data) == SIZE else b""

    def version(self) -> int:
        """The version of the tables, as the header has it."""
        return int.from_bytes(self.page(1)[60:64], "big")

    def free(self) -> tuple[frozenset[int], bool]:
        """The pages nothing stands on any more, and whether their list could be read to its end."""
        found: set[int] = set()
        trunk, count = struct.unpack(">2I", self.page(1)[32:40] or bytes(8))
        is_there = bool(self.page(1))
        while trunk not in found and (data := self.page(trunk)):
            found.add(trunk)
            trunk, named = _TRUNK.unpack_from(data)
            if named > (SIZE - _TRUNK.size) // 4:
                break
            found.update(struct.unpack_from(f">{named}I", data, _TRUNK.size))
        return frozenset(found), is_there and len(found) == count


class _Frame(NamedTuple):
    """A page in a WAL."""

    page: int
    place: int
    """Where it begins in the file."""
    commits: bool
    """With it a transaction ends."""


def _committed(wal: BufferedReader) -> dict[int, int]:
    """Where the last sound state of each page stands in a WAL, up to the last transaction that was ended."""
    places: dict[int, int] = {}
    begun: dict[int, int] = {}
    for frame in _frames(wal):
        begun[frame.page] = frame.place
        if frame.commits:
            places |= begun
            begun.clear()
    return places


def _frames(wal: BufferedReader) -> Iterator[_Frame]:
    """The frames whose sums are right; each is judged by itself, so that one that is damaged spoils no other.

    Frames of an earlier round, which stand behind those of this one, have other salts. Where the header is damaged, the
    first frame says which are this round's.
    """
    header = wal.read(_WAL_HEADER.size)
    if len(header) < _WAL_HEADER.size:
        return
    magic, _format, _size, _checkpoint, *ours, one, other = _WAL_HEADER.unpack(header)
    order = "big" if magic == _MAGIC + 1 else "little"
    sums = (one, other)
    is_sound = _sums(header[:24], (0, 0), order) == sums
    place = _WAL_HEADER.size
    while len(data := wal.read(_FRAME_HEADER.size + SIZE)) == _FRAME_HEADER.size + SIZE:
        page, size, *salts, one, other = _FRAME_HEADER.unpack_from(data)
        before, sums = sums, (one, other)
        # Of the first one behind a damaged header nobody knows what its sums go on from.
        is_first = not is_sound and place == _WAL_HEADER.size
        ours = salts if is_first else ours
        if salts == ours and (is_first or _sums(data[:8] + data[_FRAME_HEADER.size :], before, order) == sums):
            yield _Frame(page, place + _FRAME_HEADER.size, size > 0)
        place += len(data)


def _sums(data: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's sums of a piece of the WAL, going on from those of the piece before."""
    words = array("I", data)
    if order != sys.byteorder:
        words.byteswap()
    one, other = before
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other
