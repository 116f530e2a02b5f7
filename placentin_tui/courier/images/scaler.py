"""Converts a picture to one a terminal can show: still, upright, small; at bounded cost, whatever the file holds.

The size is read from the file's header and bounded before a pixel is decoded; a JPEG is decoded at reduced size
(`draft`).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from placentin_tui.courier.workers import worker_loop
from placentin_tui.image_files import MOST_UNPACKED, NoPicture, opened

WIDEST = 1024
TALLEST = 8192
"""Pixels of a picture that is kept; a comic strip may be far taller than wide."""
MOST_PIXELS = 120_000_000
"""Pixels a file's header may announce; a good camera's have half of it."""
LEAST = 3
"""Pixels of a side below which it is no picture, but a tracking pixel or a spacer."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A picture ready to be stored."""

    data: bytes
    suffix: str
    """`.jpg`, or `.png` when a part of it is transparent."""
    width: int
    height: int


def scale(data: bytes) -> Scaled:
    """Scale a picture down to what a terminal can show. Raises `NoPicture`."""
    with opened(BytesIO(data), MOST_PIXELS) as image:
        return _packed(_small(image))


def _small(image: Image.Image) -> Image.Image:
    """Decode and scale. Raises `NoPicture` for one with too many pixels or too few."""
    # Twice the wanted size leaves the scaling something to smooth.
    image.draft("RGB", (2 * WIDEST, 2 * WIDEST))
    if image.width * image.height > MOST_UNPACKED:
        raise NoPicture("too many pixels")
    if min(image.size) < LEAST:
        raise NoPicture("too small")
    small = _plain(image)
    small.thumbnail((WIDEST, TALLEST), reducing_gap=2.0)
    return ImageOps.exif_transpose(small)


def _plain(image: Image.Image) -> Image.Image:
    """The first frame as RGB, or as RGBA when a part of it is transparent."""
    if image.has_transparency_data:
        plain = image.convert("RGBA")
        return plain.convert("RGB") if plain.getchannel("A").getextrema() == (255, 255) else plain
    return image.convert("RGB")


def _packed(image: Image.Image) -> Scaled:
    """Encode as JPEG, or as PNG with transparency."""
    out = BytesIO()
    if image.mode == "RGBA":
        image.save(out, "PNG")
        return Scaled(out.getvalue(), ".png", image.width, image.height)
    image.save(out, "JPEG", quality=85)
    return Scaled(out.getvalue(), ".jpg", image.width, image.height)


# ── as a process ─────────────────────────────────────────────────────────────────────────────────────────────────────

ANSWER = struct.Struct(">II?")
"""The header of an answer: width, height, whether it is a PNG; the file follows. An empty answer: no picture."""
MEMORY = 1_000_000_000
"""Bytes of address space of the process; a progressive JPEG of the largest size takes two thirds of it."""
SECONDS = 10.0
"""Processor time for one picture."""


def answer(data: bytes) -> bytes:
    """Scale a picture, and encode the answer."""
    worker_loop.bound_time(SECONDS)
    try:
        scaled = scale(data)
    except NoPicture:
        return b""
    return ANSWER.pack(scaled.width, scaled.height, scaled.suffix == ".png") + scaled.data


def main() -> None:
    """Answer the requests on stdin."""
    worker_loop.bound_memory(MEMORY)
    worker_loop.answer_all(answer)


if __name__ == "__main__":
    main()
