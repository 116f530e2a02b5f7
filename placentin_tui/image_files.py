"""Opens picture files safely: with plain decoders only, and within a limit of pixels."""

from __future__ import annotations

import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
"""Formats read by plain decoders; Pillow has others that start programs (EPS) or contain other formats (TIFF)."""
MOST_UNPACKED = 25_000_000
"""Pixels decoded in memory, at up to four bytes each."""

# What Pillow's decoders raise on malformed files; `SyntaxError` stands for a broken PNG.
_UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError, AttributeError,
    struct.error, zlib.error,
)  # fmt: skip


class NoPicture(Exception):
    """The bytes are not a picture, or a broken one, or one with too many pixels."""


@contextmanager
def opened(file: Path | IO[bytes], most_pixels: int = MOST_UNPACKED) -> Iterator[Image]:
    """A context manager with the decoded picture of a file; raises `NoPicture`, whatever is wrong with it.

    `most_pixels`: the most it may claim in its header, checked before anything is decoded.
    """
    from PIL import Image  # 20 ms

    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > most_pixels:
                raise NoPicture("too many pixels")
            yield image
    except (*_UNREADABLE, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(str(error)) from error
