"""Picture files opened: by plain decoders alone, and none that claims more pixels than there is memory for."""

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
"""Those whose readers are plain decoders; Pillow has others that start programs (EPS) or hold other formats (TIFF)."""
MOST_UNPACKED = 25_000_000
"""Pixels unpacked in memory, at up to four bytes each."""

# What Pillow's readers raise on files made to break them; `SyntaxError` is its word for a broken PNG.
_UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError, AttributeError,
    struct.error, zlib.error,
)  # fmt: skip


class NoPicture(Exception):
    """The bytes are no picture, a broken one, or one far too large."""


@contextmanager
def opened(file: Path | IO[bytes], most_pixels: int = MOST_UNPACKED) -> Iterator[Image]:
    """The picture in a file, to be read within the `with`; raises `NoPicture` there, whatever is wrong with it.

    `most_pixels`: how many it may claim to have.
    """
    from PIL import Image  # 20 ms

    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > most_pixels:
                raise NoPicture("too many pixels")
            yield image
    except (*_UNREADABLE, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(str(error)) from error
