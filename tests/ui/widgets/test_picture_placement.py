"""Pictures among the lines of any widget: decoded in the background, drawn by Sixel where they were painted over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.ui.textual_internals import record_updates
from placentin_tui.ui.widgets.picture_placement import Area, PicturePlacement, laid_over
from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
from placentin_tui.ui.widgets.picture_size import PictureSize
from tests.ui.screen_text import screen_text, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Wall(Widget):
    """Lines of dots with two pictures over them."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.pictures = PictureRenderer(self.app, PictureMode.SIXEL)
        self.placement = PicturePlacement(self, self.areas, lambda: self.pictures)
        self._file = file
        self.above = 0

    def areas(self) -> Iterator[Area]:
        yield Area(PictureSize(self._file, 10, 4, 100, 80), 2, 1 - self.above)
        yield Area(PictureSize(self._file, 6, 3, 100, 80, 1.0), 20, 1 - self.above)

    def render_lines(self, crop: Region) -> list[Strip]:
        self.placement.painted()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        strip = Strip.blank(self.size.width)
        for shape, x, top in self.areas():
            if 0 <= y - top < shape.rows and (row := self.placement.row_without_waiting(shape, y - top)):
                strip = laid_over(strip, x, row)
        return strip


class Recorded(Screen[None]):
    """A screen that says which regions a frame replaces."""

    def __init__(self, wall: Wall) -> None:
        super().__init__()
        record_updates(self)
        self.wall = wall

    def compose(self) -> ComposeResult:
        yield self.wall


class Room(App[int]):
    """An app with a wall, that keeps what is written to its terminal."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.written: list[str] = []

    def get_default_screen(self) -> Recorded:
        wall = Wall(self.file)
        wall.pictures.write = self.written.append  # type: ignore[method-assign,assignment]
        return Recorded(wall)

    @property
    def wall(self) -> Wall:
        return self.query_one(Wall)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    Image.new("RGB", (100, 80), "red").save(path)
    return path


async def test_they_are_painted_once_they_are_decoded_where_they_belong(file: Path) -> None:
    room = Room(file)
    async with room.run_test(size=(40, 8)) as pilot:
        assert await until(pilot, lambda: screen_text(room).count("▀") == 4 * 10 + 3 * 6)
        lines = screen_text(room).splitlines()
        assert lines[1] == "  " + "▀" * 10 + " " * 8 + "▀" * 6 + " " * 14
        assert not lines[5].strip()


async def test_a_file_that_is_none_leaves_its_cells_blank(file: Path) -> None:
    file.write_bytes(b"<html>")
    room = Room(file)
    async with room.run_test(size=(40, 8)) as pilot:
        shape = next(room.wall.areas()).shape
        assert await until(
            pilot, lambda: room.wall.placement.row_without_waiting(shape, 0) == Strip.blank(10, Style.null())
        )


async def test_by_sixel_only_what_was_painted_over_is_drawn_again(file: Path) -> None:
    room = Room(file)
    async with room.run_test(size=(40, 8)) as pilot:
        room.wall.pictures._decide()
        room.wall.refresh()
        assert await until(pilot, lambda: all(at in "".join(room.written) for at in ("\x1b[2;3H", "\x1b[2;21H")))
        room.written.clear()
        # What stands left of what is painted is written anew with it; what stands right of it is not.
        room.wall.refresh(Region(2, 1, 6, 3))
        assert await until(pilot, lambda: "\x1b[2;3H" in "".join(room.written))
        assert "\x1b[2;21H" not in "".join(room.written)


async def test_of_one_that_is_scrolled_out_above_the_rest_is_drawn_at_the_top(file: Path) -> None:
    room = Room(file)
    async with room.run_test(size=(40, 8)) as pilot:
        room.wall.pictures._decide()
        room.wall.above = 3
        room.wall.refresh()
        assert await until(pilot, lambda: "\x1b[1;3H" in "".join(room.written))
        drawn = next(text for text in room.written if "\x1b[1;3H" in text)
        assert '"1;1;100;40' in drawn, "its last two rows, of twenty pixels each"
