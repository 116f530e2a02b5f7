"""A picture's file as pixels, for whoever paints it; only once there is one to paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.image_files import NoPicture, opened

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image


def load(path: Path, width: int, height: int, *, smooth: bool = True) -> Image | None:
    """The picture in this size, on white where it is transparent, as on the paper's page; `None`: it cannot be read.

    `smooth` costs thrice the time, and shows only where pixels are small.
    """
    from PIL import Image  # 20 ms

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
