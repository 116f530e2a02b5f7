"""The pictures folder: files named after their content, and how many bytes of them there may be."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from placentin_tui import paths
from placentin_tui.errors import LibraryError
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.courier.images.scaler import Scaled

SLACK = 0.95
"""When room must be made, the folder shrinks to this part of its budget, and not again at the next picture."""
FORGOTTEN = 60 * 60
"""Seconds after which a file that is not yet in its place was left behind by a process that died."""


class ImageCache:
    """The folder, and how full it is since it was measured last."""

    def __init__(self, path: Path, budget: int) -> None:
        """`budget`: bytes the files may have together."""
        self._path = path
        self._budget = budget
        self._bytes = 0

    @property
    def has_room(self) -> bool:
        """More pictures can come without others going."""
        return self._bytes < self._budget * SLACK

    @property
    def is_too_full(self) -> bool:
        """There is more in it than there may be."""
        return self._bytes > self._budget

    def keep(self, picture: Scaled) -> Path:
        """Put a picture into the folder under the name of its content, whole or not at all; raises `LibraryError`."""
        path = self._path / (hashlib.sha256(picture.data).hexdigest() + picture.suffix)
        if path.is_file():
            return path
        try:
            paths.make(self._path)
            # Written beside its place (0600, as temporary files are), then moved there in one step.
            with NamedTemporaryFile(dir=self._path, prefix=".", delete=False) as file:
                try:
                    file.write(picture.data)
                    file.flush()
                    Path(file.name).replace(path)
                except OSError:
                    Path(file.name).unlink()
                    raise
        except OSError as error:
            raise LibraryError(_("The pictures’ folder cannot be written ({reason}).").format(reason=error)) from error
        self._bytes += len(picture.data)
        return path

    def shrink(self, names: Iterable[str]) -> list[str]:
        """Delete files in this order until the folder is small enough; those that were deleted, or not there."""
        gone = []
        for name in names:
            if self.has_room:
                break
            path = self._path / name
            try:
                size = path.stat().st_size
                path.unlink()
            except FileNotFoundError:
                size = 0
            except OSError:
                continue
            self._bytes -= size
            gone.append(name)
        return gone

    def measure(self) -> None:
        """Count the bytes of all files anew; those a process left half-written are swept out."""
        self._bytes = 0
        # OSError: it is not there yet; or it cannot be read, which the first picture says.
        with suppress(OSError), os.scandir(self._path) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                if entry.name.startswith(".") and status.st_mtime < time.time() - FORGOTTEN:
                    Path(entry.path).unlink(missing_ok=True)
                else:
                    self._bytes += status.st_size
