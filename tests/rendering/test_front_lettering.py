"""The front page's lead in letters: in the rows it has, and nothing else of the page moves."""

from __future__ import annotations

import pytest

from placentin_tui.rendering.front_page.boxes import Box, PictureUse, Terms
from placentin_tui.rendering.front_page.head import head_rows, nameplate_rows
from placentin_tui.rendering.front_page.layout import FrontLayout, lay_out, stories_shown
from placentin_tui.rendering.front_page.size import PageSize, page_size
from tests.rendering.test_drop_cap import Letters
from tests.rendering.test_front_page import NOW, stories

WINDOWS = ((200, 50), (120, 40), (80, 24))


def page(columns: int, rows: int, *, letters: bool, pictured: bool = True) -> FrontLayout:
    size = page_size(columns, rows)
    pictures = PictureUse.GRAPHICS if pictured else PictureUse.NONE
    told = stories(stories_shown(columns, rows, pictures), pictured=pictured)
    below = rows - head_rows(size, PictureUse.GRAPHICS) - 1
    return lay_out(told, size, columns, below, Terms(NOW, True, pictures, Letters() if letters else None))


def texts(box: Box) -> list[str]:
    """The lines of a box's headline."""
    area = box.headline
    return [
        "".join(run.text for run in piece.runs)
        for piece in box.pieces
        if piece.x == area.x and area.y <= piece.y < area.y + area.rows
    ]


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
@pytest.mark.parametrize("pictured", [True, False])
def test_the_lead_is_set_in_letters_in_rows_of_its_own(columns: int, rows: int, pictured: bool) -> None:
    with_letters = page(columns, rows, letters=True, pictured=pictured)
    without = page(columns, rows, letters=False, pictured=pictured)
    lead, plain = with_letters.boxes[0], without.boxes[0]
    area = lead.headline
    assert area.lettering
    assert area.rows == area.lettering.rows
    assert area.lettering.columns == area.columns
    assert texts(lead) == texts(plain), "its text stands there too"
    others = [piece for piece in lead.pieces if area.y <= piece.y < area.y + area.rows and piece.x == area.x]
    assert len(others) == len(texts(plain)), "nothing else stands in its rows"
    if picture := lead.picture:
        inside = range(area.x, area.x + area.columns)
        assert picture.y >= area.y + area.rows or picture.x + picture.columns <= inside.start
        assert picture.rows >= 3
    assert lead.height <= max(plain.height, area.y + area.rows + 8)
    others_set = [box.headline for box in with_letters.boxes[1:] if box.headline.lettering]
    assert bool(others_set) == (pictured and columns >= 200), "those of the second column of a wide page, and no more"
    assert all(headline.x >= area.x + area.columns for headline in others_set)


def test_the_nameplate_has_its_rows_where_there_are_graphics() -> None:
    assert nameplate_rows(PageSize.MEDIUM, PictureUse.GRAPHICS) == 3
    assert nameplate_rows(PageSize.LARGE, PictureUse.GRAPHICS) == 5
    assert nameplate_rows(PageSize.SMALL, PictureUse.GRAPHICS) == 0
    assert nameplate_rows(PageSize.LARGE, PictureUse.BLOCKS) == 0
