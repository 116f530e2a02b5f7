"""Decodes picture files; Pillow is imported with the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.image_files import NoPicture, opened

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image


MARGIN = 0.1
"""The part of a cell's height that a margin takes above a picture, and below it."""
HIGHER = 0.4
"""The share of what is cropped from a picture's height that is cropped at the top: heads are in the upper half."""


def load(path: Path, width: int, height: int, *, smooth: bool = True, aspect: float = 0.0) -> Image | None:
    """Decode a picture to this size in pixels, on white where it is transparent; `None` when it cannot be read.

    `smooth` takes three times as long, and is visible only with small pixels. `aspect`: as in `PictureSize`.
    """
    from PIL import Image  # takes 20 ms

    try:
        with opened(path) as picture:
            # A JPEG is decoded at an eighth, a quarter or a half of its size where that is enough.
            picture.draft("RGB", (width, height * (1 if smooth else 2)))
            if picture.has_transparency_data:
                clear = picture.convert("RGBA")
                ground = Image.new("RGBA", clear.size, "white")
                plain = Image.alpha_composite(ground, clear).convert("RGB")
            else:
                plain = picture.convert("RGB")
            method = Image.Resampling.LANCZOS if smooth else Image.Resampling.BOX
            return plain.resize((width, height), method, box=_box(*plain.size, aspect))
    except NoPicture:
        return None


def on_ground(picture: Image, ground: str, rows: int) -> Image:
    """A picture of so many rows of cells, a little lower, with this colour above and below it."""
    from PIL import Image

    margin = max(1, round(picture.height / rows * MARGIN))
    whole = Image.new("RGB", picture.size, ground)
    whole.paste(picture.resize((picture.width, max(1, picture.height - 2 * margin))), (0, margin))
    return whole


def _box(width: int, height: int, aspect: float) -> tuple[float, float, float, float]:
    """The largest part of a picture with this aspect ratio, as left, top, right, bottom; all of it where that is 0."""
    if not aspect:
        return 0, 0, width, height
    across, down = min(width, height * aspect), min(height, width / aspect)
    left, top = (width - across) / 2, (height - down) * HIGHER
    return left, top, left + across, top + down
