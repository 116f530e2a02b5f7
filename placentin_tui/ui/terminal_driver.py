"""The terminal's driver: the toolkit's, with columns anchored, and able to take over a screen that shows something."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from placentin_tui.startup import cached_frame
from placentin_tui.ui.column_anchors import anchored
from placentin_tui.ui.textual_internals import app_of

_ALTERNATE = "\x1b[?1049h"


_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


class AnchoringDriver(LinuxDriver):
    """Says the column anew behind letters whose width terminals disagree on; leaves the cursor visible where it is
    wanted.
    """

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data == _HIDE_CURSOR and getattr(app_of(self), "shows_cursor", False):
            data = _SHOW_CURSOR
        super().write(anchored(data))


class CachedFrameDriver(AnchoringDriver):
    """Comes in without clearing the screen: it leaves out the first step into the alternate one, where the launch frame
    stands already.
    """

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data == _ALTERNATE and cached_frame.is_on_show():
            cached_frame.taken_over()
            return
        super().write(data)
