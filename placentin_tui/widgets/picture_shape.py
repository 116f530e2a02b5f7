"""How large a picture is shown: its own shape kept, within the width and a share of the pane's height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.models import StoredPicture


class Shape(msgspec.Struct, frozen=True):
    """A picture's file and the cells it takes."""

    path: Path
    columns: int
    rows: int


def shape(picture: StoredPicture | None, width: int, height: int) -> Shape | None:
    """The shape of a stored picture in a pane `width` cells wide and `height` tall; `None` when there is no file.

    A cell is taken to be twice as tall as wide, as half-blocks need it. Half the pane at most: the headline below a
    lead picture should show without scrolling.
    """
    if picture is None or picture.path is None or not picture.width or not picture.height:
        return None
    columns = min(width, picture.width)
    rows = max(1, round(columns * picture.height / picture.width / 2))
    tallest = max(4, height // 2)
    if rows > tallest:
        columns, rows = max(1, round(columns * tallest / rows)), tallest
    return Shape(picture.path, columns, rows)
