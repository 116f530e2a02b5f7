"""What a person would see on the app's screen, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.pilot import Pilot


def screen_text(app: App[Any]) -> str:
    """The screen's lines, as they are painted, styles left out."""
    lines = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    # Spaces that do not break look like any other.
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def right_of(app: App[Any], name: str) -> str:
    """What stands on the screen right of a name, on the first line it is on; empty where it is nowhere."""
    return next((line.partition(name)[2].strip() for line in screen_text(app).split("\n") if name in line), "")


async def sees(pilot: Pilot[Any], text: str) -> bool:
    """Whether the text comes to stand on the screen, given a moment for what works behind it."""
    return await until(pilot, lambda: text in screen_text(pilot.app))


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> bool:
    """Whether something comes to hold, given a moment for what works behind the screen; it is painted then."""
    for _moment in range(1500):  # half a minute: other tests run beside this one
        if holds():
            await pilot.pause()
            return True
        await pilot.pause(0.02)
    return False
