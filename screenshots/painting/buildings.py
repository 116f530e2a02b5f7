"""What people have built: cities, bridges, villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from screenshots.painting.paint import (
    HEIGHT,
    WIDTH,
    Colour,
    Light,
    Point,
    disc,
    land,
    mist,
    mix,
    ridge,
    shape,
    sky,
    sun,
    water,
)

if TYPE_CHECKING:
    from random import Random


def city(rng: Random, light: Light) -> Image.Image:
    """Houses and towers along a river, their windows lit."""
    bank = HEIGHT * 0.66
    image = sky(rng, light, horizon=bank, clouds=0.5)
    sun(image, light, (WIDTH * 0.3, bank - 160), 28)
    for step in range(3):
        _skyline(image, rng, bank, step / 2, light)
    for x in (WIDTH * 0.18, WIDTH * 0.6, WIDTH * 0.84):
        _spire(image, (x, bank), rng.uniform(250, 360), light)
    water(image, rng, bank, mix(light.near, light.sky, 0.25), waves=0.8)
    return image


def _skyline(image: Image.Image, rng: Random, foot: float, part: float, light: Light) -> None:
    draw = ImageDraw.Draw(image)
    colour = mix(light.horizon, mix(light.far, light.near, part), 0.35 + 0.6 * part)
    x = -20.0
    while x < WIDTH:
        width, tall = rng.uniform(50, 110), rng.uniform(80, 250) * (1.25 - 0.45 * part)
        top = foot - tall
        draw.rectangle((x, top, x + width, foot), fill=colour)
        if rng.random() < 0.55:
            draw.polygon(
                [(x - 4, top), (x + width + 4, top), (x + width - 14, top - 34), (x + 14, top - 34)],
                fill=mix(colour, light.near, 0.35),
            )
            draw.rectangle(
                (x + width * 0.7, top - 52, x + width * 0.7 + 12, top - 20), fill=mix(colour, light.near, 0.35)
            )
        for row in range(int(tall // 30)):
            for column in range(int(width // 24)):
                if rng.random() < 0.3 + 0.16 * part:
                    wx, wy = x + 9 + column * 24, top + 12 + row * 30
                    draw.rectangle((wx, wy, wx + 9, wy + 14), fill=mix(light.lamp, colour, rng.uniform(0.05, 0.55)))
        x += width + rng.choice((0, 0, 4))


def _spire(image: Image.Image, foot: Point, tall: float, light: Light) -> None:
    x, y = foot
    colour = mix(light.far, light.near, 0.7)
    shape(image, [(x - 26, y), (x + 26, y), (x + 26, y - tall * 0.6), (x - 26, y - tall * 0.6)], colour)
    shape(image, [(x - 32, y - tall * 0.6), (x + 32, y - tall * 0.6), (x, y - tall * 1.15)], colour)
    disc(image, (x, y - tall * 0.5), 11, light.lamp)


def bridge(rng: Random, light: Light) -> Image.Image:
    """A great iron bridge over a river, in the mist."""
    level = HEIGHT * 0.64
    image = sky(rng, light, horizon=level)
    sun(image, light, (WIDTH * 0.68, level - 130), 28)
    land(image, ridge(rng, level + 4, 120, 0.5), mix(light.horizon, light.far, 0.4))
    draw = ImageDraw.Draw(image)
    iron, deck = mix(light.far, light.near, 0.8), level - 190
    for x in (WIDTH * 0.2, WIDTH * 0.8):
        for dx in (-40, 40):
            draw.line(((x + dx, level + 10), (x + dx * 0.6, level - 560)), fill=iron, width=20)
        for y in range(0, 540, 60):
            draw.line(((x - 38, level - y), (x + 34, level - y - 60)), fill=iron, width=6)
            draw.line(((x + 38, level - y), (x - 34, level - y - 60)), fill=iron, width=6)
        draw.rectangle((x - 46, level - 580, x + 46, level - 552), fill=iron)
    for start, end, dip in (
        (WIDTH * 0.2, WIDTH * 0.8, 300),
        (WIDTH * -0.4, WIDTH * 0.2, 300),
        (WIDTH * 0.8, WIDTH * 1.4, 300),
    ):
        cable = [(start + (end - start) * i / 40, level - 560 + dip * (1 - (2 * i / 40 - 1) ** 2)) for i in range(41)]
        draw.line(cable, fill=iron, width=9, joint="curve")
        for hanger, top in cable[::2]:
            draw.line(((hanger, top), (hanger, deck)), fill=iron, width=3)
    draw.rectangle((0, deck, WIDTH, deck + 22), fill=iron)
    for x in map(float, range(0, WIDTH, 36)):
        draw.line(((x, deck + 22), (x + 18, deck + 46), (x + 36, deck + 22)), fill=iron, width=4)
    draw.rectangle((0, deck + 44, WIDTH, deck + 52), fill=iron)
    draw.line(((WIDTH * 0.46, deck + 52), (WIDTH * 0.44, level - 40)), fill=iron, width=4)
    draw.line(((WIDTH * 0.5, deck + 52), (WIDTH * 0.52, level - 40)), fill=iron, width=4)
    draw.rectangle((WIDTH * 0.42, level - 44, WIDTH * 0.54, level + 2), fill=mix(iron, (150, 50, 34), 0.5))
    water(image, rng, level, mix(light.near, light.sky, 0.4), waves=0.7)
    mist(image, rng, level - 10, 130, light.horizon, strength=190)
    return image


def village(rng: Random, light: Light, detail: str = "") -> Image.Image:
    """Roofs on a hillside, a church among them; `detail`: snow."""
    is_snowy = detail == "snow"
    image = sky(rng, light, horizon=HEIGHT * 0.5)
    for step in range(3):
        colour = mix(light.horizon, light.far, 0.3 + 0.3 * step)
        land(
            image,
            ridge(rng, HEIGHT * (0.48 + 0.07 * step), 150, 0.5),
            mix(colour, (244, 246, 250), 0.5) if is_snowy else colour,
        )
    ground = mix(light.near, (240, 244, 250), 0.72) if is_snowy else mix(light.near, light.far, 0.4)
    land(image, ridge(rng, HEIGHT * 0.74, 60, 0.45), ground)
    _church(image, (WIDTH * 0.56, HEIGHT * 0.7), light, snow=is_snowy)
    for row in range(4):
        y, size = HEIGHT * (0.69 + 0.085 * row), 0.55 + 0.2 * row
        xs = sorted(rng.uniform(-20, WIDTH) for _ in range(11 - 2 * row))
        for x in xs:
            if row > 0 or abs(x - WIDTH * 0.56) > 90:
                _house(image, rng, (x, y + rng.uniform(-14, 14)), size, light, snow=is_snowy)
    if is_snowy:
        draw = ImageDraw.Draw(image)
        for _ in range(420):
            x, y, flake = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(1.2, 4)
            draw.ellipse((x - flake, y - flake, x + flake, y + flake), fill=(250, 250, 252))
    return image


def _house(image: Image.Image, rng: Random, at: Point, size: float, light: Light, *, snow: bool) -> None:
    x, y = at
    width, tall = rng.uniform(90, 150) * size, rng.uniform(58, 86) * size
    wall = mix(mix((226, 208, 180), (186, 160, 140), rng.random()), light.far, 0.42)
    tiles = (236, 240, 247) if snow else mix((158, 74, 52), light.near, rng.uniform(0.25, 0.55))
    draw = ImageDraw.Draw(image)
    draw.rectangle((x, y - tall, x + width, y + 30 * size), fill=wall)
    draw.rectangle((x + width * 0.62, y - tall, x + width, y + 30 * size), fill=mix(wall, light.near, 0.28))
    roof = [
        (x - 10 * size, y - tall),
        (x + width + 10 * size, y - tall),
        (x + width * 0.82, y - tall - 52 * size),
        (x + width * 0.18, y - tall - 52 * size),
    ]
    draw.polygon(roof, fill=tiles)
    draw.rectangle(
        (x + width * 0.7, y - tall - 78 * size, x + width * 0.7 + 14 * size, y - tall - 34 * size),
        fill=mix(wall, light.near, 0.4),
    )
    for place in (0.16, 0.42, 0.74):
        lit = rng.random() < 0.5
        colour = light.lamp if lit else mix(wall, light.near, 0.6)
        draw.rectangle(
            (x + width * place, y - tall * 0.66, x + width * place + 15 * size, y - tall * 0.66 + 22 * size),
            fill=colour,
        )


def _church(image: Image.Image, at: Point, light: Light, *, snow: bool) -> None:
    x, y = at
    wall = mix((222, 208, 186), light.far, 0.4)
    tiles: Colour = (238, 242, 248) if snow else mix((84, 84, 96), light.near, 0.3)
    shape(image, [(x - 40, y + 20), (x + 40, y + 20), (x + 40, y - 210), (x - 40, y - 210)], wall)
    shape(image, [(x + 10, y + 20), (x + 40, y + 20), (x + 40, y - 210), (x + 10, y - 210)], mix(wall, light.near, 0.3))
    shape(image, [(x - 48, y - 208), (x + 48, y - 208), (x, y - 350)], tiles)
    shape(image, [(x + 40, y + 20), (x + 220, y + 20), (x + 220, y - 80), (x + 40, y - 80)], wall)
    shape(image, [(x + 40, y - 76), (x + 232, y - 76), (x + 204, y - 150), (x + 40, y - 150)], tiles)
    for wy in (-150, -90):
        shape(image, [(x - 9, y + wy), (x + 9, y + wy), (x + 9, y + wy - 34), (x - 9, y + wy - 34)], light.lamp)
