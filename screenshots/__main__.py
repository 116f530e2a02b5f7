"""Draws all of README's pictures anew: `python -m screenshots`."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cairosvg

from placentin_tui.config import Config
from placentin_tui.paths import Paths
from placentin_tui.theme_definitions import DAY, NIGHT
from placentin_tui.ui.app import PlacentinApp
from screenshots.draw import to_svg

HERE = Path(__file__).parent
NOON = 1_795_431_600
"""The moment the pictures are taken: any would do, as long as it is always the same."""


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the size, the keys that lead there, and the look."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = NIGHT
    language: str = "fr"


SHOTS = (
    Shot("front-wide", (120, 40), ("escape",)),
    Shot("front-narrow", (60, 30), ("escape",)),
    Shot("article", (100, 46), ("escape", "j", "enter", "z")),
    Shot("article-narrow", (48, 30), ("escape", "enter")),
    Shot("share", (100, 30), ("escape", "S")),
    Shot("help", (100, 40), ("escape", "question_mark")),
    Shot("light", (120, 40), ("escape", "j", "j"), DAY, "en"),
    Shot("first-start", (100, 30), (), DAY),
)


# A terminal of all colours, wherever they are drawn.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


async def take(shot: Shot) -> None:
    """Take one picture, on a first start in folders of its own."""
    with TemporaryDirectory() as folder:
        paths = Paths(Path(folder, "data"), Path(folder, "config"), Path(folder, "cache"))
        paths.create()
        config = Config(language=shot.language, theme=shot.theme)
        app = PlacentinApp(paths, config, offline=True, clock=lambda: NOON)
        async with app.run_test(size=shot.size) as pilot:
            await pilot.pause()
            for key in shot.keys:
                await pilot.press(key)
            await pilot.pause(0.5)
            svg = to_svg(app)
    (HERE / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
    cairosvg.svg2png(bytestring=svg.encode(), write_to=str(HERE / f"{shot.name}.png"), output_width=shot.size[0] * 11)


async def main() -> None:
    """Take them all."""
    for shot in SHOTS:
        await take(shot)


asyncio.run(main())
