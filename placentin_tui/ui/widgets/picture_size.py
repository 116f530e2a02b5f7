"""The size a picture is shown in: its aspect ratio kept, within the width and a share of the pane's height."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.terminal.capabilities import PictureProtocol

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.models import StoredPicture
    from placentin_tui.terminal.capabilities import CellSize

SHARPEST = 12
"""Pixels of a cell's width above which the screen is taken for one of high density, which shows pictures at twice their
size.
"""


class PictureSize(msgspec.Struct, frozen=True):
    """A picture's file, and the cells it takes."""

    path: Path
    columns: int
    rows: int
    width: int = 0
    """Pixels of the file."""
    height: int = 0
    aspect: float = 0.0
    """Width divided by height, in pixels, that the picture is cropped to; 0: it is shown whole."""


def shape(
    picture: StoredPicture | None,
    columns: int,
    rows: int,
    picture_protocol: PictureProtocol = PictureProtocol.HALFBLOCK,
    cell: CellSize | None = None,
) -> PictureSize | None:
    """The size of a stored picture in so many columns and at most so many rows; `None` when there is no file.

    With a graphics protocol a picture is not enlarged beyond its own pixels; half-blocks show one pixel a column.
    Without a known cell size a cell is taken to be twice as tall as wide.
    """
    if picture is None or picture.path is None or not picture.width or not picture.height:
        return None
    cell_width, cell_height = cell or (1, 2)
    if picture_protocol is PictureProtocol.HALFBLOCK:
        widest = picture.width
    else:
        widest = ceil(picture.width * (2 if cell_width > SHARPEST else 1) / cell_width)
    width = max(1, min(columns, widest))
    height = max(1, round(width * cell_width * picture.height / picture.width / cell_height))
    if height > rows:
        width, height = max(1, round(width * rows / height)), rows
    return PictureSize(picture.path, width, height, picture.width, picture.height)


def fill(picture: StoredPicture | None, columns: int, rows: int, cell: CellSize | None = None) -> PictureSize | None:
    """A stored picture cropped so that it fills these columns and rows exactly; `None` when there is no file.

    Without a known cell size a cell is taken to be twice as tall as wide.
    """
    if picture is None or picture.path is None or not picture.width or not picture.height or columns < 1 or rows < 1:
        return None
    cell_width, cell_height = cell or (1, 2)
    aspect = columns * cell_width / (rows * cell_height)
    return PictureSize(picture.path, columns, rows, picture.width, picture.height, aspect)


def share(height: int) -> int:
    """Rows a picture may take in a pane of this height: at most half, so that the headline below a lead picture is in
    view.
    """
    return max(4, height // 2)
