"""The terminal's driver for a screen that shows the launch frame: it comes in without clearing it."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from placentin_tui import launch

_ALTERNATE = "\x1b[?1049h"


class TakingOver(LinuxDriver):
    """Leaves out the first step into the alternate screen, where the front page stands already."""

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data == _ALTERNATE and launch.is_on_show():
            launch.taken_over()
            return
        super().write(data)
