"""The launch frame of the next start: the front page painted once more as it begins, where nobody sees it."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from placentin_tui import launch

if TYPE_CHECKING:
    from placentin_tui.app import PlacentinApp


def keep(app: PlacentinApp) -> None:
    """Keep the first frame of an app made for it, at the terminal's size: 70 ms."""
    try:
        size = os.get_terminal_size(2)
    except OSError:  # it is gone
        return
    if frame := asyncio.run(_painted(app, size)):
        launch.save(app.paths, frame, size, offline=app.offline)


async def _painted(app: PlacentinApp, size: tuple[int, int]) -> str:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return "" if app.first_start else app.first_frame()
