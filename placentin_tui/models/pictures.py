"""Stored pictures and their files."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - msgspec reads these annotations at run time

import msgspec

from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class StoredPicture(msgspec.Struct, frozen=True):
    """A picture in the library: a file in the cache folder, scaled to what a terminal can show."""

    url: str
    path: Path | None
    """The file in the pictures folder, named by the hash of its content; `None`: the download failed."""
    width: int = 0
    """Pixels of the file."""
    height: int = 0


class Unpictured(msgspec.Struct, frozen=True):
    """An article whose pictures were never requested."""

    article: int
    source: int
    starred: bool
    at: Timestamp

    @property
    def worth(self) -> tuple[bool, Timestamp]:
        """Its sort key for downloads: starred articles before newer ones."""
        return self.starred, self.at


class KeptFile(msgspec.Struct, frozen=True):
    """A file in the pictures folder, with the rank of the best article that shows it."""

    name: str
    starred: bool
    at: Timestamp

    @property
    def worth(self) -> tuple[bool, Timestamp]:
        """Its sort key for eviction, comparable with `Unpictured.worth`."""
        return self.starred, self.at
