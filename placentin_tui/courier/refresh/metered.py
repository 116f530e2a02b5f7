"""Whether the network is metered: then no picture is fetched that nobody asked for."""

from __future__ import annotations

import subprocess
from pathlib import Path

from placentin_tui.models.setting_enums import Metered

PATIENCE = 1.0
"""Seconds for the system to answer."""
_MANAGER = "org.freedesktop.NetworkManager"
_ASK = ("busctl", "--system", "get-property", _MANAGER, "/org/freedesktop/NetworkManager", _MANAGER, "Metered")
# NetworkManager's NMMetered: 1 yes, 2 no, 3 guessed yes (a telephone's hotspot), 4 guessed no, 0 unknown.
_YES = ("u 1", "u 3")


def is_metered(setting: Metered, runs: Path = Path("/run/NetworkManager")) -> bool:
    """What the setting says; with `auto` what NetworkManager says, where it runs, and elsewhere no."""
    if setting is not Metered.AUTO:
        return setting is Metered.YES
    if not runs.is_dir():
        return False
    try:
        done = subprocess.run(_ASK, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - a constant
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.stdout.strip() in _YES
