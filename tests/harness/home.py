"""A home of one's own for a program under test: its folders, and the environment that leads there."""

from __future__ import annotations

from pathlib import Path

_FOLDERS = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state"}


def environment(home: Path) -> dict[str, str]:
    """What a program's environment says when its person lives at `home`."""
    return {"HOME": str(home), **{name: str(home / folder) for name, folder in _FOLDERS.items()}}


def open_with_list(home: Path) -> None:
    """Have the program of the person at `home` open with the list of headlines, not with the front page."""
    folder = home / "config" / "placentin-tui"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('opens_on = "list"\n', "utf-8")
