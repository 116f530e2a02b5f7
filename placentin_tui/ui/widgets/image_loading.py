"""Decodes picture files; Pillow is imported with the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.image_files import NoPicture, opened

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image


def load(path: Path, width: int, height: int, *, smooth: bool = True) -> Image | None:
    """Decode a picture to this size in pixels, on white where it is transparent; `None` when it cannot be read.

    `smooth` takes three times as long, and is visible only with small pixels.
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
            return plain.resize((width, height), Image.Resampling.LANCZOS if smooth else Image.Resampling.BOX)
    except NoPicture:
        return None
