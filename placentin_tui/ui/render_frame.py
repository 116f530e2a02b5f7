"""Renders the launch frame of the next start: the first frame of the main screen, run headless."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.startup import cached_frame
from placentin_tui.ui.column_anchors import anchored
from placentin_tui.ui.textual_internals import whole_frame

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp


def keep(app: PlacentinApp, size: tuple[int, int], seen: str) -> None:
    """Render and save the first frame of an app made for that, at the terminal's size (columns, rows); takes 70 ms.

    `seen`: the stamps of the files it depends on, taken before the app was made.
    """
    if frame := asyncio.run(_painted(app, size)):
        cached_frame.save(app.paths, frame, size, seen, offline=app.offline)


async def _painted(app: PlacentinApp, size: tuple[int, int]) -> str:
    """Run the app headless and return its first frame as escape sequences; empty for a library without sources."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if app.first_start:
            return ""
        return anchored(whole_frame(app.front))
