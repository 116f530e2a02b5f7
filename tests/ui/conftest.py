"""What the app's tests share."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from tests.ui.paper import Paper

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 10.0
"""Seconds a pause waits for threads: some tests hold one on purpose."""


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser and no clipboard of the machine's own, and one time zone."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def a_pause_outlasts_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a pause of a pilot the calls handed to threads, those that write to the library first of all, have
    returned, and what they changed is painted: on a busy machine any of them may take seconds.
    """
    plain, hand_over = Pilot.pause, asyncio.BaseEventLoop.run_in_executor
    running: set[asyncio.Future[Any]] = set()

    def handed_over(loop: asyncio.BaseEventLoop, *call: Any) -> asyncio.Future[Any]:
        future = hand_over(loop, *call)
        running.add(future)
        future.add_done_callback(running.discard)
        return future

    async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
        await plain(pilot, delay)
        end = time.monotonic() + PATIENCE
        while running and time.monotonic() < end:
            await asyncio.wait(running, timeout=0.1)
            await plain(pilot)

    monkeypatch.setattr(asyncio.BaseEventLoop, "run_in_executor", handed_over)
    monkeypatch.setattr(Pilot, "pause", pause)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A paper with twelve articles."""
    paper = Paper(tmp_path)
    paper.fill()
    return paper


@pytest.fixture
def empty(tmp_path: Path) -> Paper:
    """A paper nobody has subscribed to yet."""
    return Paper(tmp_path)
