"""What pictures are painted with: what the terminal keeps is bounded, what is cut is cut at a row."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat
from textual.app import App
from textual.strip import Strip

from placentin_tui.models import StoredPicture
from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.terminal.capabilities import CellSize, PictureProtocol
from placentin_tui.ui.widgets import sextants, sixel
from placentin_tui.ui.widgets.halfblocks import HalfBlocks
from placentin_tui.ui.widgets.image_loading import load
from placentin_tui.ui.widgets.kitty import CHUNK, KEPT, Kitty, encode
from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
from placentin_tui.ui.widgets.picture_size import PictureSize, fill, shape
from tests.ui.lettering.decode import decoded

CELL = CellSize(8, 20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    Image.effect_noise((400, 300), 50).convert("RGB").save(path)
    return path


def test_the_terminal_keeps_the_last_ones_and_at_the_end_none(file: Path) -> None:
    written: list[str] = []
    kitty = Kitty(written.append)
    shapes = [PictureSize(file, columns, 10, 400, 300) for columns in range(1, KEPT + 4)]
    for one in shapes:
        kitty.send(one, encode(one, CELL))
    assert kitty.strips(shapes[0]) is None
    assert kitty.strips(shapes[-1])
    sent = re.findall(r"a=T,[^;]*?i=(\d+),", "".join(written))
    gone = re.findall(r"a=d,d=I,q=2,i=(\d+)\x1b", "".join(written))
    assert gone == sent[:3]
    kitty.clear()
    assert sorted(re.findall(r"a=d,d=I,q=2,i=(\d+)\x1b", "".join(written))) == sorted(sent)
    assert all(len(piece) <= CHUNK for piece in re.findall(r";([^;\x1b]*)\x1b", "".join(written)))


def test_a_file_that_is_no_picture_is_nothing(tmp_path: Path) -> None:
    file = tmp_path / "page.jpg"
    file.write_bytes(b"<html>")
    assert encode(PictureSize(file, 10, 10, 400, 300), CELL) == ""
    assert sixel.encode(sixel.Crop(PictureSize(file, 10, 10, 400, 300), 0, 10), CELL) == ""


@pytest.mark.parametrize(("first", "rows"), [(0, 6), (2, 4), (0, 3), (5, 1)])
def test_rows_of_a_picture_are_as_tall_as_rows_of_text(file: Path, first: int, rows: int) -> None:
    data = sixel.encode(sixel.Crop(PictureSize(file, 20, 6, 400, 300), first, rows), CELL)
    assert data.startswith(f'\x1bP0;1;0q"1;1;160;{rows * 20}')
    assert data.endswith("\x1b\\")
    assert data.count("-") <= -(-rows * 20 // 6), "one band for each six pixels"


@pytest.mark.parametrize(
    ("picture_protocol", "cell", "size"),
    [
        (PictureProtocol.HALFBLOCK, None, (60, 15)),
        (PictureProtocol.HALFBLOCK, CellSize(10, 20), (60, 15)),
        (PictureProtocol.HALFBLOCK, CellSize(8, 20), (60, 12)),
        (PictureProtocol.SIXEL, CellSize(8, 20), (50, 10)),  # 400 pixels are fifty cells of eight
        (PictureProtocol.KITTY, CellSize(16, 40), (50, 10)),  # twice as many pixels: shown as large
        (PictureProtocol.SIXEL, CellSize(4, 10), (60, 12)),
    ],
)
def test_the_shape_by_the_size_of_a_cell(
    picture_protocol: PictureProtocol, cell: CellSize | None, size: tuple[int, int]
) -> None:
    found = shape(StoredPicture("https://a/", Path("x"), 400, 200), 60, 40, picture_protocol, cell)
    assert found
    assert (found.columns, found.rows) == size


def test_a_tall_picture_keeps_its_shape_in_the_rows_there_are() -> None:
    found = shape(StoredPicture("https://a/", Path("x"), 300, 3000), 60, 20, PictureProtocol.KITTY, CellSize(8, 16))
    assert found
    assert (found.columns, found.rows) == (4, 20)
    assert shape(StoredPicture("https://a/", None), 60, 20) is None


@pytest.fixture
def bands(tmp_path: Path) -> StoredPicture:
    """A picture of 600 × 200 pixels: red, then blue in its middle third, then red."""
    path = tmp_path / "bands.png"
    image = Image.new("RGB", (600, 200), "red")
    image.paste("blue", (200, 0, 400, 200))
    image.save(path)
    return StoredPicture("https://a/", path, 600, 200)


def test_a_picture_that_fills_its_cells_is_cropped_at_both_sides(bands: StoredPicture) -> None:
    found = fill(bands, 20, 8, CELL)  # 160 × 160 pixels
    assert found
    assert (found.columns, found.rows, found.aspect) == (20, 8, 1.0)
    image = Image.open(BytesIO(b64decode(encode(found, CELL)))).convert("RGB")
    assert image.size == (160, 160)
    assert {image.getpixel(place) for place in ((2, 2), (157, 157), (80, 80))} == {(0, 0, 255)}
    assert sixel.encode(sixel.Crop(found, 0, 8), CELL).startswith('\x1bP0;1;0q"1;1;160;160')


def test_a_tall_one_is_cropped_more_below_than_above(tmp_path: Path) -> None:
    path = tmp_path / "tall.png"
    image = Image.new("RGB", (100, 400), "red")
    image.paste("blue", (0, 120, 100, 220))
    image.save(path)
    square = load(path, 50, 50, smooth=False, aspect=1.0)
    assert square
    assert {square.getpixel((25, y)) for y in (1, 48)} == {(0, 0, 255)}


def test_nothing_is_filled_without_a_file_or_without_cells(bands: StoredPicture) -> None:
    assert fill(StoredPicture("https://a/", None), 20, 8) is None
    assert fill(None, 20, 8) is None
    assert fill(bands, 0, 8) is None
    assert fill(bands, 40, 10) == fill(bands, 40, 10, CellSize(10, 20))


@pytest.mark.parametrize(("first", "rows"), [(0, 6), (2, 3)])
def test_sixel_data_decodes_to_the_picture_its_colours_defined_before_the_first_pixel(
    tmp_path: Path, first: int, rows: int
) -> None:
    path = tmp_path / "photo.png"
    source = Image.merge("RGB", [Image.linear_gradient("L").resize((160, 120)).rotate(turn) for turn in (0, 90, 180)])
    source.save(path)
    sent = decoded(sixel.encode(sixel.Crop(PictureSize(path, 20, 6, 160, 120), first, rows), CELL)).convert("RGB")
    wanted = source.crop((0, first * 20, 160, (first + rows) * 20))
    assert sent.size == wanted.size
    assert max(ImageStat.Stat(ImageChops.difference(sent, wanted)).mean) < 12, "as near as 256 colours come"


# ── sextants ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def pixels(strips: list[Strip], columns: int) -> Image.Image:
    """A terminal's side of sextants: two by three pixels a cell."""
    image = Image.new("RGB", (columns * 2, len(strips) * 3))
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            assert segment.style
            assert segment.style.color
            assert segment.style.bgcolor
            for character in segment.text:
                pattern = sextants.CHARACTERS.index(character)
                for bit in range(6):
                    shown = segment.style.color if pattern & 1 << bit else segment.style.bgcolor
                    image.putpixel((column * 2 + bit % 2, row * 3 + bit // 2), tuple(shown.get_truecolor()))
                column += 1
        assert column == columns
    return image


async def test_a_picture_begun_before_the_terminal_says_its_name_is_painted_as_it_draws(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, plain = PictureSize(file, 20, 8, 400, 300), HalfBlocks.paint
    pictures = PictureRenderer(App(), PictureMode.AUTO)

    def slow(blocks: HalfBlocks, shape: PictureSize) -> list[Strip]:
        painted = plain(blocks, shape)
        pictures.hear("\x1bP>|kitty(0.26.5)\x1b\\")
        return painted

    monkeypatch.setattr(HalfBlocks, "paint", slow)
    app_ready: list[bool] = []
    await pictures._paint(one, lambda: app_ready.append(True))
    assert app_ready
    shown = pictures.strip(one, 0, lambda: None).text
    assert "▀" not in shown
    assert set(shown) <= {" ", *sextants.CHARACTERS}


def test_the_characters_of_sextants() -> None:
    assert len(set(sextants.CHARACTERS)) == 64
    names = {pattern: unicodedata.name(sextants.CHARACTERS[pattern]) for pattern in (1, 20, 22, 41, 43, 62)}
    assert names == {
        1: "BLOCK SEXTANT-1", 20: "BLOCK SEXTANT-35", 22: "BLOCK SEXTANT-235", 41: "BLOCK SEXTANT-146",
        43: "BLOCK SEXTANT-1246", 62: "BLOCK SEXTANT-23456",
    }  # fmt: skip
    assert "".join(sextants.CHARACTERS[pattern] for pattern in (0, 21, 42, 63)) == " ▌▐█"


def test_two_inks_a_cell_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "lines.png"
    image = Image.new("RGB", (40, 30), (200, 180, 20))
    for x in range(40):
        for y in range(30):
            if (x * 7 + y * 3) % 5 < 2:
                image.putpixel((x, y), (20, 30, 90))
    image.save(path)
    shown = pixels(sextants.paint(PictureSize(path, 20, 10, 40, 30)), 20)
    assert shown.tobytes() == image.tobytes()


def test_a_photograph_is_nearer_by_sextants_than_by_half_blocks(tmp_path: Path) -> None:
    path = tmp_path / "disc.png"
    image = Image.new("RGB", (240, 240), (240, 230, 200))
    ImageDraw.Draw(image).ellipse((40, 40, 200, 200), (160, 20, 30))
    image.save(path)
    size = PictureSize(path, 24, 12, 240, 240)
    by_sextants = pixels(sextants.paint(size), 24).resize((240, 240), Image.Resampling.NEAREST)
    halves = image.resize((24, 24), Image.Resampling.BOX).resize((240, 240), Image.Resampling.NEAREST)

    def off(shown: Image.Image) -> float:
        return sum(ImageStat.Stat(ImageChops.difference(image, shown)).mean)

    assert off(by_sextants) < 0.8 * off(halves)


def test_a_file_that_is_no_picture_has_no_sextants(tmp_path: Path) -> None:
    assert sextants.paint(PictureSize(tmp_path / "none.png", 4, 4, 10, 10)) == []
