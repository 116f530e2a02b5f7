"""Where people come together: a palace, a station, a stadium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from screenshots.painting.paint import (
    HEIGHT,
    WIDTH,
    Colour,
    Light,
    Point,
    disc,
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


def palace(rng: Random, light: Light) -> Image.Image:
    """A parliament with columns, the square before it wet and shining."""
    ground = HEIGHT * 0.74
    image = sky(rng, light, horizon=ground, clouds=0.7)
    stone = mix((232, 214, 184), light.far, 0.22)
    shade = mix(stone, light.near, 0.55)
    draw = ImageDraw.Draw(image)
    glow(image, (WIDTH / 2, ground - 120), 720, light.lamp, 0.45)
    draw.rectangle((-10, ground - 250, WIDTH + 10, ground), fill=mix(stone, light.near, 0.3))
    for x in map(float, range(24, WIDTH, 92)):
        if abs(x + 20 - WIDTH / 2) > 390:
            for y in (ground - 214, ground - 112):
                draw.rectangle((x, y, x + 40, y + 74), fill=mix(light.lamp, shade, 0.1 if rng.random() < 0.7 else 0.8))
    draw.rectangle((-10, ground - 268, WIDTH + 10, ground - 246), fill=stone)
    left, right = WIDTH / 2 - 380, WIDTH / 2 + 380
    draw.rectangle((left, ground - 330, right, ground), fill=shade)
    for i in range(8):
        x = left + 34 + i * 96
        draw.rectangle((x + 34, ground - 300, x + 74, ground - 36), fill=mix(light.lamp, shade, 0.28))
        draw.rectangle((x - 14, ground - 318, x + 30, ground - 26), fill=stone)
        draw.rectangle((x + 14, ground - 318, x + 30, ground - 26), fill=mix(stone, light.near, 0.34))
        draw.rectangle((x - 22, ground - 334, x + 38, ground - 316), fill=stone)
    draw.rectangle((left - 26, ground - 374, right + 26, ground - 332), fill=stone)
    draw.polygon([(left - 40, ground - 374), (right + 40, ground - 374), (WIDTH / 2, ground - 520)], fill=stone)
    draw.polygon([(left + 60, ground - 388), (right - 60, ground - 388), (WIDTH / 2, ground - 492)], fill=shade)
    for step in range(4):
        draw.rectangle(
            (left - 40 - step * 26, ground - 28 + step * 9, right + 40 + step * 26, ground - 18 + step * 9),
            fill=mix(stone, light.near, 0.12 * step),
        )
    for x, colour in ((WIDTH / 2 - 160, (28, 72, 140)), (WIDTH / 2, (196, 52, 44)), (WIDTH / 2 + 160, (222, 180, 70))):
        draw.line(((x, ground - 440), (x, ground - 640)), fill=light.near, width=7)
        draw.polygon(
            [
                (x, ground - 638),
                (x + 96, ground - 622),
                (x + 84, ground - 590),
                (x + 98, ground - 560),
                (x, ground - 574),
            ],
            fill=mix(colour, light.far, 0.2),
        )
    water(image, rng, ground + 8, mix(light.near, (40, 40, 48), 0.5), waves=0.35)
    for x in (120, 330, WIDTH - 330, WIDTH - 120):
        draw.line(((x, ground + 60), (x, ground - 180)), fill=light.near, width=9)
        disc(image, (x, ground - 192), 15, mix(light.lamp, (255, 255, 255), 0.4))
        glow(image, (x, ground - 192), 130, light.lamp, 0.75)
    return image


def platform(rng: Random, light: Light) -> Image.Image:
    """Rails that run to where the light is, between two platforms."""
    level, middle = HEIGHT * 0.52, WIDTH * 0.46
    image = sky(rng, light, horizon=level, clouds=0.6)
    sun(image, light, (middle, level - 40), 26)
    land(image, ridge(rng, level + 2, 50, 0.5), mix(light.horizon, light.far, 0.6))
    image.paste(mix(light.near, light.far, 0.35), (0, 0), ramp(level, level + 1))
    texture(image, rng, level, mix(light.near, light.horizon, 0.4), (90, 60), strength=110)
    draw = ImageDraw.Draw(image)
    for i in range(26):
        depth = (i / 26) ** 2.2
        y = level + (HEIGHT - level) * depth
        draw.rectangle((middle - 14 - 420 * depth, y, middle + 14 + 420 * depth, y + 3 + 16 * depth), fill=light.near)
    for side in (-1, 1):
        for offset in (0.28, 0.36):
            draw.polygon(
                [
                    (middle + side * 3, level),
                    (middle + side * 4, level),
                    (middle + side * 1000 * offset + 8, HEIGHT),
                    (middle + side * 1000 * offset - 8, HEIGHT),
                ],
                fill=mix(light.sun, light.horizon, 0.4),
            )
        edge = [
            (middle + side * 26, level + 2),
            (middle + side * 700, HEIGHT),
            (middle + side * 1900, HEIGHT),
            (middle + side * 1900, level + 2),
        ]
        shape(image, edge, mix(light.far, light.near, 0.5))
        shape(
            image,
            [edge[0], edge[1], (edge[1][0] + side * 60, HEIGHT), (edge[0][0] + side * 3, level + 2)],
            mix(light.lamp, light.far, 0.5),
        )
        for i in range(6):
            depth = (0.16 + i / 6) ** 1.7
            x, y, tall = middle + side * (40 + 800 * depth), level + 300 * depth, 90 + 640 * depth
            draw.line(((x, y), (x, y - tall)), fill=light.near, width=max(3, round(16 * depth)))
            draw.line(
                ((x, y - tall), (x - side * 180 * depth, y - tall - 20 * depth)),
                fill=light.near,
                width=max(3, round(12 * depth)),
            )
            glow(image, (x - side * 170 * depth, y - tall), 40 + 130 * depth, light.lamp, 0.8)
    for x, size in ((WIDTH * 0.8, 1.0), (WIDTH * 0.87, 1.06), (WIDTH * 0.7, 0.66), (WIDTH * 0.2, 0.8)):
        _figure(image, (x, level + 330 * size), size, light.near)
    return image


def _figure(image: Image.Image, at: Point, size: float, colour: Colour) -> None:
    """Somebody who stands and waits, with a bag."""
    x, y = at
    disc(image, (x, y - 232 * size), 24 * size, colour)
    shape(
        image,
        [
            (x - 40 * size, y),
            (x - 46 * size, y - 150 * size),
            (x - 30 * size, y - 206 * size),
            (x + 30 * size, y - 206 * size),
            (x + 46 * size, y - 150 * size),
            (x + 38 * size, y),
        ],
        colour,
    )
    shape(
        image,
        [
            (x + 40 * size, y - 60 * size),
            (x + 92 * size, y - 60 * size),
            (x + 92 * size, y + 4 * size),
            (x + 40 * size, y + 4 * size),
        ],
        colour,
    )


def pitch(rng: Random, light: Light) -> Image.Image:
    """A stadium under its lights, players and their shadows."""
    far, near = HEIGHT * 0.5, HEIGHT
    image = sky(rng, light, horizon=far, clouds=0.3)
    image.paste(mix(light.near, light.far, 0.4), (0, 0), ramp(far - 190, far - 189))
    crowd = levels(noise(rng, 260, 170, 2), 120, 200, 190)
    image.paste(
        mix(light.horizon, light.lamp, 0.5),
        (0, 0),
        ImageChops.multiply(crowd, ImageChops.darker(ramp(far - 180, far - 120), ramp(far, far - 20))),
    )
    draw = ImageDraw.Draw(image)
    for i in range(9):
        top, bottom = far + (near - far) * (i / 9) ** 1.6, far + (near - far) * ((i + 1) / 9) ** 1.6
        draw.rectangle((0, top, WIDTH, bottom), fill=mix((52, 122, 58) if i % 2 else (66, 142, 66), light.near, 0.16))
    line: Colour = (232, 238, 226)
    draw.line(((0, far + 40), (WIDTH, far + 40)), fill=line, width=4)
    draw.line(
        ((WIDTH * 0.24, far + 40), (WIDTH * 0.1, far + 250), (WIDTH * 0.9, far + 250), (WIDTH * 0.76, far + 40)),
        fill=line,
        width=6,
    )
    for x in (WIDTH * 0.4, WIDTH * 0.6):
        draw.line(((x, far + 40), (x, far - 90)), fill=(244, 244, 244), width=8)
    draw.line(((WIDTH * 0.4, far - 88), (WIDTH * 0.6, far - 88)), fill=(244, 244, 244), width=8)
    for x in range(round(WIDTH * 0.4), round(WIDTH * 0.6), 16):
        draw.line(((x, far - 86), (x, far + 36)), fill=mix(line, light.near, 0.55), width=1)
    for x in (WIDTH * 0.1, WIDTH * 0.9):
        draw.line(((x, far - 180), (x, 150)), fill=light.near, width=14)
        draw.rectangle((x - 90, 70, x + 90, 160), fill=light.near)
        for i in range(10):
            disc(image, (x - 70 + 35 * (i % 5), 96 + 38 * (i // 5)), 13, (255, 252, 236))
        glow(image, (x, 115), 330, (255, 246, 214), 0.8)
    shirts: tuple[Colour, ...] = ((196, 48, 44), (236, 236, 230))
    players = (
        (0.5, 0.56, 0.5),
        (0.36, 0.63, 0.7),
        (0.62, 0.66, 0.76),
        (0.47, 0.78, 1.1),
        (0.72, 0.8, 1.0),
        (0.2, 0.74, 0.9),
    )
    for i, (x, y, size) in enumerate(players):
        _player(image, (WIDTH * x, HEIGHT * y + 40), size, shirts[i % 2], rng.choice((-1, 1)))
    disc(image, (WIDTH * 0.555, HEIGHT * 0.6), 11, (250, 250, 246))
    return image


def _player(image: Image.Image, at: Point, size: float, shirt: Colour, side: int) -> None:
    x, y = at
    dark: Colour = (28, 32, 36)
    draw = ImageDraw.Draw(image)
    draw.ellipse(
        (x - 20 * size, y - 6 * size, x + 120 * size * side if side > 0 else x + 20 * size, y + 10 * size),
        fill=(34, 84, 42),
    )
    draw.line(
        ((x, y - 74 * size), (x + side * 34 * size, y - 36 * size), (x + side * 20 * size, y)),
        fill=dark,
        width=max(3, round(15 * size)),
        joint="curve",
    )
    draw.line(
        ((x, y - 74 * size), (x - side * 22 * size, y - 34 * size), (x - side * 54 * size, y - 22 * size)),
        fill=dark,
        width=max(3, round(15 * size)),
        joint="curve",
    )
    draw.polygon(
        [
            (x - 22 * size, y - 70 * size),
            (x + 20 * size, y - 70 * size),
            (x + (26 + 8 * side) * size, y - 140 * size),
            (x + (-26 + 8 * side) * size, y - 140 * size),
        ],
        fill=shirt,
    )
    draw.line(
        (
            (x + 8 * side * size, y - 132 * size),
            (x + 48 * side * size, y - 104 * size),
            (x + 62 * side * size, y - 128 * size),
        ),
        fill=mix(shirt, (190, 140, 110), 0.5),
        width=max(2, round(11 * size)),
        joint="curve",
    )
    disc(image, (x + 12 * side * size, y - 158 * size), 16 * size, (150, 106, 82))
