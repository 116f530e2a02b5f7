"""The launch frame of the next start, painted by a process of its own."""

from __future__ import annotations

import asyncio
import sys
from subprocess import DEVNULL
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.ui.protocols import ReaderApp


async def keep_meanwhile(app: ReaderApp) -> None:
    """Have a process of its own keep the launch frame while the paper lies open: no key waits for it."""
    command = [sys.executable, "-m", "placentin_tui", "frame", *map(str, app.size), *["--offline"] * app.offline]
    painter = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )
    try:
        await painter.wait()
    finally:
        if painter.returncode is None:
            painter.kill()
