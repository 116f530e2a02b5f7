"""The code, read back by a decoder from what the half-blocks draw."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from placentin_tui.errors import ShareError
from placentin_tui.sharing.qr import LEAST_QUIET, QUIET, QrCode, code, fitting

URL = "https://courrier.example/2026/03/un-accord-et-apres/"
SIZE = 4
"""Pixels a module."""
INK = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}


def drawn(of: QrCode, around: int = 0) -> Image.Image:
    """The code as a terminal draws it, on a ground of this grey."""
    picture = Image.new("L", (of.columns, len(of.rows) * 2))
    for y, row in enumerate(of.rows):
        for x, sign in enumerate(row):
            for half, grey in enumerate(INK[sign]):
                picture.putpixel((x, 2 * y + half), grey)
    picture = picture.resize((picture.width * SIZE, picture.height * SIZE), Image.Resampling.NEAREST)
    ground = Image.new("L", (picture.width + 80, picture.height + 80), around)
    ground.paste(picture, (40, 40))
    return ground


@pytest.mark.parametrize("around", [0, 255])
@pytest.mark.parametrize("quiet", [QUIET, LEAST_QUIET])
def test_a_telephone_reads_it_on_any_ground(around: int, quiet: int) -> None:
    (read,) = zxingcpp.read_barcodes(drawn(code(URL, quiet), around))
    assert (read.text, read.format) == (URL, zxingcpp.BarcodeFormat.QRCode)


@settings(max_examples=25)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=200))
def test_any_address_comes_back(rest: str) -> None:
    (read,) = zxingcpp.read_barcodes(drawn(code("https://a.example/" + rest)))
    assert read.text == "https://a.example/" + rest


def test_the_quiet_zone_is_light_on_every_side() -> None:
    for quiet in (QUIET, LEAST_QUIET):
        rows = code(URL, quiet).rows
        assert len({len(row) for row in rows}) == 1
        assert not "".join((*rows[: quiet // 2], *rows[-(quiet // 2) :])).strip()
        assert not "".join(row[:quiet] + row[-quiet:] for row in rows).strip()


def test_a_small_window_takes_from_the_quiet_zone_first() -> None:
    wide, tight = code(URL), code(URL, LEAST_QUIET)
    assert fitting(URL, wide.columns, len(wide.rows)) == wide
    assert fitting(URL, tight.columns, len(tight.rows)) == tight
    assert fitting(URL, tight.columns - 1, 100) is None
    assert fitting(URL, 100, len(tight.rows) - 1) is None


def test_an_address_no_code_can_hold_is_said() -> None:
    with pytest.raises(ShareError, match="too long"):
        code("https://a.example/" + "x" * 3000)
