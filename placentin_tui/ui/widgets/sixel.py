"""Pictures by Sixel: pixels drawn over the half-blocks of a page once it has come to rest.

Sixel pixels are not text: whatever is written over them deletes them, so every frame that touches a picture would have
to send all of its pixels again, some hundred kilobytes for each line scrolled. Therefore a picture that moves is shown
in half-blocks, which are text and leave nothing behind, and drawn over when no frame follows for `REST` seconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.ui.widgets.image_loading import load, on_ground

if TYPE_CHECKING:
    from placentin_tui.terminal.capabilities import CellSize
    from placentin_tui.ui.widgets.picture_size import PictureSize

_HEAD = re.compile(r'\x1bP[\d;]*q"[\d;]*')
_DEFINITION = re.compile(r"#\d+;2;\d+;\d+;\d+")
"""A colour's definition, which is its first use as well."""


class Crop(NamedTuple):
    """The rows of a picture that are in view."""

    shape: PictureSize
    first: int
    rows: int


def encode(crop: Crop, cell: CellSize) -> str:
    """Rows of a picture as Sixel data; empty when its file cannot be read."""
    # The only module of textual-image that is needed: the others query the terminal when imported.
    from textual_image._sixel import image_to_sixels  # takes 5 ms

    shape = crop.shape
    picture = load(shape.path, shape.columns * cell.width, shape.rows * cell.height, aspect=shape.aspect)
    if picture is None:
        return ""
    if shape.ground:
        picture = on_ground(picture, shape.ground, shape.rows)
    # One palette for the whole picture, whichever of its rows are in view.
    picture = picture.quantize(256)
    top = crop.first * cell.height
    sixels = image_to_sixels(picture.crop((0, top, picture.width, top + crop.rows * cell.height)))
    # Leave pixels that are not set as they are: the last band may reach into the line below.
    return colours_first(sixels.replace("\x1bP0;0;0q", "\x1bP0;1;0q", 1))


def colours_first(sixels: str) -> str:
    """Sixel data with every colour defined before the first pixel. Defined at their first use, as they are otherwise,
    xterm shows noise in the first bands: there a register still has the colour of whatever was drawn before.
    """
    found = _HEAD.match(sixels)
    at = found.end() if found else 0
    pixels = _DEFINITION.sub(lambda colour: colour[0].partition(";")[0], sixels[at:])
    return sixels[:at] + "".join(_DEFINITION.findall(sixels)) + pixels
