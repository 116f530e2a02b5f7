"""A progress bar on stderr, where a person watches; nothing anywhere else."""

from __future__ import annotations

import os
import sys

from placentin_tui.cli.output import columns
from placentin_tui.text.sanitize import clean

_WIDTH = 24
_CLEAR = "\r\x1b[K"


class Progress:
    """`━━━━━━──────  12/200  Le Placentin`, painted over itself."""

    def __init__(self) -> None:
        self._total = self._done = 0
        self._shown = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._signs = "━─" if (sys.stderr.encoding or "").lower().replace("-", "") == "utf8" else "#-"

    def begin(self, total: int, what: str = "") -> None:
        """So many are to be done."""
        self._total, self._done = total, 0
        self.show(what)

    def step(self, what: str) -> None:
        """One more is done; `what` is its name."""
        self._done += 1
        self.show(what)

    def show(self, what: str) -> None:
        """Paint the bar, with what is going on."""
        if not self._shown:
            return
        from placentin_tui.rendering.truncate import cut  # 40 ms with what it needs, and scripts see no bar

        filled = _WIDTH * self._done // max(self._total, 1)
        bar = self._signs[0] * filled + self._signs[1] * (_WIDTH - filled)
        self._write(_CLEAR + cut(f"{bar}  {self._done}/{self._total}  {clean(what)}", columns() - 1))

    def clear(self) -> None:
        """Take the bar away: other lines come, or all is done."""
        self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if self._shown:
            sys.stderr.write(text)
            sys.stderr.flush()
