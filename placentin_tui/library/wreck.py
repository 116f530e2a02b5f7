"""What can still be read of a damaged library, row by row; nothing of it is trusted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from placentin_tui.library import files
from placentin_tui.text import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

Row: TypeAlias = tuple[Any, ...]

PROBES = 1000
"""Places at which reading a table is taken up again, at most."""
HEADER, PAGE = 100, 4096
"""Bytes of the file's header, and of its first page, which says where the tables are."""
LAST_SECOND = 253_402_300_799
"""The end of the year 9999; slots count parts of a second, and no number of ours is larger."""

_TYPES: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes, "": object}
_MOMENTS = frozenset(
    {"published", "first_seen", "corrected", "visited", "at", "sent", "next_try", "last_refresh", "last_success"}
)
_NEEDED = ("source", "article", "letter")
_KEYS = frozenset({"identity", "digest", "key", "parent"})
"""Texts that are compared and never shown: they stay as they are."""
_WHOLE = -(2**63), 2**63 - 1


class Wreck:
    """A damaged file, opened to be read only."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, isolation_level=None)
        self._db.text_factory = lambda data: data.decode("utf-8", "replace")
        with suppress(sqlite3.Error):
            # Look at every page before believing it, and go on where the description of the tables is damaged.
            self._db.execute("PRAGMA cell_size_check = ON")
            self._db.execute("PRAGMA writable_schema = ON")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._db.close()

    @property
    def version(self) -> int:
        """The version of its tables, 0 when it cannot be read."""
        with suppress(sqlite3.Error):
            return int(self._db.execute("PRAGMA user_version").fetchone()[0])
        return 0

    def is_readable(self) -> bool:
        """Whether the tables are described, and rows can be read of one of those that matter."""
        return all(self.columns(table) for table in _NEEDED) and any(
            True for table in _NEEDED for _row in self.rows(table, ["id"])
        )

    def columns(self, table: str) -> dict[str, type]:
        """A table's columns with what they hold; none when the table is not there."""
        with suppress(sqlite3.Error):
            rows = self._db.execute(f"PRAGMA table_info({table})").fetchall()
            return {row[1]: _TYPES[row[2]] for row in rows if row[2] in _TYPES}
        return {}

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows that can be read and hold what such columns hold; some may come twice."""
        kinds = self.columns(table)
        for row in (
            self._by_number(table, columns) if self._is_numbered(table) else self._from_both_ends(table, columns)
        ):
            with suppress(ValueError):
                yield tuple(_sound(column, kinds[column], value) for column, value in zip(columns, row, strict=True))

    def _is_numbered(self, table: str) -> bool:
        try:
            self._db.execute(f"SELECT rowid FROM {table} LIMIT 0")
        except sqlite3.Error:
            return False
        return True

    def _by_number(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """By row number: up to the damage, down to it, and then on both sides of the middle of what is left."""
        spans, select = [_WHOLE], f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE rowid BETWEEN ? AND ?"
        for _probe in range(PROBES):
            if not spans:
                return
            low, high = spans.pop()
            last, whole = yield from self._numbered(f"{select} ORDER BY rowid", (low, high), 1)
            if whole:
                continue
            low = low if last is None else last + 1
            last, whole = yield from self._numbered(f"{select} ORDER BY rowid DESC", (low, high), -1)
            high = high if last is None else last - 1
            if not whole and low < high:
                middle = (low + high) // 2
                spans += [(middle + 1, high), (low, middle)]

    def _numbered(self, sql: str, span: tuple[int, int], step: int) -> Generator[Row, None, tuple[int | None, bool]]:
        """The rows as far as they can be read; the last one's number, and whether it was the last there is."""
        last: int | None = None
        try:
            with closing(self._db.execute(sql, span)) as cursor:
                for number, *row in cursor:
                    # A page that leads back to an earlier one would go round for ever.
                    if last is not None and (number - last) * step <= 0:
                        return last, False
                    last = number
                    yield tuple(row)
        except sqlite3.Error:
            return last, False
        return last, True

    def _from_both_ends(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """Of a table without numbers: up to the damage, then down to it."""
        keys = [row[1] for row in self._db.execute(f"PRAGMA table_info({table})").fetchall() if row[5]]
        for order in ("ASC", "DESC"):
            ordered = ", ".join(f"{key} {order}" for key in keys)
            before: Row | None = None
            try:
                with closing(
                    self._db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {ordered}")
                ) as cursor:
                    for row in cursor:
                        if row == before:
                            break
                        before = row
                        yield row
                    else:
                        return
            except sqlite3.Error:
                continue


def _sound(column: str, kind: type, value: Any) -> Any:
    """A value as it may stand in that column; raises `ValueError`."""
    if value is None:
        return None
    if not isinstance(value, kind):
        raise ValueError(column)
    if isinstance(value, int) and abs(value) > (LAST_SECOND if column in _MOMENTS else LAST_SECOND << 10):
        raise ValueError(column)
    return printable(value) if isinstance(value, str) and column not in _KEYS else value


def readings(file: Path, blank: Path) -> Iterator[Path]:
    """The file as it is, then copies with its header, then its first page, taken from `blank`, a new library.

    Both hold for every library: which tables there are and where they begin. A file that is shorter than a new one gets
    its end: so a WAL that has lost its file lies on a new one as on its own.
    """
    if files.is_database(file):
        yield file
    copy = file.with_name(f"{file.stem}.mending{file.suffix}")
    companion = copy.with_name(copy.name + "-wal")
    new = blank.read_bytes()
    try:
        for front in (HEADER, PAGE):
            for old, place in ((file, copy), (file.with_name(file.name + "-wal"), companion)):
                place.unlink(missing_ok=True)
                if old.exists():
                    shutil.copyfile(old, place)
            with copy.open("r+b" if copy.exists() else "w+b") as mended:
                size = mended.seek(0, 2)
                mended.write(new[size:])
                mended.seek(0)
                mended.write(new[:front])
                mended.seek(28)
                mended.write((max(size, len(new)) // PAGE).to_bytes(4, "big"))
            yield copy
    finally:
        for place in (copy, companion, copy.with_name(copy.name + "-shm")):
            place.unlink(missing_ok=True)
