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

ENLARGED = 2
"""How many times a picture may be enlarged to be as wide as the text."""
LOW = 16
"""Rows of a pane that is too low for more than `LEAST` rows of a picture."""
LEAST = 4
SHORT = 30
"""Rows of a pane below which a picture is cropped by up to a half to be as wide as the text."""
UNLIMITED = 10_000


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
    ground: str = ""
    """The colour of a margin above and below it, within its cells; empty: it has none."""


def shape(
    picture: StoredPicture | None,
    columns: int,
    rows: int,
    picture_protocol: PictureProtocol = PictureProtocol.HALFBLOCK,
    cell: CellSize | None = None,
    *,
    enlarged: bool = False,
) -> PictureSize | None:
    """The size of a stored picture in so many columns and at most so many rows; `None` when there is no file.

    Unless `enlarged`, a picture is not wider than its own pixels; half-blocks show one pixel a column. Without a known
    cell size a cell is taken to be twice as tall as wide.
    """
    if picture is None or picture.path is None or not picture.width or not picture.height:
        return None
    cell_width, cell_height = cell or (1, 2)
    width = max(1, columns if enlarged else min(columns, _widest(picture, picture_protocol, cell)))
    height = max(1, round(width * cell_width * picture.height / picture.width / cell_height))
    if height > rows:
        width, height = max(1, round(width * rows / height)), rows
    return PictureSize(picture.path, width, height, picture.width, picture.height)


def _widest(picture: StoredPicture, picture_protocol: PictureProtocol, cell: CellSize | None) -> int:
    """The columns a picture takes without being enlarged."""
    cell_width = cell.width if cell else 1
    if picture_protocol is PictureProtocol.HALFBLOCK:
        return picture.width
    return ceil(picture.width * (2 if cell_width > SHARPEST else 1) / cell_width)


def fill(picture: StoredPicture | None, columns: int, rows: int, cell: CellSize | None = None) -> PictureSize | None:
    """A stored picture cropped so that it fills these columns and rows exactly; `None` when there is no file.

    Without a known cell size a cell is taken to be twice as tall as wide.
    """
    if picture is None or picture.path is None or not picture.width or not picture.height or columns < 1 or rows < 1:
        return None
    cell_width, cell_height = cell or (1, 2)
    aspect = columns * cell_width / (rows * cell_height)
    return PictureSize(picture.path, columns, rows, picture.width, picture.height, aspect)


def in_text(
    picture: StoredPicture | None,
    columns: int,
    pane: int,
    picture_protocol: PictureProtocol = PictureProtocol.HALFBLOCK,
    cell: CellSize | None = None,
) -> PictureSize | None:
    """The size of a stored picture in a text of so many columns, in a pane of so many rows; `None`: there is no file.

    It is as wide as the text, enlarged up to `ENLARGED` times, and cropped by up to a third where it would take more
    than 40 % of the pane, by up to a half in one under `SHORT` rows; one that would still take more than 70 % is
    narrower. A pane under `LOW` rows gives it four.
    """
    widest = columns if picture is None else ENLARGED * _widest(picture, picture_protocol, cell)
    whole = shape(picture, columns, UNLIMITED, picture_protocol, cell, enlarged=widest >= columns)
    if whole is None or whole.rows <= (limit := max(LEAST, pane * 2 // 5)):
        return whole
    least = ceil(whole.rows * (1 / 4 if pane < LOW else 1 / 2 if pane < SHORT else 2 / 3))
    width, rows = whole.columns, max(limit, least)
    most = LEAST if pane < LOW else max(LEAST, pane * 7 // 10)
    if rows > most:
        width, rows = max(1, round(width * most / rows)), most
    return fill(picture, width, rows, cell)
