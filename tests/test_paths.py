"""The folders: the platform's, and for this user only."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from placentin_tui.paths import Paths

if TYPE_CHECKING:
    from pathlib import Path


def test_xdg_folders_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = Paths.of_user()
    assert paths.library == tmp_path / "DATA" / "placentin-tui" / "library.db"
    assert paths.config_file == tmp_path / "CONFIG" / "placentin-tui" / "config.toml"
    assert paths.pictures == tmp_path / "CACHE" / "placentin-tui" / "pictures"


def test_naming_the_folders_makes_none(tmp_path: Path) -> None:
    Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_for_the_user_alone(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "deep" / "data", tmp_path / "config", tmp_path / "cache")
    paths.create()
    paths.create()
    for folder in (paths.data, paths.config, paths.cache, paths.pictures):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_in_a_folders_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(FileExistsError):
        Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache").create()
