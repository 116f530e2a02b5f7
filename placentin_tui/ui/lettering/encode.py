"""Encodes shades for the terminal: one PNG for kitty, or Sixel data of each row by itself.

By rows, so that any part of a drawing can be shown while it is scrolled past an edge, without encoding it again.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from placentin_tui.ui.lettering.draw import colours, shades

if TYPE_CHECKING:
    from placentin_tui.ui.lettering.drawing import Drawing

BAND = 6
"""Rows of pixels that one line of Sixel data holds."""
_FIRST = 0x3F
"""The character of no pixel; each of the six adds its power of two."""
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
"""Four equal characters or more."""


def encoded(drawing: Drawing) -> tuple[str, ...]:
    """The drawing's data: base64 of a PNG, or Sixel data for each row. Raises `OSError` when the font is unreadable."""
    image = shades(drawing)
    return (_png(image, drawing),) if drawing.is_kitty else tuple(_rows(image, drawing))


def _png(image: Image.Image, drawing: Drawing) -> str:
    """A PNG of the ink alone, more or less transparent: the ground is the terminal's."""
    most = drawing.levels - 1
    ink = bytes(colours(drawing)[-1])
    image = Image.frombytes("P", image.size, image.tobytes())
    image.putpalette(ink * drawing.levels)
    out = BytesIO()
    alpha = bytes(round(255 * level / most) for level in range(drawing.levels))
    image.save(out, "PNG", bits=4, transparency=alpha, compress_level=6)
    return b64encode(out.getvalue()).decode("ascii")


def _rows(image: Image.Image, drawing: Drawing) -> list[str]:
    """The Sixel data of each row of cells."""
    head = b"".join(
        b"#%d;2;%d;%d;%d" % (level, *(round(channel * 100 / 255) for channel in colour))
        for level, colour in enumerate(colours(drawing))
    )
    return [_row(image, head, drawing, row) for row in range(drawing.rows)]


def _row(image: Image.Image, head: bytes, drawing: Drawing, row: int) -> str:
    """One row of cells; all colours are defined before the first pixel, or xterm shows noise."""
    width, height = drawing.width, drawing.cell[1]
    pixels = image.crop((0, row * height, width, (row + 1) * height)).tobytes()
    bands = (pixels[start * width : (start + BAND) * width] for start in range(0, height, BAND))
    data = b"-".join(_band(band, width, drawing.levels) for band in bands)
    # 1: pixels that are not set stay as they are; the last band reaches into the row below.
    return (b'\x1bP0;1;0q"1;1;%d;%d' % (width, height) + head + data + b"\x1b\\").decode("ascii")


def _band(pixels: bytes, width: int, levels: int) -> bytes:
    """Six rows of pixels: the ground as one run, and over it for each shade a character for each column."""
    lines = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    parts = [b"#0!%d%c" % (width, _FIRST + (1 << len(lines)) - 1)]
    for level in range(1, levels):
        if level in pixels:
            columns = 0
            for n, line in enumerate(lines):
                # The bits of all columns at once, as one large number.
                columns |= int.from_bytes(line.translate(_only(level, 1 << n)), "big")
            said = columns.to_bytes(width, "big").translate(_CHARACTERS).rstrip(b"?")
            parts.append(b"#%d" % level + _RUN.sub(_shortened, said))
    return b"$".join(parts)


_CHARACTERS = bytes(min(_FIRST + value, 0x7E) for value in range(256))


@cache
def _only(level: int, bit: int) -> bytes:
    """A translation table that keeps one shade, as this bit. Cached."""
    table = bytearray(256)
    table[level] = bit
    return bytes(table)


def _shortened(run: re.Match[bytes]) -> bytes:
    """A run of equal characters as its length and the character."""
    return b"!%d%s" % (len(run[0]), run[1])
