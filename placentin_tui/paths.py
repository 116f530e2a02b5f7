"""The data, config and cache folders of this user (from platformdirs, so `XDG_*` on Linux) and the files in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import platformdirs

if TYPE_CHECKING:
    from pathlib import Path

NAME = "placentin-tui"


class Paths(msgspec.Struct, frozen=True):
    """The program's three folders."""

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
        """The folder of crash reports, each a file a person can send."""
        return self.data / "crashes"

    @property
    def config_file(self) -> Path:
        """The settings file; it need not exist."""
        return self.config / "config.toml"

    @property
    def pictures(self) -> Path:
        """The pictures' files; they can always be fetched again."""
        return self.cache / "pictures"

    @property
    def lettering(self) -> Path:
        """Headlines as they were drawn; they can always be drawn again."""
        return self.cache / "lettering"

    def create(self) -> None:
        """Make the folders, with access for this user only; raises `OSError`."""
        for folder in (self.data, self.config, self.cache, self.pictures):
            make(folder)


def make(folder: Path) -> None:
    """Make a folder and its missing parents, with access for this user only (mode 700); raises `OSError`."""
    if not folder.is_dir():
        make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
