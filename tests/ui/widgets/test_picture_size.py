"""How large a picture in a text is: as wide as the text, cropped by a third or, in a low pane, a half at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.models import StoredPicture
from placentin_tui.terminal.capabilities import CellSize, PictureProtocol
from placentin_tui.ui.widgets.picture_size import in_text

CELL = CellSize(10, 20)


def size(width: int, height: int, columns: int, pane: int) -> tuple[int, int, bool]:
    """Columns, rows, and whether it is cropped."""
    found = in_text(StoredPicture("u", Path("p"), width, height), columns, pane, PictureProtocol.SIXEL, CELL)
    assert found
    return found.columns, found.rows, bool(found.aspect)


@pytest.mark.parametrize(
    ("pixels", "columns", "pane", "expected"),
    [
        ((1600, 400), 72, 37, (72, 9, False)),  # low enough as it is
        ((1600, 900), 72, 60, (72, 20, False)),
        ((1600, 900), 72, 37, (72, 14, True)),  # two thirds of 20 rows, and 40 % of the pane
        ((1600, 900), 72, 32, (72, 14, True)),  # no more than a third is cropped
        ((1600, 900), 72, 21, (72, 10, True)),  # a half, in a pane that is less high
        ((1600, 1200), 72, 21, (72, 14, True)),  # so that it is as wide as the text
        ((900, 1600), 72, 37, (42, 25, True)),  # too tall all the same: narrower
        ((1600, 900), 38, 9, (38, 4, True)),  # a low pane: four rows
        ((400, 225), 72, 60, (72, 20, False)),  # enlarged
        ((200, 100), 72, 60, (20, 5, False)),  # too small to be enlarged so far
    ],
)
def test_in_a_text(pixels: tuple[int, int], columns: int, pane: int, expected: tuple[int, int, bool]) -> None:
    assert size(*pixels, columns, pane) == expected


@pytest.mark.parametrize("pane", range(1, 60, 3))
@pytest.mark.parametrize("pixels", [(1600, 900), (900, 1600), (40, 4000), (4000, 40), (300, 300)])
def test_no_more_is_cropped_than_the_pane_asks_for(pixels: tuple[int, int], pane: int) -> None:
    columns, rows, _cropped = size(*pixels, 72, pane)
    assert 1 <= columns <= 72
    assert rows <= max(4, pane)
    whole = columns * CELL.width * pixels[1] / pixels[0] / CELL.height
    assert pane < 16 or columns == 1 or rows + 1 >= whole * (1 / 2 if pane < 30 else 2 / 3)


def test_without_a_file_there_is_none() -> None:
    assert in_text(StoredPicture("u", None), 72, 40) is None
    assert in_text(None, 72, 40) is None
