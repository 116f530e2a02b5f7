"""Lakes, the sea, and a coast from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from screenshots.painting.paint import (
    HEIGHT,
    SIZE,
    WIDTH,
    Light,
    Point,
    glitter,
    glow,
    land,
    levels,
    mix,
    noise,
    ramp,
    ridge,
    shape,
    sky,
    sun,
    texture,
    water,
)

if TYPE_CHECKING:
    from random import Random


def lake(rng: Random, light: Light, detail: str = "reeds") -> Image.Image:
    """A lake among hills; `detail`: reeds, boats, rowers."""
    horizon = HEIGHT * 0.56
    image = sky(rng, light, horizon=horizon)
    sun(image, light, (WIDTH * rng.uniform(0.3, 0.7), horizon - rng.uniform(20, 90)), 26)
    for part in (0.25, 0.55, 0.85):
        colour = mix(light.horizon, light.far, part)
        land(image, ridge(rng, horizon + 4, 170 - 120 * part, 0.5), colour, mix(colour, light.horizon, 0.3))
    water(image, rng, horizon, mix(light.near, light.sky, 0.35), waves=0.6)
    if detail == "boats":
        for i in range(5):
            _boat(image, (120 + i * 270 + rng.uniform(-30, 30), HEIGHT * (0.8 + 0.03 * (i % 2))), 1.3, light)
    elif detail == "rowers":
        _eight(image, (WIDTH * 0.48, HEIGHT * 0.74), light)
    else:
        _reeds(image, rng, light)
    return image


def _reeds(image: Image.Image, rng: Random, light: Light) -> None:
    draw = ImageDraw.Draw(image)
    for _ in range(260):
        x = WIDTH * (rng.random() ** 2.2) if rng.random() < 0.6 else WIDTH * (1 - rng.random() ** 3 * 0.5)
        tall = rng.uniform(60, 240)
        lean = rng.uniform(-26, 26)
        draw.line(
            ((x, HEIGHT), (x + lean * 0.4, HEIGHT - tall * 0.6), (x + lean, HEIGHT - tall)), fill=light.near, width=4
        )


def _boat(image: Image.Image, at: Point, size: float, light: Light) -> None:
    """A rowing boat, moored, seen from the side."""
    x, y = at
    hull = [
        (x - 110 * size, y - 22 * size),
        (x + 112 * size, y - 30 * size),
        (x + 84 * size, y + 18 * size),
        (x - 84 * size, y + 20 * size),
    ]
    shape(image, [(px, 2 * y + 24 * size - py) for px, py in hull], mix(light.near, light.sky, 0.25))
    shape(image, hull, mix(light.near, (120, 62, 30), 0.45))
    shape(
        image,
        [
            (x - 106 * size, y - 22 * size),
            (x + 108 * size, y - 30 * size),
            (x + 92 * size, y - 12 * size),
            (x - 94 * size, y - 6 * size),
        ],
        light.near,
    )
    for seat in (-44, 10, 60):
        shape(
            image,
            [
                (x + (seat - 8) * size, y - 20 * size),
                (x + (seat + 12) * size, y - 22 * size),
                (x + (seat + 8) * size, y - 8 * size),
                (x + (seat - 8) * size, y - 6 * size),
            ],
            mix(light.sun, light.near, 0.55),
        )


def _eight(image: Image.Image, at: Point, light: Light) -> None:
    """A rowing eight against the light."""
    x, y = at
    draw = ImageDraw.Draw(image)
    draw.polygon([(x - 420, y), (x + 420, y - 4), (x + 330, y + 14), (x - 330, y + 14)], fill=light.near)
    for i in range(8):
        px = x - 260 + i * 70
        draw.ellipse((px - 2, y - 62, px + 20, y - 40), fill=light.near)
        draw.polygon([(px - 14, y), (px, y - 44), (px + 22, y - 42), (px + 26, y)], fill=light.near)
        draw.line(((px + 14, y - 26), (px - 70, y + 40 + (i % 2) * 4)), fill=light.near, width=5)
        draw.ellipse((px - 96, y + 34, px - 58, y + 46), fill=mix(light.sun, light.horizon, 0.5))


def sea(rng: Random, light: Light, detail: str = "") -> Image.Image:
    """The open sea; `detail`: lighthouse, sail, harbour, storm."""
    horizon = HEIGHT * 0.5
    image = sky(rng, light, horizon=horizon, clouds=0.95 if detail == "storm" else 0.7)
    at = WIDTH * (0.36 if detail else 0.6)
    if detail != "storm":
        sun(image, light, (at, horizon - 70), 30)
    land(image, ridge(rng, horizon + 2, 60, 0.5), mix(light.horizon, light.far, 0.45))
    water(image, rng, horizon, mix(light.near, light.sky, 0.5), waves=2.2 if detail == "storm" else 1.2)
    if detail == "storm":
        _breakers(image, rng, horizon, light)
    else:
        glitter(image, rng, horizon, at, mix(light.sun, (255, 255, 255), 0.3))
    if detail == "lighthouse":
        _lighthouse(image, rng, light, horizon)
    elif detail == "sail":
        for x, size in ((WIDTH * 0.66, 1.0), (WIDTH * 0.5, 0.45), (WIDTH * 0.83, 0.38)):
            _sail(image, (x, horizon + 150 * size), size, light)
    elif detail == "harbour":
        _harbour(image, rng, light)
    return image


def _breakers(image: Image.Image, rng: Random, horizon: float, light: Light) -> None:
    foam = levels(noise(rng, 6, 26, 5), 165, 235, 230)
    image.paste(mix(light.horizon, (255, 255, 255), 0.5), (0, 0), ImageChops.multiply(foam, ramp(horizon, HEIGHT)))


def _lighthouse(image: Image.Image, rng: Random, light: Light, horizon: float) -> None:
    rock = [(x, y + 150) for x, y in ridge(rng, horizon + 60, 110, 0.6) if x > WIDTH * 0.55]
    shape(image, [(WIDTH * 0.52, horizon + 230), *rock, (WIDTH, HEIGHT), (WIDTH * 0.6, HEIGHT)], light.near)
    x, foot = WIDTH * 0.78, horizon + 190
    shape(
        image,
        [(x - 34, foot), (x + 34, foot), (x + 22, foot - 330), (x - 22, foot - 330)],
        mix((235, 228, 215), light.far, 0.35),
    )
    for y in (60, 180, 300):
        shape(
            image,
            [(x - 31, foot - y), (x + 31, foot - y), (x + 27, foot - y - 60), (x - 27, foot - y - 60)],
            mix((170, 40, 34), light.far, 0.25),
        )
    shape(image, [(x, foot - 372), (-60, foot - 520), (-60, foot - 380)], mix(light.lamp, light.sky, 0.72))
    shape(image, [(x - 34, foot - 330), (x + 34, foot - 330), (x + 30, foot - 346), (x - 30, foot - 346)], light.near)
    shape(image, [(x - 20, foot - 346), (x + 20, foot - 346), (x + 20, foot - 396), (x - 20, foot - 396)], light.lamp)
    shape(image, [(x - 28, foot - 396), (x + 28, foot - 396), (x, foot - 436)], light.near)
    glow(image, (x, foot - 372), 150, light.lamp, 0.8)


def _sail(image: Image.Image, at: Point, size: float, light: Light) -> None:
    x, y = at
    white = mix((250, 244, 232), light.horizon, 0.2)
    shape(
        image, [(x - 4 * size, y - 330 * size), (x - 4 * size, y - 22 * size), (x - 150 * size, y - 26 * size)], white
    )
    shape(
        image,
        [(x + 8 * size, y - 300 * size), (x + 8 * size, y - 26 * size), (x + 110 * size, y - 30 * size)],
        mix(white, light.far, 0.3),
    )
    shape(
        image,
        [
            (x - 130 * size, y - 16 * size),
            (x + 140 * size, y - 22 * size),
            (x + 96 * size, y + 22 * size),
            (x - 100 * size, y + 20 * size),
        ],
        light.near,
    )


def _harbour(image: Image.Image, rng: Random, light: Light) -> None:
    """A quay in front, with cranes and moored boats against the light."""
    draw = ImageDraw.Draw(image)
    quay = HEIGHT * 0.86
    for x in (WIDTH * 0.62, WIDTH * 0.86):
        for dx in (-60, 60):
            draw.line(((x + dx, quay), (x + dx * 0.5, quay - 330)), fill=light.near, width=16)
        draw.line(((x - 50, quay - 120), (x + 50, quay - 220)), fill=light.near, width=8)
        draw.line(((x + 150, quay - 330), (x - 280, quay - 440)), fill=light.near, width=16)
        draw.line(((x, quay - 470), (x - 280, quay - 440)), fill=light.near, width=5)
        draw.line(((x, quay - 330), (x, quay - 470), (x + 150, quay - 330)), fill=light.near, width=8)
        draw.line(((x - 240, quay - 430), (x - 240, quay - 250)), fill=light.near, width=4)
        draw.rectangle((x - 270, quay - 250, x - 210, quay - 210), fill=mix(light.near, (150, 50, 30), 0.6))
    for i in range(4):
        _boat(image, (110 + i * 210, HEIGHT * 0.8 + (i % 2) * 22), 0.9, light)
    draw.rectangle((0, quay, WIDTH, HEIGHT), fill=light.near)
    texture(image, rng, quay, mix(light.near, light.horizon, 0.4), (40, 8), strength=110)


def coast(rng: Random, light: Light) -> Image.Image:
    """Sand, foam and sea from above."""
    slope = Image.linear_gradient("L").rotate(90).resize(SIZE)
    height = ImageChops.blend(noise(rng, 2, 2, 6), slope, 0.62)
    image = Image.new("RGB", SIZE, light.zenith)
    steps = (
        (70, 118, light.sky, 255),
        (104, 122, light.horizon, 255),
        (120, 124, (246, 246, 240), 255),
        (129, 133, light.far, 255),
        (134, 170, light.sun, 255),
        (170, 230, light.near, 200),
    )
    for low, high, colour, most in steps:
        image.paste(colour, (0, 0), levels(height, low, high, most))
    foam = ImageChops.multiply(
        levels(noise(rng, 30, 30, 4), 150, 210),
        ImageChops.darker(levels(height, 96, 116), levels(ImageChops.invert(height), 128, 134)),
    )
    image.paste((250, 250, 246), (0, 0), foam)
    image.paste(
        mix(light.near, (0, 0, 0), 0.3),
        (0, 0),
        ImageChops.multiply(levels(noise(rng, 60, 60, 3), 140, 240, 70), levels(height, 136, 150)),
    )
    return image
