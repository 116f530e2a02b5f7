"""The night sky, and the dishes that listen to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from screenshots.painting.paint import (
    HEIGHT,
    SIZE,
    WIDTH,
    Light,
    Point,
    disc,
    gradient,
    land,
    levels,
    mix,
    noise,
    ridge,
    shape,
    stars,
)

if TYPE_CHECKING:
    from random import Random


def night(rng: Random, light: Light, detail: str = "") -> Image.Image:
    """The night sky; `detail`: dish, galaxy."""
    image = gradient((0, light.zenith), (0.6, light.sky), (0.86, light.horizon), (1, light.horizon))
    stars(image, rng, 1500, HEIGHT * 0.9)
    if detail:
        band = Image.new("L", SIZE, 0)
        ImageDraw.Draw(band).polygon(
            [(WIDTH * 0.2, -80), (WIDTH * 0.62, -80), (WIDTH * 0.98, HEIGHT), (WIDTH * 0.56, HEIGHT)], fill=255
        )
        soft = band.filter(ImageFilter.GaussianBlur(120))
        image.paste(
            mix(light.sun, (255, 255, 255), 0.2),
            (0, 0),
            ImageChops.multiply(levels(noise(rng, 5, 4, 6), 70, 220, 235), soft),
        )
        image.paste((255, 190, 160), (0, 0), ImageChops.multiply(levels(noise(rng, 7, 6, 5), 150, 240, 150), soft))
        image.paste(light.zenith, (0, 0), ImageChops.multiply(levels(noise(rng, 6, 6, 6), 130, 215, 225), soft))
        stars(image, rng, 900, HEIGHT)
    else:
        draw = ImageDraw.Draw(image)
        for _ in range(7):
            x, y, long = rng.uniform(100, WIDTH - 200), rng.uniform(40, HEIGHT * 0.5), rng.uniform(80, 220)
            for part in range(12):
                end = (x + long * part / 12, y + long * 0.45 * part / 12)
                draw.line(
                    (end, (end[0] + long / 12, end[1] + long * 0.45 / 12)),
                    fill=mix(light.sky, (255, 255, 255), part / 12),
                    width=1 + part // 4,
                )
    land(image, ridge(rng, HEIGHT * 0.92, 80, 0.5), light.near)
    if detail == "dish":
        _dish(image, (WIDTH * 0.3, HEIGHT * 0.86), 1.0, light)
        _dish(image, (WIDTH * 0.68, HEIGHT * 0.87), 0.46, light)
        _dish(image, (WIDTH * 0.88, HEIGHT * 0.88), 0.26, light)
    return image


def _dish(image: Image.Image, foot: Point, size: float, light: Light) -> None:
    """A radio telescope, turned up and to the right."""
    x, y = foot
    rim, back = mix((226, 228, 236), light.sky, 0.25), mix((120, 126, 146), light.near, 0.4)
    shape(
        image,
        [
            (x - 90 * size, y + 60 * size),
            (x + 90 * size, y + 60 * size),
            (x + 34 * size, y - 170 * size),
            (x - 34 * size, y - 170 * size),
        ],
        back,
    )
    centre, tilt = (x + 20 * size, y - 270 * size), math.radians(-32)

    def turned(points: list[Point]) -> list[Point]:
        c, s = math.cos(tilt), math.sin(tilt)
        return [(centre[0] + px * c - py * s, centre[1] + px * s + py * c) for px, py in points]

    bowl = [(270 * size * math.cos(a), 96 * size * math.sin(a)) for a in (math.pi * i / 40 for i in range(41))]
    shape(image, turned([(px, py * 1.9) for px, py in bowl]), back)
    shape(
        image,
        turned([(270 * size * math.cos(a), 74 * size * math.sin(a)) for a in (math.pi * i / 40 for i in range(81))]),
        rim,
    )
    shape(
        image,
        turned([(246 * size * math.cos(a), 60 * size * math.sin(a)) for a in (math.pi * i / 40 for i in range(81))]),
        mix(rim, light.sky, 0.42),
    )
    draw = ImageDraw.Draw(image)
    tip = turned([(0, -210 * size)])[0]
    for foot_at in turned([(-200 * size, 0), (200 * size, 0), (0, 50 * size)]):
        draw.line((foot_at, tip), fill=rim, width=max(2, round(7 * size)))
    disc(image, tip, 17 * size, rim)
