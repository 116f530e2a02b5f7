"""A progress bar on stderr, if that is a terminal."""

from __future__ import annotations

import os
import sys

from placentin_tui.cli.output import columns
from placentin_tui.text.sanitize import clean

_WIDTH = 24
_CLEAR = "\r\x1b[K"


class Progress:
    """`━━━━━━────── 12/200 Le Placentin`, repainted in place."""

    def __init__(self) -> None:
        self._total = self._done = 0
        self._shown = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._signs = "━─" if (sys.stderr.encoding or "").lower().replace("-", "") == "utf8" else "#-"

    def begin(self, total: int, what: str = "") -> None:
        """Start with `total` steps."""
        self._total, self._done = total, 0
        self.show(what)

    def step(self, what: str) -> None:
        """Count a step; `what` is its name."""
        self._done += 1
        self.show(what)

    def show(self, what: str) -> None:
        """Repaint the bar, with what is being done."""
        if not self._shown:
            return
        from placentin_tui.rendering.truncate import cut  # 40 ms with what it needs, and scripts see no bar

        filled = _WIDTH * self._done // max(self._total, 1)
        bar = self._signs[0] * filled + self._signs[1] * (_WIDTH - filled)
        self._write(_CLEAR + cut(f"{bar}  {self._done}/{self._total}  {clean(what)}", columns() - 1))

    def clear(self) -> None:
        """Remove the bar, before other lines and at the end."""
        self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if self._shown:
            sys.stderr.write(text)
            sys.stderr.flush()
