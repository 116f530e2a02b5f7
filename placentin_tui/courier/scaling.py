"""A picture's bytes made into one a terminal can show: still, upright, small. Nothing it is sent can cost much.

The size is read from the file's head and bounded before a pixel is unpacked; a JPEG is unpacked small (`draft`).
"""

from __future__ import annotations

import signal
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from placentin_tui.image_files import MOST_UNPACKED, NoPicture, opened

WIDEST = 1024
TALLEST = 8192
"""Pixels of a picture that is kept; a comic strip may be far taller than wide."""
MOST_PIXELS = 120_000_000
"""Pixels a file may claim to have; a good camera's have half of it."""
LEAST = 3
"""Pixels of a side below which it is no picture but a tracker or a spacer."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A picture to keep."""

    data: bytes
    suffix: str
    """`.jpg`, or `.png` when it is transparent in places."""
    width: int
    height: int


def scale(data: bytes) -> Scaled:
    """The picture in these bytes, scaled down to what a terminal can show; raises `NoPicture`."""
    with opened(BytesIO(data), MOST_PIXELS) as image:
        return _packed(_small(image))


def _small(image: Image.Image) -> Image.Image:
    # Twice the size wanted leaves the scaling something to smooth.
    image.draft("RGB", (2 * WIDEST, 2 * WIDEST))
    if image.width * image.height > MOST_UNPACKED:
        raise NoPicture("too many pixels")
    if min(image.size) < LEAST:
        raise NoPicture("too small")
    small = _plain(image)
    small.thumbnail((WIDEST, TALLEST), reducing_gap=2.0)
    return ImageOps.exif_transpose(small)


def _plain(image: Image.Image) -> Image.Image:
    """The first frame in plain colours, with its transparency when something shows through."""
    if image.has_transparency_data:
        plain = image.convert("RGBA")
        return plain.convert("RGB") if plain.getchannel("A").getextrema() == (255, 255) else plain
    return image.convert("RGB")


def _packed(image: Image.Image) -> Scaled:
    out = BytesIO()
    if image.mode == "RGBA":
        image.save(out, "PNG")
        return Scaled(out.getvalue(), ".png", image.width, image.height)
    image.save(out, "JPEG", quality=85)
    return Scaled(out.getvalue(), ".jpg", image.width, image.height)


# ── as a process ─────────────────────────────────────────────────────────────────────────────────────────────────────

QUESTION = struct.Struct(">I")
"""What goes before a picture's bytes: how many there are."""
ANSWER = struct.Struct(">II?I")
"""What comes before the scaled ones: width, height, whether it is a PNG, and how many; 0 when it is no picture."""
MEMORY = 1_000_000_000
"""Bytes of addresses the process may have; a progressive JPEG of as many pixels as may be takes two thirds of it."""
SECONDS = 10.0
"""Processor time for one picture."""


def main() -> None:
    """Scale what comes on stdin, until it is closed."""
    _bound_memory()
    source, drain = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(QUESTION.size)) == QUESTION.size:
        (length,) = QUESTION.unpack(head)
        data = source.read(length)
        _bound_time(SECONDS)
        try:
            scaled = scale(data)
            drain.write(ANSWER.pack(scaled.width, scaled.height, scaled.suffix == ".png", len(scaled.data)))
            drain.write(scaled.data)
        except NoPicture:
            drain.write(ANSWER.pack(0, 0, False, 0))  # noqa: FBT003 - the Struct's third value
        drain.flush()
        _bound_time(0)


def _bound_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _bound_time(seconds: float) -> None:
    """Have the system end this process after so much work; 0: not any more. Its decoders never look at a clock."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main()
