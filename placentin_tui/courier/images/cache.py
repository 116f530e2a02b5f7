"""The picture folder: files named after their content's hash, and a limit of their total size."""

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
"""Part of the budget to which the folder shrinks when it is full, so that it does not at every picture."""
FORGOTTEN = 60 * 60
"""Seconds after which a temporary file counts as left behind by a process that was killed."""


class ImageCache:
    """The folder, and the bytes in it since the last `measure`."""

    def __init__(self, path: Path, budget: int) -> None:
        """`budget`: bytes of all files together."""
        self._path = path
        self._budget = budget
        self._bytes = 0

    @property
    def has_room(self) -> bool:
        """Whether pictures can be added without deleting others."""
        return self._bytes < self._budget * SLACK

    @property
    def is_too_full(self) -> bool:
        """Whether the files exceed the budget."""
        return self._bytes > self._budget

    def keep(self, picture: Scaled) -> Path:
        """Write a picture under the hash of its content, atomically; returns the path. Raises `LibraryError`."""
        path = self._path / (hashlib.sha256(picture.data).hexdigest() + picture.suffix)
        if path.is_file():
            return path
        try:
            paths.make(self._path)
            # Written beside its place (0600, as temporary files are), then renamed.
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
        """Delete files in this order until the folder is small enough; returns those that were deleted or missing."""
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
        """Count the bytes of all files; delete old temporary ones."""
        self._bytes = 0
        # OSError: the folder does not exist yet; or it cannot be read, which the first picture reports.
        with suppress(OSError), os.scandir(self._path) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                if entry.name.startswith(".") and status.st_mtime < time.time() - FORGOTTEN:
                    Path(entry.path).unlink(missing_ok=True)
                else:
                    self._bytes += status.st_size
