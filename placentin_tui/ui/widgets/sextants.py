"""Pictures as sextants: characters of two by three pixels in two inks, the pixels half as wide and two thirds as tall
as those of half-blocks. Sharper wherever the terminal draws them itself; a font seldom has them, or leaves gaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from placentin_tui.ui.widgets.block_style import block_style
from placentin_tui.ui.widgets.image_loading import load

if TYPE_CHECKING:
    from placentin_tui.ui.widgets.picture_size import PictureSize

_WIDE, _HIGH = 2, 3
_LEFT, _RIGHT, _FULL = 0b010101, 0b101010, 0b111111
"""The patterns that are characters of their own, older than the others."""
_FIRST = 0x1FB00


def _character(pattern: int) -> str:
    """The character of a pattern: its lowest bit is the upper left pixel, the next one that to its right."""
    older = {0: " ", _LEFT: "▌", _RIGHT: "▐", _FULL: "█"}
    return older.get(pattern) or chr(_FIRST + pattern - 1 - (pattern > _LEFT) - (pattern > _RIGHT))


CHARACTERS = "".join(map(_character, range(64)))
"""The characters by pattern."""


def paint(shape: PictureSize) -> list[Strip]:
    """All rows of a picture; none when the file cannot be read."""
    columns, rows = shape.columns, shape.rows
    picture = load(shape.path, columns * _WIDE, rows * _HIGH, smooth=False, aspect=shape.aspect)
    if picture is None:
        return []
    pixels = picture.tobytes()
    line = columns * _WIDE * 3
    return [_row(pixels[row * _HIGH * line : (row + 1) * _HIGH * line], line, columns) for row in range(rows)]


def _row(pixels: bytes, line: int, columns: int) -> Strip:
    """A row of cells, of its three lines of pixels, each so many bytes; cells of the same inks share a segment."""
    segments: list[Segment] = []
    inks, run = b"", ""
    for column in range(columns):
        at = column * _WIDE * 3
        cell = [pixels[start : start + 3] for top in (0, line, 2 * line) for start in (top + at, top + at + 3)]
        pattern, of_cell = _two_inks(cell)
        if of_cell != inks and run:
            segments.append(Segment(run, block_style(inks)))
            run = ""
        inks, run = of_cell, run + CHARACTERS[pattern]
    segments.append(Segment(run, block_style(inks)))
    return Strip(segments, columns)


def _two_inks(cell: list[bytes]) -> tuple[int, bytes]:
    """The pattern of six pixels, and its two inks (the second is the ground): those lighter than the middle between the
    lightest and the darkest one are set, and each ink is the mean of its pixels.
    """
    if cell.count(cell[0]) == len(cell):
        return _FULL, cell[0] * 2
    lights = [3 * red + 6 * green + blue for red, green, blue in cell]
    middle = (min(lights) + max(lights)) / 2
    above = [pixel for pixel, light in zip(cell, lights, strict=True) if light > middle]
    below = [pixel for pixel, light in zip(cell, lights, strict=True) if light <= middle]
    pattern = sum(1 << n for n, light in enumerate(lights) if light > middle)
    if not above:  # different colours, equally light
        return _FULL, _mean(below) * 2
    return pattern, _mean(above) + _mean(below)


def _mean(pixels: list[bytes]) -> bytes:
    """The mean of some pixels."""
    count = len(pixels)
    return bytes(round(sum(channel) / count) for channel in zip(*pixels, strict=True))
