"""Textual's terminal driver, with columns anchored, and able to start on the screen the launch frame was printed to."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from placentin_tui.startup import cached_frame
from placentin_tui.ui.column_anchors import anchored
from placentin_tui.ui.textual_internals import app_of

_ALTERNATE = "\x1b[?1049h"


_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


class AnchoringDriver(LinuxDriver):
    """Anchors columns after text of doubtful width, and keeps the cursor visible where the setting says so."""

    def write(self, data: str) -> None:
        """Write to the terminal; replaces Textual's sequence that hides the cursor where the cursor is to be seen."""
        if data == _HIDE_CURSOR and getattr(app_of(self), "shows_cursor", False):
            data = _SHOW_CURSOR
        super().write(anchored(data))


class CachedFrameDriver(AnchoringDriver):
    """Starts without clearing the screen: leaves out the first switch to the alternate screen, which shows the launch
    frame.
    """

    def write(self, data: str) -> None:
        """Write to the terminal, but for the first switch to the alternate screen."""
        if data == _ALTERNATE and cached_frame.is_on_show():
            cached_frame.taken_over()
            return
        super().write(data)
