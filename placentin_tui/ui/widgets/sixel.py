"""Pictures as Sixel, the pixels of some rows of one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.ui.widgets.image_loading import load

if TYPE_CHECKING:
    from placentin_tui.terminal.capabilities import CellSize
    from placentin_tui.ui.widgets.picture_size import PictureSize


class Crop(NamedTuple):
    """The rows of a picture that are in sight."""

    shape: PictureSize
    first: int
    rows: int


def encode(crop: Crop, cell: CellSize) -> str:
    """Some rows of a picture as Sixel; empty when its file cannot be read."""
    # The module of textual-image that does nothing but this: the others ask the terminal when they are imported.
    from textual_image._sixel import image_to_sixels  # 5 ms

    shape = crop.shape
    picture = load(shape.path, shape.columns * cell.width, shape.rows * cell.height)
    if picture is None:
        return ""
    # One set of colours for the whole picture, whichever of its rows are in sight.
    picture = picture.quantize(256)
    top = crop.first * cell.height
    sixels = image_to_sixels(picture.crop((0, top, picture.width, top + crop.rows * cell.height)))
    # Pixels that are not set stay as they are: the last band may reach into the line below.
    return sixels.replace("\x1bP0;0;0q", "\x1bP0;1;0q", 1)
