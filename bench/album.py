"""Articles with pictures: a home whose paper prints so many of them in articles of such a length."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PIL import Image, ImageChops

from bench import bulk
from bench.feeds import Item
from bench.home import Home
from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.images.scaler import Scaled, scale
from placentin_tui.library import Library
from placentin_tui.models import PreparedArticle, StoredPicture
from placentin_tui.prose.blocks import Block, Figure, Picture

FILES = 50
"""Pictures that differ; articles share them."""
_SIZES = ((1600, 1067), (1200, 800), (1024, 1024), (900, 1350))


def build(folder: Path, *, articles: int, words: int, pictures: int) -> Home:
    """A home with one paper of such articles; its reader shows pictures."""
    home = Home(folder)
    config = home.folder / "config" / "placentin-tui" / "config.toml"
    config.write_text(config.read_text("utf-8").replace('pictures = "off"', 'pictures = "auto"'), "utf-8")
    with Library.open(home.library, home.pictures) as own_library:
        printed = bulk.prepared(0, (Item(0, number, words) for number in range(articles)))
        bulk.store(own_library, 0, [_illustrated(article, n, pictures) for n, article in enumerate(printed)])
        keep = ImageCache(home.pictures, 1_000_000_000).keep
        for n in range(min(FILES, pictures * articles)):
            scaled = _photograph(n)
            own_library.pictures.record(StoredPicture(_address(n), keep(scaled), scaled.width, scaled.height))
    return home


def _illustrated(article: PreparedArticle, n: int, pictures: int) -> PreparedArticle:
    """The article with so many pictures, evenly among its paragraphs, and none but these."""
    text = [block for block in article.blocks if not isinstance(block, Figure)]
    blocks: list[Block] = []
    for place, block in enumerate(text):
        begin, end = place * pictures // len(text), (place + 1) * pictures // len(text)
        blocks += [Figure(Picture(_address((n * pictures + k) % FILES), "Une photo")) for k in range(begin, end)]
        blocks.append(block)
    return replace(article, blocks=tuple(blocks), lead=None)


def _address(n: int) -> str:
    return f"https://paper0.example/photo-{n}.jpg"


def _photograph(n: int) -> Scaled:
    """Something as busy as a photograph, scaled as the courier does it."""
    from io import BytesIO

    size = _SIZES[n % len(_SIZES)]
    shapes = Image.effect_mandelbrot(size, (-2 + n / 60, -1.2, 1, 1.2), 60).convert("L")
    grain = Image.effect_noise(size, 40)
    slope = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (shapes, ImageChops.blend(shapes, grain, 0.3), ImageChops.blend(slope, grain, 0.2)))
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return scale(out.getvalue())
