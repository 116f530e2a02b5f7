"""What README's pictures show: for each the size, the keys that lead there, the look, and what is read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from placentin_tui.config import Config
from placentin_tui.library import Library
from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.paths import Paths
from placentin_tui.theme_definitions import DAY, NIGHT
from placentin_tui.ui.app import PlacentinApp

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

NOON = 1_795_431_600
"""The moment the pictures are taken: any would do, as long as it is always the same."""


class Reading(StrEnum):
    """What is read."""

    EDITION = "edition"
    """The built-in edition, on a first start."""
    NEWSPAPER = "newspaper"
    """The papers of the invented newspaper that are in the shot's language."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = NIGHT
    language: str = "fr"
    reading: Reading = Reading.EDITION
    in_terminal: bool = False
    """Taken of a real terminal that shows pictures, not drawn as SVG."""


SHOTS = (
    Shot("article-narrow", (48, 30), ("escape", "enter")),
    Shot("share", (120, 40), ("enter", "S"), NIGHT, reading=Reading.NEWSPAPER, in_terminal=True),
    Shot("edition-day", (120, 40), ("escape",), DAY, in_terminal=True),
    Shot("newspaper-day", (120, 40), (), DAY, reading=Reading.NEWSPAPER, in_terminal=True),
    Shot("newspaper-wide", (200, 50), (), DAY, reading=Reading.NEWSPAPER, in_terminal=True),
    Shot("newspaper-night", (80, 24), (), NIGHT, reading=Reading.NEWSPAPER, in_terminal=True),
    Shot("newspaper-list", (120, 40), ("tab",), NIGHT, reading=Reading.NEWSPAPER, in_terminal=True),
    Shot("newspaper-article", (120, 40), ("enter",), NIGHT, reading=Reading.NEWSPAPER, in_terminal=True),
)


def app_of(shot: Shot, folder: Path) -> PlacentinApp:
    """The app of a picture, in folders of its own; raises `LibraryError`."""
    paths = Paths(folder / "data", folder / "config", folder / "cache")
    paths.create()
    if shot.reading is Reading.NEWSPAPER:
        from screenshots.newspaper.library import fill  # it paints, which the edition needs not wait for

        with Library.open(paths.library, paths.pictures, clock=lambda: NOON) as library:
            fill(library, paths.pictures, now=NOON, language=shot.language)
    pictures = PictureMode.SIXEL if shot.in_terminal else PictureMode.AUTO
    config = Config(language=shot.language, theme=shot.theme, pictures=pictures)
    return PlacentinApp(paths, config, offline=True, clock=lambda: NOON)


async def lead(pilot: Pilot[Any], shot: Shot) -> None:
    """Press the keys that lead to what the picture shows, and wait until it is all there."""
    await pilot.pause()
    for key in shot.keys:
        await pilot.press(key)
    await pilot.pause()
    await asyncio.sleep(0.5)  # the article follows the cursor when it rests
