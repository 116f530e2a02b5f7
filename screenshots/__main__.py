"""Makes README's pictures anew, all or those named: `python -m screenshots [--to FOLDER] [NAME …]`."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import cairosvg

from placentin_tui.theme_definitions import DAY
from screenshots import terminal
from screenshots.draw import to_svg
from screenshots.emulated import draw as draw_emulated
from screenshots.shots import SHOTS, app_of, lead

if TYPE_CHECKING:
    from screenshots.shots import Shot

HERE = Path(__file__).parent
GROUNDS = {DAY: "#faf5ea"}
"""The paper of a theme, which a terminal's window has round the text too."""
NIGHTLY = "#161410"

# A terminal of all colours, wherever they are drawn.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


async def draw(shot: Shot, folder: Path) -> None:
    """Draw one picture, as SVG and as PNG."""
    with TemporaryDirectory() as home:
        app = app_of(shot, Path(home))
        async with app.run_test(size=shot.size) as pilot:
            await lead(pilot, shot)
            svg = to_svg(app)
    (folder / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
    save(svg, shot, folder)


def save(svg: str, shot: Shot, folder: Path) -> None:
    """Write an SVG as PNG."""
    png = str(folder / f"{shot.name}.png")
    cairosvg.svg2png(bytestring=svg.encode(), write_to=png, output_width=shot.size[0] * 11)


def photograph(shot: Shot, folder: Path, *, emulated: bool) -> None:
    """Take one picture of a terminal that shows pictures, as PNG; `emulated`: without one. Raises `NotTaken`."""
    ground = GROUNDS.get(shot.theme, NIGHTLY)
    if emulated:
        save(draw_emulated(shot, ground), shot, folder)
    else:
        terminal.take(shot, ground).save(folder / f"{shot.name}.png", optimize=True)


def main() -> None:
    """Make them; say which are not of a real terminal, and which are left out."""
    parser = argparse.ArgumentParser(prog="python -m screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, default=HERE, metavar="FOLDER", help="where they go; else screenshots/")
    parser.add_argument("--emulated", action="store_true", help="without xterm, even where it is")
    parser.add_argument("names", nargs="*", choices=[[], *(shot.name for shot in SHOTS)], metavar="NAME")
    options = parser.parse_args()
    lacking = " and ".join(terminal.missing())
    for shot in SHOTS:
        if options.names and shot.name not in options.names:
            continue
        if not shot.in_terminal:
            asyncio.run(draw(shot, options.to))
            continue
        if lacking:
            print(f"{shot.name}: drawn without a terminal, for that takes {lacking}")
        try:
            photograph(shot, options.to, emulated=bool(lacking) or options.emulated)
        except terminal.NotTaken as error:
            print(f"{shot.name}: left out, {error}")


main()
