"""Open country: hills, mountains, fields, woods, deserts, a volcano."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from screenshots.painting.paint import (
    HEIGHT,
    SIZE,
    WIDTH,
    Light,
    Point,
    glow,
    gradient,
    land,
    levels,
    mist,
    mix,
    noise,
    ramp,
    ridge,
    shape,
    sky,
    stars,
    sun,
    texture,
)

if TYPE_CHECKING:
    from random import Random


def hills(rng: Random, light: Light) -> Image.Image:
    """Ridge behind ridge, fog between them."""
    image = sky(rng, light, horizon=HEIGHT * 0.5)
    sun(image, light, (WIDTH * rng.uniform(0.25, 0.75), HEIGHT * 0.34), 26)
    for step in range(6):
        part = step / 5
        colour = mix(light.horizon, mix(light.far, light.near, part), 0.25 + 0.75 * part)
        land(
            image,
            ridge(rng, HEIGHT * (0.52 + 0.1 * step), 150, 0.48),
            colour,
            mix(colour, light.horizon, 0.35 * (1 - part)),
        )
        if step < 5:
            mist(image, rng, HEIGHT * (0.56 + 0.1 * step), 60, light.horizon, strength=110)
    return image


def mountain(rng: Random, light: Light) -> Image.Image:
    """Peaks with snow on the side of the light."""
    image = sky(rng, light, horizon=HEIGHT * 0.7, clouds=0.5)
    for base, height, part in ((0.72, 330, 0.35), (0.8, 470, 0.8)):
        line = ridge(rng, HEIGHT * base, height, 0.58)
        rock = mix(light.horizon, light.far, part)
        land(image, line, rock, mix(rock, light.horizon, 0.5))
        _snow(image, rng, line, light, part)
    mist(image, rng, HEIGHT * 0.76, 90, light.horizon, strength=200)
    for step in range(3):
        line = ridge(rng, HEIGHT * (0.86 + 0.06 * step), 90, 0.5)
        land(image, _firs(rng, line, 30 + 16 * step), mix(light.far, light.near, 0.4 + 0.3 * step))
    return image


def _snow(image: Image.Image, rng: Random, line: list[Point], light: Light, part: float) -> None:
    """Snow on a ridge: streaks that run down from it, thicker near the top, lit from the left."""
    top = min(y for _, y in line)
    mask = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(mask)
    for (x, y), (nx, ny) in pairwise(line):
        reach = max(0.0, (top + 330 - y)) * rng.uniform(0.35, 0.95)
        if reach > 8:
            draw.polygon(
                [
                    (x, y),
                    (nx, ny),
                    (nx + reach * 0.35, ny + reach),
                    (x + reach * 0.22, y + reach * rng.uniform(0.5, 1)),
                ],
                fill=255 if ny < y else 120,
            )
    flakes = ImageChops.multiply(mask.filter(ImageFilter.GaussianBlur(3)), levels(noise(rng, 16, 12, 5), 70, 170))
    image.paste(mix((255, 255, 255), mix(light.sun, light.horizon, 0.4), 0.45 - 0.2 * part), (0, 0), flakes)


def _firs(rng: Random, line: list[Point], tall: float) -> list[Point]:
    """A ridge with firs on it."""
    points: list[Point] = []
    for x, y in line:
        high = tall * rng.uniform(0.4, 1)
        points += [(x - tall * 0.09, y), (x, y - high), (x + tall * 0.09, y)]
    return points


def field(rng: Random, light: Light) -> Image.Image:
    """Furrows that meet at the horizon, and a tree by itself."""
    horizon = HEIGHT * 0.55
    image = sky(rng, light, horizon=horizon, clouds=0.8)
    sun(image, light, (WIDTH * 0.3, horizon - 60), 32)
    land(image, ridge(rng, horizon + 4, 50, 0.5), mix(light.horizon, light.far, 0.7))
    ground = gradient((0, light.far), (0.55, mix(light.far, light.horizon, 0.4)), (1, light.near))
    image.paste(ground, (0, 0), ramp(horizon - 1, horizon))
    middle = WIDTH * 0.44
    for i in range(-46, 47):
        colour = mix(light.near, light.sun, 0.16 if i % 2 else 0.42)
        shape(
            image,
            [
                (middle + i * 5, horizon),
                (middle + i * 5 + 2.4, horizon),
                (middle + i * 96 + 44, HEIGHT),
                (middle + i * 96, HEIGHT),
            ],
            colour,
        )
    texture(image, rng, horizon, light.near, (60, 30), strength=120)
    _tree(image, rng, (WIDTH * 0.7, horizon + 70), 1.0, light)
    return image


def _tree(image: Image.Image, rng: Random, foot: Point, size: float, light: Light) -> None:
    x, y = foot
    shape(
        image,
        [(x - 16 * size, y), (x - 9 * size, y - 180 * size), (x + 9 * size, y - 180 * size), (x + 18 * size, y)],
        light.near,
    )
    draw = ImageDraw.Draw(image)
    for _ in range(240):
        angle, reach = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random()) * 150 * size
        px, py, leaf = (
            x + reach * math.cos(angle) * 1.15,
            y - 270 * size + reach * math.sin(angle) * 0.85,
            rng.uniform(8, 24) * size,
        )
        tint = mix(light.near, light.sun, 0.28 * rng.random() * (1 if px < x else 0.3))
        draw.ellipse((px - leaf, py - leaf, px + leaf, py + leaf), fill=tint)


def forest(rng: Random, light: Light) -> Image.Image:
    """Trunks in the mist, light between them."""
    image = gradient((0, light.sky), (0.5, light.horizon), (0.8, mix(light.horizon, light.far, 0.4)), (1, light.near))
    glow(image, (WIDTH * 0.55, HEIGHT * 0.38), 620, light.sun, 0.85)
    draw = ImageDraw.Draw(image)
    for step in range(5):
        part = step / 4
        colour = mix(light.horizon, mix(light.far, light.near, part), 0.3 + 0.7 * part)
        ground = HEIGHT * (0.66 + 0.07 * step)
        land(image, ridge(rng, ground + 20, 40, 0.5), mix(colour, light.sun, 0.12))
        for _ in range(round(26 - 5 * step)):
            x, thick = rng.uniform(-40, WIDTH + 40), (7 + 9 * step) * rng.uniform(0.6, 1.3)
            lean = rng.uniform(-24, 24)
            draw.polygon(
                [
                    (x - thick, ground + 40),
                    (x + thick, ground + 40),
                    (x + lean + thick * 0.5, -20),
                    (x + lean - thick * 0.5, -20),
                ],
                fill=colour,
            )
            for _ in range(3):
                y = rng.uniform(40, ground * 0.6)
                draw.line(
                    ((x + lean * (1 - y / ground), y), (x + rng.uniform(-170, 170), y - rng.uniform(20, 120))),
                    fill=colour,
                    width=max(2, round(thick * 0.3)),
                )
        mist(image, rng, ground, 120, mix(light.horizon, light.sun, 0.3), strength=round(170 * (1 - part)))
    leaves = levels(noise(rng, 22, 16, 4), 150, 200, 210)
    image.paste(mix(light.sun, light.far, 0.45), (0, 0), ImageChops.multiply(leaves, ramp(HEIGHT * 0.42, 0)))
    return image


def dunes(rng: Random, light: Light) -> Image.Image:
    """Dunes, a lit side and a shaded one."""
    image = sky(rng, light, horizon=HEIGHT * 0.5, clouds=0.25)
    sun(image, light, (WIDTH * 0.75, HEIGHT * 0.24), 30)
    for step in range(4):
        part = step / 3
        line = ridge(rng, HEIGHT * (0.58 + 0.13 * step), 130 + 40 * step, 0.36)
        lit = mix(light.horizon, mix(light.sun, light.far, 0.45), 0.4 + 0.5 * part)
        land(image, line, lit, mix(lit, light.near, 0.25))
        crest = min(range(len(line)), key=lambda i: line[i][1])
        slope = [
            *line[: crest + 1],
            *((line[crest][0] - 40 - 3.2 * d, line[crest][1] + d) for d in range(0, 420, 20)),
            (0, HEIGHT),
        ]
        shape(image, slope, mix(lit, light.near, 0.55 + 0.2 * part))
    texture(image, rng, HEIGHT * 0.6, light.near, (8, 120), strength=60)
    return image


def volcano(rng: Random, light: Light) -> Image.Image:
    """A cone that glows, its plume and its lava."""
    image = sky(rng, light, horizon=HEIGHT * 0.7, clouds=0.4)
    stars(image, rng, 160, HEIGHT * 0.4)
    top = (WIDTH * 0.5, HEIGHT * 0.36)
    plume = levels(noise(rng, 5, 6, 6), 90, 190)
    column = Image.new("L", SIZE, 0)
    ImageDraw.Draw(column).polygon(
        [(top[0] - 46, top[1]), (top[0] + 46, top[1]), (WIDTH * 0.98, -60), (WIDTH * 0.5, -60)], fill=255
    )
    image.paste(
        mix(light.far, (90, 84, 84), 0.6),
        (0, 0),
        ImageChops.multiply(plume, column.filter(ImageFilter.GaussianBlur(46))),
    )
    lava = (255, 122, 40)
    glow(image, top, 420, lava, 0.85)
    slope = [
        (-40, HEIGHT * 0.86),
        (WIDTH * 0.2, HEIGHT * 0.74),
        (WIDTH * 0.38, HEIGHT * 0.5),
        (top[0] - 60, top[1]),
        (top[0] - 22, top[1] + 14),
        (top[0] + 24, top[1] + 8),
        (top[0] + 60, top[1]),
        (WIDTH * 0.64, HEIGHT * 0.52),
        (WIDTH * 0.83, HEIGHT * 0.74),
        (WIDTH + 40, HEIGHT * 0.84),
        (WIDTH + 40, HEIGHT),
        (-40, HEIGHT),
    ]
    shape(image, slope, mix(light.near, light.far, 0.3))
    draw = ImageDraw.Draw(image)
    for start in (-18, 6, 26):
        x, y, points = top[0] + start, top[1] + 8, []
        while y < HEIGHT * 0.82:
            points.append((x, y))
            x, y = x + rng.uniform(-14, 14) + start * 0.5, y + 16
        draw.line(points, fill=(176, 40, 16), width=20, joint="curve")
        draw.line(points, fill=lava, width=10, joint="curve")
        draw.line(points[: len(points) // 2], fill=(255, 220, 120), width=4, joint="curve")
    for _ in range(130):
        angle, reach = rng.uniform(-2.6, -0.5), rng.random() ** 1.6 * 300
        x, y = top[0] + reach * math.cos(angle), top[1] + reach * math.sin(angle)
        draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill=mix(lava, (255, 230, 150), rng.random()))
    land(image, ridge(rng, HEIGHT * 0.93, 70, 0.5), light.near)
    return image
