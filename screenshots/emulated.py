"""Draws what a terminal with Sixel would show where there is none: the program in a pty, its text and pixels as SVG."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from rich.style import Style

from screenshots.draw import Picture, svg_of
from tests.harness.tty import Tty
from tests.ui.lettering.decode import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyte.screens import Char

    from screenshots.shots import Shot

CELL = (18, 38)
"""Pixels of a cell, as the program is told: twice those of the SVG, so that letters are sharp."""
QUIET = 2.0
"""Seconds of silence after which a screen counts as finished."""
_ANSWERS = {b"\x1b[c": b"\x1b[?62;4;22c"}
"""It knows Sixel."""
_REDRAW = "\x0c"
"""Ctrl+L: everything is sent once more, and nothing that was there before."""
_DRAWN = re.compile(rb"\x1b7\x1b\[(\d+);(\d+)H(\x1bP0;1;0q[^\x1b]*\x1b\\)\x1b8")


def draw(shot: Shot, ground: str) -> str:
    """A picture's screen with its pixels, as SVG; `ground`: the colour round the text."""
    columns, rows = shot.size
    with TemporaryDirectory() as home:
        command = [sys.executable, "-m", "screenshots.inside", shot.name, home]
        with Tty(command, columns=columns, rows=rows, answers=_ANSWERS, cell=CELL) as tty:
            tty.first((Path(home) / "ready").exists)
            tty.settle(QUIET, timeout=120)
            since = len(tty.raw)
            tty.send(_REDRAW)
            tty.settle(QUIET, timeout=120)
            lines = [[tty.screen.buffer[row][column] for column in range(columns)] for row in range(rows)]
            pictures = list(_pictures(bytes(tty.raw[since:])))
    return svg_of((_runs(line) for line in lines), shot.size, ground, pictures)


def _runs(line: list[Char]) -> Iterator[tuple[str, Style]]:
    """A row's text, cut where the look changes."""
    start = 0
    for end in range(1, len(line) + 1):
        if end == len(line) or line[end]._replace(data="") != line[start]._replace(data=""):
            yield "".join(cell.data for cell in line[start:end]), _style(line[start])
            start = end


def _style(cell: Char) -> Style:
    """A cell's look."""
    front, back = (None if colour == "default" else f"#{colour}" for colour in (cell.fg, cell.bg))
    return Style(
        color=front,
        bgcolor=back,
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        strike=cell.strikethrough,
        reverse=cell.reverse,
    )


def _pictures(written: bytes) -> Iterator[Picture]:
    """What was drawn by Sixel; of two in one place the later one. What is drawn row by row is put together again, for
    no line to be seen between the rows.
    """
    last = {(int(x) - 1, int(y) - 1): data for y, x, data in _DRAWN.findall(written)}
    pieces = {place: decoded(data.decode()) for place, data in sorted(last.items())}
    while pieces:
        (column, row), image = next(iter(pieces.items()))
        parts, foot = [], row
        while (piece := pieces.get((column, foot))) is not None and piece.width == image.width:
            parts.append(pieces.pop((column, foot)))
            foot += piece.height // CELL[1]
        yield _together(parts, column, row)


def _together(parts: list[Image.Image], column: int, row: int) -> Picture:
    """Parts of a picture, one below the other, as one."""
    whole = Image.new("RGBA", (parts[0].width, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    png = BytesIO()
    whole.save(png, "PNG")
    return Picture(column, row, whole.width / CELL[0], whole.height / CELL[1], png.getvalue())
