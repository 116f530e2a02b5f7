"""Reads the pages of an SQLite file and of its WAL without SQLite; nothing in them is trusted.

https://www.sqlite.org/fileformat2.html describes both formats.
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
"""Bytes of a page; every library is created with it (see schema/connection.py)."""
HEADER = 100
"""Bytes of the file header, at the beginning of the first page."""

_WAL_HEADER = struct.Struct(">8I")
"""Magic, format, page size, checkpoint number, the two salts, the two checksums."""
_FRAME_HEADER = struct.Struct(">6I")
"""Page number, pages of the file after a commit (else 0), the two salts, the two checksums."""
_MAGIC = 0x377F0682
"""Of a WAL whose checksums read its words as little-endian; one more: as big-endian."""
_TRUNK = struct.Struct(">2I")
"""The next trunk page of the freelist, and how many pages this one lists."""


class Pages:
    """A file and its WAL, opened for reading."""

    def __init__(self, file: Path) -> None:
        """Raises `OSError`; a missing file counts as empty."""
        self._file: BufferedReader | None = file.open("rb") if file.exists() else None
        self._wal: BufferedReader | None = None
        self._places: dict[int, int] = {}
        self.count = self._file.seek(0, 2) // SIZE if self._file else 0
        """The number of pages; a truncated last one does not count."""
        wal = file.with_name(file.name + "-wal")
        if wal.exists():
            self._wal = wal.open("rb")
            # A file grows by at most one page for each frame of its WAL: larger page numbers are damage, and would cost
            # endless time.
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
        """A page by its number, from 1; empty when it does not exist."""
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
        """The schema version (`user_version`) in the header."""
        return int.from_bytes(self.page(1)[60:64], "big")

    def free(self) -> tuple[frozenset[int], bool]:
        """The pages of the freelist, and whether that could be read to its end."""
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
    """Its offset in the file."""
    commits: bool
    """Whether it ends a transaction."""


def _committed(wal: BufferedReader) -> dict[int, int]:
    """The offset of the last valid state of each page in a WAL, up to the last committed transaction."""
    places: dict[int, int] = {}
    begun: dict[int, int] = {}
    for frame in _frames(wal):
        begun[frame.page] = frame.place
        if frame.commits:
            places |= begun
            begun.clear()
    return places


def _frames(wal: BufferedReader) -> Iterator[_Frame]:
    """The frames with valid checksums; each is checked by itself, so that a damaged one invalidates no other.

    Frames of an earlier use of the WAL, which follow those of the present one, have other salts. Where the header is
    damaged, the first frame's salts are taken for the present ones.
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
        # The checksum the first frame continues from is unknown where the header is damaged.
        is_first = not is_sound and place == _WAL_HEADER.size
        ours = salts if is_first else ours
        if salts == ours and (is_first or _sums(data[:8] + data[_FRAME_HEADER.size :], before, order) == sums):
            yield _Frame(page, place + _FRAME_HEADER.size, size > 0)
        place += len(data)


def _sums(data: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's checksums of a piece of the WAL, continued from those of the piece before."""
    words = array("I", data)
    if order != sys.byteorder:
        words.byteswap()
    one, other = before
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other
