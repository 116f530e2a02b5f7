"""The folder of drawings: a file each, named after everything the drawing depends on, within a share of the pictures'
budget.
"""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from placentin_tui import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

FORGOTTEN = 60 * 60
"""Seconds after which a temporary file counts as left behind by a process that was killed."""
_LARGEST = 4_000_000
"""Bytes of a drawing, unpacked."""


def kept(folder: Path, name: str) -> tuple[str, ...] | None:
    """A drawing's data; `None` when it is not there, or damaged."""
    with suppress(OSError, ValueError, zlib.error):
        packed = (folder / name).read_bytes()
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, _LARGEST)
        if unpacker.eof:  # zlib has compared its checksum
            return msgspec.json.decode(data, type=tuple[str, ...])
    return None


def keep(folder: Path, name: str, data: tuple[str, ...]) -> None:
    """Write a drawing's data atomically; one that cannot be written is drawn again another time."""
    from tempfile import NamedTemporaryFile  # the reader only looks for what is kept

    with suppress(OSError):
        paths.make(folder)
        with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            try:
                file.write(zlib.compress(msgspec.json.encode(data), 6))
                file.flush()
                Path(file.name).replace(folder / name)
            except OSError:
                Path(file.name).unlink()
                raise


def shrink(folder: Path, budget: int) -> None:
    """Delete the oldest files until the others fit, and temporary ones that were left behind."""
    files = sorted(_files(folder))
    size = sum(entry[1] for entry in files)
    for _time, bytes_, path in files:
        if size <= budget:
            break
        with suppress(OSError):
            path.unlink()
            size -= bytes_


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """The files, with time and size."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                status = entry.stat(follow_symlinks=False)
                if entry.name.startswith(".") and status.st_mtime < time.time() - FORGOTTEN:
                    Path(entry.path).unlink()
                else:
                    yield status.st_mtime, status.st_size, Path(entry.path)
