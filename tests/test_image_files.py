"""Picture files are opened in one place, by plain decoders, within bounds."""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from placentin_tui.image_files import FORMATS, MOST_UNPACKED, NoPicture, opened
from placentin_tui.models import StoredPicture
from placentin_tui.sharing.epub import _read
from placentin_tui.ui.widgets.image_loading import load
from tests.courier.papers import picture
from tests.courier.test_scaler import png_claiming
from tests.courier.test_scaler_process import HOSTILE

SOURCE = Path(__file__).parents[1] / "placentin_tui"
# What starts a program (EPS), and what holds other formats.
STRANGE = {
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n",
    "PPM": b"P6 9 9 255\n" + bytes(243),
    "TIFF": b"",
    "ICO": b"",
}


def strange(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_what_papers_print_is_opened(kind: str) -> None:
    with opened(BytesIO(picture(40, 30, kind))) as image:
        assert image.size == (40, 30)


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_more_than_a_plain_decoder_is_no_picture(kind: str, tmp_path: Path) -> None:
    data = STRANGE[kind] or strange(kind)
    with pytest.raises(NoPicture), opened(BytesIO(data)):
        pass
    refused(data, tmp_path)


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_no_picture_anywhere(data: object, tmp_path: Path) -> None:
    assert callable(data)
    refused(data(), tmp_path)


def refused(data: bytes, folder: Path) -> None:
    """Neither the screen nor a book shows these bytes, should they stand in the pictures' folder."""
    file = folder / "picture.webp"
    file.write_bytes(data)
    assert load(file, 10, 10) is None
    if not data.startswith((b"\xff\xd8", b"\x89PNG")):
        assert _read(StoredPicture("https://paper.example/p", file)) is None


def test_the_pixels_claimed_are_counted_before_any_is_unpacked() -> None:
    side = int(MOST_UNPACKED**0.5) + 1
    with pytest.raises(NoPicture, match="too many pixels"), opened(BytesIO(png_claiming(side, side))):
        pass
    with pytest.raises(NoPicture, match="too many pixels"), opened(BytesIO(picture(40, 30)), 1_199):
        pass


def test_what_goes_wrong_later_is_said_the_same_way() -> None:
    with pytest.raises(NoPicture), opened(BytesIO(picture(400, 300, "PNG")[:-200])) as image:
        image.load()


def test_no_file_is_opened_elsewhere() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "open" and ast.unparse(node.value).endswith("Image")
    ]
    assert [place.partition(":")[0] for place in found] == ["image_files.py"]
