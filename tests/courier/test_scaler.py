"""Pictures made fit for a terminal, and those that are none."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from placentin_tui.courier.images.scaler import Scaled, scale
from placentin_tui.image_files import NoPicture
from tests.courier.papers import picture


def saved(image: Image.Image, kind: str, **wishes: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **wishes)
    return out.getvalue()


def opened(scaled: Scaled) -> Image.Image:
    image = Image.open(BytesIO(scaled.data))
    image.load()
    assert image.size == (scaled.width, scaled.height)
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF"])
def test_small_pictures_keep_their_size(kind: str) -> None:
    scaled = scale(picture(40, 30, kind))
    image = opened(scaled)
    assert (image.size, image.format, scaled.suffix) == ((40, 30), "JPEG", ".jpg")
    red, green, blue = image.getpixel((20, 15))  # type: ignore[misc]
    assert (red < 30, green < 30, 100 < blue < 160) == (True, True, True)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((2048, 1000), (1024, 500)), ((4000, 3000), (1024, 768)), ((1200, 30), (1024, 26)), ((100, 12_000), (68, 8192))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_pictures_shrink_in_proportion(size: tuple[int, int], kept: tuple[int, int], kind: str) -> None:
    assert opened(scale(picture(*size, kind))).size == kept


def test_transparency_stays_where_there_is_some() -> None:
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 80))
    scaled = scale(saved(clear, "PNG"))
    assert (scaled.suffix, opened(scaled).mode) == (".png", "RGBA")
    solid = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    assert scale(saved(solid, "PNG")).suffix == ".jpg"
    keyed = Image.new("P", (20, 20))
    assert scale(saved(keyed, "GIF", transparency=0)).suffix == ".png"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK", "YCbCr"])
def test_colours_of_every_kind(mode: str) -> None:
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    assert opened(scale(saved(Image.new(mode, (20, 20)), kind))).size == (20, 20)


def test_the_first_frame_of_an_animation() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    for kind in ("GIF", "WEBP", "PNG"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        red, _green, blue = opened(scale(data)).convert("RGB").getpixel((10, 10))  # type: ignore[misc]
        assert (red > 200, blue < 50) == (True, True)


def test_upright_as_the_camera_meant() -> None:
    image = Image.new("RGB", (60, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90°
    assert opened(scale(saved(image, "JPEG", exif=exif))).size == (20, 60)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose head claims a size its few bytes could fill only when unpacked."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


PNG, JPEG = picture(400, 300), picture(400, 300, "JPEG")


NONE = {
    "nothing": b"",
    "html": b"<!DOCTYPE html><html><body>Not found</body></html>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "a head": b"\x89PNG\r\n\x1a\n",
    "half a PNG": PNG[: len(PNG) // 2],
    "the start of a PNG": PNG[:60],
    "half a JPEG": JPEG[: len(JPEG) // 2],
    "a dot": picture(1, 1),
    "a line": picture(2, 600),
    "a bomb": png_claiming(30_000, 30_000),
    "a smaller bomb": png_claiming(6_000, 6_000),
    "beyond measure": png_claiming(2_000_000_000, 2_000_000_000),
    "no size": png_claiming(0, 0),
}


@pytest.mark.parametrize("data", NONE.values(), ids=NONE)
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(NoPicture):
        scale(data)


@settings(max_examples=200)
@given(st.data())
def test_bytes_gone_wrong_are_a_picture_or_none(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([PNG, JPEG, picture(50, 50, "GIF"), picture(50, 50, "WEBP"), picture(50, 50, "BMP")])
    )
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NoPicture):
        assert scale(bytes(broken)).width <= 1024
