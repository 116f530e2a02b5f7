"""Paints what passes for a photograph at a distance: sky, haze, water and grain, from noise that is always the same."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

Colour: TypeAlias = tuple[int, int, int]
Point: TypeAlias = tuple[float, float]

WIDTH, HEIGHT = 1440, 960
"""Pixels while painting; the finished picture has two thirds of them each way, which smooths every edge."""
SIZE = (WIDTH, HEIGHT)
FINISHED = (960, 640)


class Light(NamedTuple):
    """The colours of an hour and a weather."""

    zenith: Colour
    sky: Colour
    horizon: Colour
    sun: Colour
    far: Colour
    near: Colour
    """What is far away and what is close by, both against the light."""
    lamp: Colour = (255, 214, 140)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two; `part` of the second."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def noise(rng: Random, across: int, down: int, octaves: int = 5) -> Image.Image:
    """Clouds of grey, from black to white; so many cells across and down in the coarsest of its layers."""
    clouds: Image.Image | None = None
    for octave in range(octaves):
        cells = (min(WIDTH, across << octave), min(HEIGHT, down << octave))
        grid = Image.frombytes("L", cells, rng.randbytes(cells[0] * cells[1]))
        layer = grid.resize(SIZE, Image.Resampling.BICUBIC)
        weight = 2.0**-octave
        clouds = layer if clouds is None else Image.blend(clouds, layer, weight / (2 - weight))
    assert clouds is not None
    return ImageOps.autocontrast(clouds, cutoff=1)


def levels(image: Image.Image, low: int, high: int, most: int = 255) -> Image.Image:
    """Greys stretched: black up to `low`, `most` from `high` on."""
    return image.point([round(most * min(1, max(0, (value - low) / (high - low)))) for value in range(256)])


def gradient(*stops: tuple[float, Colour]) -> Image.Image:
    """Colours from top (0) to bottom (1)."""
    column = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        place = y / (HEIGHT - 1)
        after = next((i for i, (at, _) in enumerate(stops) if at >= place), len(stops) - 1)
        (start, one), (end, other) = stops[max(0, after - 1)], stops[after]
        part = 0.0 if end == start else min(1.0, max(0.0, (place - start) / (end - start)))
        column.putpixel((0, y), mix(one, other, part * part * (3 - 2 * part)))
    return column.resize(SIZE)


def ramp(top: float, bottom: float, most: int = 255) -> Image.Image:
    """A mask that is black down to `top` and white from `bottom` on, or the other way when `bottom` is above."""
    column = Image.new("L", (1, HEIGHT))
    column.putdata([round(most * min(1, max(0, (y - top) / (bottom - top)))) for y in range(HEIGHT)])
    return column.resize(SIZE)


def glow(image: Image.Image, at: Point, radius: float, colour: Colour, strength: float = 1.0) -> None:
    """Light around a point, that fades to nothing at the radius."""
    size = max(2, round(radius * 2))
    # Pillow's gradient is 181 at the middle of an edge, and 255 in the corners alone.
    fades = [round(max(0.0, 1 - value / 180) ** 2 * 255 * strength) for value in range(256)]
    mask = Image.radial_gradient("L").point(fades).resize((size, size), Image.Resampling.BICUBIC)
    image.paste(colour, (round(at[0] - radius), round(at[1] - radius)), mask)


def disc(image: Image.Image, at: Point, radius: float, colour: Colour) -> None:
    """A round shape, for the sun, the moon and heads."""
    ImageDraw.Draw(image).ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=colour)


def shape(image: Image.Image, points: Sequence[Point], colour: Colour) -> None:
    """A flat shape."""
    ImageDraw.Draw(image).polygon(list(points), fill=colour)


def sky(rng: Random, light: Light, *, clouds: float = 0.6, horizon: float = HEIGHT * 0.62) -> Image.Image:
    """A sky, with clouds lit from the horizon."""
    low = horizon / HEIGHT
    image = gradient((0, light.zenith), (low * 0.55, light.sky), (low, light.horizon), (1, light.horizon))
    if clouds:
        banks = noise(rng, 4, 9, 6)
        lit = ImageChops.multiply(levels(banks, 120, 215, round(255 * clouds)), ramp(horizon, horizon * 0.1))
        image.paste(mix(light.sun, light.horizon, 0.35), (0, 0), lit)
        shaded = ImageChops.multiply(
            levels(ImageChops.offset(banks, 0, 26), 150, 240, round(235 * clouds)), ramp(horizon, horizon * 0.3)
        )
        image.paste(mix(light.zenith, light.far, 0.5), (0, 0), shaded)
    return image


def sun(image: Image.Image, light: Light, at: Point, radius: float = 34) -> None:
    """The sun, and what it does to the sky around it."""
    glow(image, at, radius * 16, light.sun, 0.75)
    glow(image, at, radius * 5, light.sun, 0.9)
    disc(image, at, radius, mix(light.sun, (255, 255, 255), 0.55))


def ridge(rng: Random, base: float, height: float, rough: float = 0.55, points: int = 257) -> list[Point]:
    """The line of hills against the sky, from left to right (midpoint displacement)."""
    line = [rng.uniform(-1, 1), rng.uniform(-1, 1)]
    reach = 1.0
    while len(line) < points:
        middles = [(a + b) / 2 + rng.uniform(-reach, reach) for a, b in pairwise(line)]
        line = [value for pair in zip(line, middles, strict=False) for value in pair] + [line[-1]]
        reach *= rough
    low, high = min(line), max(line)
    return [(WIDTH * i / (len(line) - 1), base - height * (value - low) / (high - low)) for i, value in enumerate(line)]


def land(image: Image.Image, line: Sequence[Point], colour: Colour, foot: Colour | None = None) -> None:
    """Everything below a line in a colour; with another at its foot, as haze makes it."""
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], fill=255)
    top, bottom = min(y for _, y in line), max(y for _, y in line) + 60
    body = gradient(
        (0, colour), (top / HEIGHT, colour), (min(1.0, bottom / HEIGHT), foot or colour), (1, foot or colour)
    )
    image.paste(body, (0, 0), mask)


def texture(
    image: Image.Image, rng: Random, below: float, colour: Colour, cells: tuple[int, int], *, strength: int = 90
) -> None:
    """Grain of the ground: patches of a colour below a height."""
    patches = ImageChops.multiply(levels(noise(rng, *cells, 5), 110, 230, strength), ramp(below, below + 40))
    image.paste(colour, (0, 0), patches)


def water(image: Image.Image, rng: Random, horizon: float, tint: Colour, *, waves: float = 1.0) -> None:
    """Below the horizon, what is above it, mirrored and broken by waves."""
    level = round(horizon)
    above = image.crop((0, max(0, level - (HEIGHT - level)), WIDTH, level))
    mirrored = ImageOps.flip(above).resize((WIDTH, HEIGHT - level)).filter(ImageFilter.GaussianBlur(2.5))
    for y in range(mirrored.height):
        depth = y / mirrored.height
        reach = waves * (3 + 46 * depth)
        shift = round(reach * math.sin(y / (2.2 + 9 * depth) + rng.uniform(-0.8, 0.8)))
        row = mirrored.crop((0, y, WIDTH, y + 1))
        image.paste(ImageChops.offset(row, shift, 0), (0, level + y))
    image.paste(tint, (0, 0), _from(level))
    ripples = noise(rng, 5, 90, 4)
    image.paste(
        mix(tint, (0, 0, 0), 0.5), (0, 0), ImageChops.multiply(levels(ripples, 140, 230, 130), _from(level, 255))
    )
    light = levels(ImageChops.offset(ripples, 90, 7), 185, 250, 120)
    image.paste(mix(tint, (255, 255, 255), 0.55), (0, 0), ImageChops.multiply(light, _from(level, 255)))


def _from(level: float, most: int = 150) -> Image.Image:
    """A mask that begins at a level, and grows from there."""
    column = Image.new("L", (1, HEIGHT))
    column.putdata(
        [0 if y < level else round(most * (0.25 + 0.75 * (y - level) / (HEIGHT - level))) for y in range(HEIGHT)]
    )
    return column.resize(SIZE)


def glitter(image: Image.Image, rng: Random, horizon: float, at: float, colour: Colour) -> None:
    """The sun's path on the water."""
    draw = ImageDraw.Draw(image)
    y = horizon + 2
    while y < HEIGHT:
        depth = (y - horizon) / (HEIGHT - horizon)
        for _ in range(3):
            middle = at + rng.gauss(0, 16 + 90 * depth)
            half = rng.uniform(6, 20 + 60 * depth)
            draw.ellipse((middle - half, y, middle + half, y + 2 + 5 * depth), fill=colour)
        y += 4 + 12 * depth


def mist(image: Image.Image, rng: Random, at: float, reach: float, colour: Colour, *, strength: int = 200) -> None:
    """Fog that lies at a height."""
    banks = levels(noise(rng, 3, 5, 5), 40, 220)
    band = ImageChops.darker(ramp(at - reach, at, strength), ramp(at + reach, at, strength))
    image.paste(colour, (0, 0), ImageChops.multiply(banks, band))


def stars(image: Image.Image, rng: Random, count: int, below: float = HEIGHT * 0.7) -> None:
    """Stars, few of them bright."""
    draw = ImageDraw.Draw(image)
    for _ in range(count):
        x, y, size = rng.uniform(0, WIDTH), rng.uniform(0, below), 0.7 + 2.4 * rng.random() ** 6
        shade = round(120 + 135 * rng.random())
        draw.ellipse((x - size, y - size, x + size, y + size), fill=(shade, shade, min(255, shade + 20)))


def finish(image: Image.Image, rng: Random) -> Image.Image:
    """The picture in its final size, with a darker rim and the grain of a film."""
    rim = Image.radial_gradient("L").resize(SIZE).point([round(max(0, v - 120) * 0.5) for v in range(256)])
    image.paste((0, 0, 0), (0, 0), rim)
    small = image.resize(FINISHED, Image.Resampling.LANCZOS)
    width, height = FINISHED
    grain = Image.frombytes("L", FINISHED, rng.randbytes(width * height)).filter(ImageFilter.GaussianBlur(0.7))
    return Image.blend(small, ImageChops.overlay(small, Image.merge("RGB", (grain,) * 3)), 0.16)
