"""The table of the face that is shipped, and fonts of the person's own."""

from __future__ import annotations

import pytest

from placentin_tui.rendering.lettering.metrics import shipped
from placentin_tui.ui.lettering.face import Face, is_unchanged, named_face, shipped_face
from placentin_tui.ui.lettering.measure import measured


@pytest.fixture
def face() -> Face:
    found = shipped_face()
    assert found
    return found


def test_the_shipped_table_is_that_of_the_installed_font(face: Face) -> None:
    now, table = measured(face, frozenset("AVToé’")), shipped()
    assert (now.letters, now.advances, now.tops, now.bottoms) == (
        table.letters,
        table.advances,
        table.tops,
        table.bottoms,
    )
    for pair in ("AV", "To", "Té", "oA", "V’"):
        assert now.width(pair) == table.width(pair)


def test_a_font_file_can_be_named(face: Face) -> None:
    assert named_face(face.path) == face
    assert is_unchanged(face)


@pytest.mark.parametrize("name", ["No Such Family At All", "/no/such/file.ttf", "-x:bold,y"])
def test_what_is_not_there_is_no_face(name: str) -> None:
    assert named_face(name) is None
