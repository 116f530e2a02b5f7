"""Where things are kept: the data, config and cache folders of this user (platformdirs, so `XDG_*` on Linux)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import platformdirs

if TYPE_CHECKING:
    from pathlib import Path

NAME = "placentin-tui"


class Paths(msgspec.Struct, frozen=True):
    """The three folders, and what stands in them."""

    data: Path
    config: Path
    cache: Path

    @classmethod
    def of_user(cls) -> Paths:
        """The folders the platform gives this user."""
        dirs = platformdirs.PlatformDirs(NAME, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path)

    @property
    def library(self) -> Path:
        """The library's database file."""
        return self.data / "library.db"

    @property
    def crashes(self) -> Path:
        """The reports of crashes, each a file a person can send."""
        return self.data / "crashes"

    @property
    def config_file(self) -> Path:
        """What the person set."""
        return self.config / "config.toml"

    @property
    def pictures(self) -> Path:
        """The pictures' files; they can always be fetched again."""
        return self.cache / "pictures"

    def create(self) -> None:
        """Make the folders, for this user's eyes only; raises `OSError`."""
        for folder in (self.data, self.config, self.cache, self.pictures):
            make(folder)


def make(folder: Path) -> None:
    """Make a folder and what it stands in, all that is not there yet for this user's eyes only; raises `OSError`."""
    if not folder.is_dir():
        make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
