"""Pictures and the files they are kept in."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - msgspec reads these annotations at run time

import msgspec

from placentin_tui.timestamp import Timestamp  # noqa: TC001 - msgspec reads these annotations


class StoredPicture(msgspec.Struct, frozen=True):
    """A picture the library keeps: a file in the cache folder, scaled to what a terminal can show."""

    url: str
    path: Path | None
    """The file in the pictures folder, named after its content; `None`: it was asked for and cannot be had."""
    width: int = 0
    """Pixels of the file."""
    height: int = 0


class Unpictured(msgspec.Struct, frozen=True):
    """An article whose pictures nobody has asked for."""

    article: int
    source: int
    starred: bool
    at: Timestamp

    @property
    def worth(self) -> tuple[bool, Timestamp]:
        """Its place among others: starred ones before newer ones."""
        return self.starred, self.at


class KeptFile(msgspec.Struct, frozen=True):
    """A file in the pictures folder, and what it is worth: as much as the best article that shows it."""

    name: str
    starred: bool
    at: Timestamp

    @property
    def worth(self) -> tuple[bool, Timestamp]:
        """Its place among others and among the articles that want room."""
        return self.starred, self.at
