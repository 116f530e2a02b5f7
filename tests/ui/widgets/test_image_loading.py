"""Pictures as they are decoded: whole, or with a margin in the colour of what they stand on."""

from __future__ import annotations

from PIL import Image

from placentin_tui.ui.widgets.image_loading import on_ground


def test_a_margin_keeps_pictures_of_rows_that_follow_each_other_apart() -> None:
    found = on_ground(Image.new("RGB", (64, 45), "red"), "#faf5ea", 3)
    assert found.size == (64, 45), "it fills its cells"
    column = [found.getpixel((30, y)) for y in range(45)]
    margin = [y for y, pixel in enumerate(column) if pixel == (0xFA, 0xF5, 0xEA)]
    assert margin[0] == 0
    assert margin[-1] == 44
    assert len(margin) == 4
    assert set(column) == {(0xFA, 0xF5, 0xEA), (255, 0, 0)}
