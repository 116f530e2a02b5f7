"""Draws letters as pixels: one byte each, from 0, the ground, to the highest shade, the ink."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from placentin_tui.rendering.lettering.metrics import UNITS
from placentin_tui.ui.lettering.measure import opened

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from placentin_tui.ui.lettering.drawing import Drawing
    from placentin_tui.ui.lettering.face import Face

MARGIN = 0.02
"""Pixels at the left, to the size, kept free for letters that begin left of their place."""


def shades(drawing: Drawing) -> Image.Image:
    """The drawing in shades (mode `L`). Raises `OSError` when the font cannot be read."""
    font = _font(drawing.face, drawing.size)
    image = Image.new("L", (drawing.width, drawing.height))
    draw = ImageDraw.Draw(image)
    scale = drawing.size / UNITS
    for n, (line, places) in enumerate(zip(drawing.lines, drawing.places, strict=True)):
        left = drawing.size * MARGIN
        if drawing.centred:
            wide = places[-1] * scale + font.getlength(line[-1])
            left = round((drawing.width - wide) / 2)
        baseline = drawing.baseline + n * drawing.pitch
        for letter, place in zip(line, places, strict=True):
            draw.text((left + place * scale, baseline), letter, fill=255, font=font, anchor="ls")
    most = drawing.levels - 1
    return image.point([round(shade * most / 255) for shade in range(256)])


def colours(drawing: Drawing) -> list[tuple[int, int, int]]:
    """The colour of each shade."""
    ground, ink = (_channels(colour) for colour in (drawing.ground, drawing.ink))
    most = drawing.levels - 1
    return [
        (mixed[0], mixed[1], mixed[2])
        for level in range(drawing.levels)
        for mixed in ([round(a + (b - a) * level / most) for a, b in zip(ground, ink, strict=True)],)
    ]


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(16)
def _font(face: Face, size: int) -> FreeTypeFont:
    """An opened font. Cached."""
    return opened(face, size)
