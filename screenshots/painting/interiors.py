"""Under a roof: a stage, shelves of books, a table with fruit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from screenshots.painting.paint import (
    HEIGHT,
    SIZE,
    WIDTH,
    Colour,
    Light,
    Point,
    disc,
    glow,
    gradient,
    levels,
    mix,
    noise,
    ramp,
    shape,
)

if TYPE_CHECKING:
    from random import Random


def stage(rng: Random, light: Light) -> Image.Image:
    """A curtain half open, somebody in the light, the audience in front."""
    image = gradient((0, light.near), (0.5, light.sky), (0.72, light.far), (1, light.near))
    draw = ImageDraw.Draw(image)
    floor = HEIGHT * 0.7
    draw.rectangle((0, floor, WIDTH, HEIGHT), fill=mix(light.far, light.near, 0.45))
    for i in range(24):
        x = WIDTH / 2 + (i - 12) * 44
        draw.line(((x, floor), (WIDTH / 2 + (i - 12) * 130, HEIGHT)), fill=mix(light.far, light.near, 0.7), width=3)
    beam = Image.new("L", SIZE, 0)
    ImageDraw.Draw(beam).polygon(
        [(WIDTH * 0.66, -40), (WIDTH * 0.7, -40), (WIDTH * 0.62, floor + 60), (WIDTH * 0.36, floor + 60)], fill=150
    )
    image.paste(light.lamp, (0, 0), beam.filter(ImageFilter.GaussianBlur(16)))
    draw.ellipse((WIDTH * 0.34, floor + 10, WIDTH * 0.64, floor + 110), fill=mix(light.lamp, light.far, 0.25))
    _actor(image, (WIDTH * 0.49, floor + 66), light)
    shape(
        image,
        [(WIDTH * 0.55, floor + 60), (WIDTH * 0.6, floor + 60), (WIDTH * 0.6, floor - 40), (WIDTH * 0.55, floor - 40)],
        light.near,
    )
    shape(
        image,
        [
            (WIDTH * 0.55, floor - 40),
            (WIDTH * 0.565, floor - 40),
            (WIDTH * 0.565, floor - 150),
            (WIDTH * 0.55, floor - 150),
        ],
        light.near,
    )
    for side in (0, 1):
        _curtain(image, rng, side, light)
    for row in range(2):
        for i in range(15):
            x, y, size = 40 + i * 100 + row * 46 + rng.uniform(-12, 12), HEIGHT * (0.93 + 0.06 * row), 34 + 10 * row
            disc(image, (x, y), size * rng.uniform(0.9, 1.1), mix(light.near, (0, 0, 0), 0.4))
            draw.ellipse(
                (x - size * 2, y + size * 0.8, x + size * 2, y + size * 5), fill=mix(light.near, (0, 0, 0), 0.4)
            )
    return image


def _actor(image: Image.Image, at: Point, light: Light) -> None:
    """Somebody in a long coat, one arm raised."""
    x, y = at
    dark, skin = mix(light.near, (20, 20, 26), 0.6), (216, 172, 140)
    draw = ImageDraw.Draw(image)
    shape(
        image,
        [(x - 70, y), (x - 44, y - 210), (x - 34, y - 268), (x + 34, y - 268), (x + 44, y - 210), (x + 64, y)],
        dark,
    )
    draw.line(((x + 30, y - 250), (x + 90, y - 300), (x + 120, y - 380)), fill=dark, width=28, joint="curve")
    disc(image, (x + 122, y - 392), 15, skin)
    draw.line(((x - 30, y - 250), (x - 66, y - 180), (x - 40, y - 120)), fill=dark, width=26, joint="curve")
    disc(image, (x, y - 306), 32, skin)
    draw.pieslice((x - 36, y - 344, x + 36, y - 270), 170, 370, fill=mix(dark, (90, 50, 30), 0.4))
    shape(image, [(x - 10, y - 268), (x + 10, y - 268), (x, y - 190)], (240, 236, 226))


def _curtain(image: Image.Image, rng: Random, side: int, light: Light) -> None:
    """One half of the curtain, its folds lit from the stage."""
    draw = ImageDraw.Draw(image)
    reach, folds = WIDTH * 0.27, 9
    for i in range(folds * 8):
        part = i / (folds * 8)
        shade = 0.5 + 0.5 * math.sin(i * math.pi / 4)
        colour = mix(mix(light.sun, light.near, 0.55), light.sun, shade * 0.8)
        x = part * reach if side == 0 else WIDTH - part * reach
        sway = (18 + 40 * part) * (1 if side == 0 else -1)
        width = reach / folds / 8 + 3
        draw.polygon([(x, 0), (x + width, 0), (x + width - sway, HEIGHT), (x - sway, HEIGHT)], fill=colour)
    for i in range(9):
        x = i * WIDTH / 8 - WIDTH / 16
        draw.pieslice(
            (x, -130, x + WIDTH / 7, 120 + 14 * (i % 2)), 0, 180, fill=mix(light.sun, light.near, 0.2 + 0.25 * (i % 2))
        )


def shelves(rng: Random, light: Light) -> Image.Image:
    """Books from floor to ceiling, and a lamp."""
    image = Image.new("RGB", SIZE, light.near)
    draw = ImageDraw.Draw(image)
    inks: tuple[Colour, ...] = (
        (150, 52, 44),
        (44, 84, 110),
        (196, 150, 82),
        (60, 92, 66),
        (110, 70, 100),
        (214, 200, 170),
        (84, 56, 40),
        (36, 48, 70),
    )
    for row in range(5):
        foot, x = 184 + row * 192, 14.0
        while x < WIDTH - 20:
            thick, tall = rng.uniform(18, 46), rng.uniform(118, 158)
            colour = mix(mix(rng.choice(inks), light.far, 0.25), light.near, rng.uniform(0, 0.25))
            lean = rng.choice((0, 0, 0, 0, 14)) if x > 60 else 0
            book = [(x + lean, foot - tall), (x + thick + lean, foot - tall), (x + thick, foot), (x, foot)]
            draw.polygon(book, fill=colour)
            draw.polygon(
                [
                    (x + thick * 0.76 + lean, foot - tall),
                    (x + thick + lean, foot - tall),
                    (x + thick, foot),
                    (x + thick * 0.76, foot),
                ],
                fill=mix(colour, light.near, 0.5),
            )
            band = mix(colour, (240, 214, 150), 0.6)
            for y in (0.2, 0.28, 0.8):
                draw.line(
                    ((x + 4 + lean * y, foot - tall * y), (x + thick * 0.7 + lean * y, foot - tall * y)),
                    fill=band,
                    width=4,
                )
            x += thick + lean + rng.choice((0, 1, 1, 2, 30 if rng.random() < 0.12 else 1))
        draw.rectangle((0, foot, WIDTH, foot + 22), fill=mix((120, 78, 46), light.near, 0.4))
    dark = ImageOps.invert(Image.radial_gradient("L").resize((WIDTH * 2, HEIGHT * 2))).crop(
        (round(WIDTH * 0.6), round(HEIGHT * 0.5), round(WIDTH * 1.6), round(HEIGHT * 1.5))
    )
    image = Image.composite(image, Image.blend(image, Image.new("RGB", SIZE, light.near), 0.8), levels(dark, 60, 215))
    glow(image, (WIDTH * 0.42, HEIGHT * 0.48), 640, light.lamp, 0.5)
    draw = ImageDraw.Draw(image)
    x, y = WIDTH * 0.42, HEIGHT * 0.62
    draw.rectangle((x - 10, y, x + 10, HEIGHT), fill=mix((176, 132, 60), light.near, 0.2))
    draw.polygon(
        [(x - 190, y), (x + 190, y), (x + 96, y - 190), (x - 96, y - 190)], fill=mix(light.lamp, (255, 255, 240), 0.35)
    )
    glow(image, (x, y - 60), 300, mix(light.lamp, (255, 255, 255), 0.3), 0.7)
    return image


def still(rng: Random, light: Light, detail: str = "lemons") -> Image.Image:
    """A table by a window; `detail`: lemons, pears, bottle."""
    edge = HEIGHT * 0.64
    image = gradient((0, light.far), (edge / HEIGHT, mix(light.far, light.horizon, 0.4)), (1, light.far))
    glow(image, (WIDTH * 0.1, HEIGHT * 0.15), 900, light.sun, 0.6)
    image.paste(
        light.near, (0, 0), ImageChops.multiply(levels(noise(rng, 3, 4, 5), 90, 240, 120), ramp(edge, edge - 500))
    )
    image.paste(mix((142, 92, 54), light.near, 0.3), (0, 0), ramp(edge, edge + 1))
    grain = levels(noise(rng, 3, 90, 4), 110, 220, 120)
    image.paste(mix((60, 34, 20), light.near, 0.3), (0, 0), ImageChops.multiply(grain, ramp(edge, edge + 2)))
    cloth = [(WIDTH * 0.1, edge + 90), (WIDTH * 0.62, edge + 60), (WIDTH * 0.7, edge + 250), (WIDTH * 0.02, edge + 290)]
    shape(image, cloth, mix((240, 234, 220), light.far, 0.12))
    for i in range(5):
        shape(
            image,
            [
                (WIDTH * (0.14 + 0.1 * i), edge + 90),
                (WIDTH * (0.15 + 0.1 * i), edge + 90),
                (WIDTH * (0.2 + 0.1 * i), edge + 280),
                (WIDTH * (0.14 + 0.1 * i), edge + 284),
            ],
            mix((214, 206, 192), light.far, 0.2),
        )
    if detail == "bottle":
        _bottle(image, (WIDTH * 0.62, edge + 96), light)
    else:
        _bowl(image, (WIDTH * 0.6, edge + 110), light)
    skin: Colour = (242, 204, 64) if detail == "lemons" else (176, 182, 70) if detail == "pears" else (172, 54, 40)
    for x, y, size in ((0.3, 150, 92), (0.43, 176, 86), (0.21, 196, 80)):
        _fruit(image, (WIDTH * x, edge + y), size, skin, long=detail)
    shape(
        image,
        [
            (WIDTH * 0.46, edge + 252),
            (WIDTH * 0.78, edge + 196),
            (WIDTH * 0.79, edge + 206),
            (WIDTH * 0.52, edge + 270),
        ],
        (206, 208, 212),
    )
    shape(
        image,
        [
            (WIDTH * 0.78, edge + 190),
            (WIDTH * 0.93, edge + 162),
            (WIDTH * 0.935, edge + 182),
            (WIDTH * 0.785, edge + 212),
        ],
        mix((70, 42, 26), light.near, 0.2),
    )
    return image


def _ball(image: Image.Image, at: Point, radius: tuple[float, float], skin: Colour) -> None:
    """A round thing lit from the left above, with the shadow it throws."""
    (x, y), (rx, ry) = at, radius
    shadow = Image.new("L", SIZE, 0)
    ImageDraw.Draw(shadow).ellipse((x - rx * 0.6, y + ry * 0.62, x + rx * 2.1, y + ry * 1.24), fill=150)
    image.paste((24, 16, 12), (0, 0), shadow.filter(ImageFilter.GaussianBlur(14)))
    size = (round(rx * 2), round(ry * 2))
    light = (
        Image.radial_gradient("L")
        .resize((size[0] * 2, size[1] * 2))
        .crop((round(size[0] * 0.68), round(size[1] * 0.72), round(size[0] * 1.68), round(size[1] * 1.72)))
    )
    body = Image.composite(
        Image.new("RGB", size, mix(skin, (20, 12, 10), 0.72)),
        Image.new("RGB", size, mix(skin, (255, 250, 220), 0.2)),
        levels(light, 10, 215),
    )
    mask = Image.new("L", (size[0] * 2, size[1] * 2), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, size[0] * 2 - 1, size[1] * 2 - 1), fill=255)
    image.paste(body, (round(x - rx), round(y - ry)), mask.resize(size))
    glow(image, (x - rx * 0.36, y - ry * 0.42), rx * 0.36, (255, 255, 246), 0.8)


def _fruit(image: Image.Image, at: Point, size: float, skin: Colour, *, long: str) -> None:
    x, y = at
    if long == "lemons":
        shape(
            image,
            [(x + size * 0.8, y - 26), (x + size * 1.28, y - 8), (x + size * 0.8, y + 18)],
            mix(skin, (60, 40, 10), 0.25),
        )
        _ball(image, at, (size * 1.12, size * 0.84), skin)
    elif long == "pears":
        _ball(image, (x + 4, y - size * 0.95), (size * 0.52, size * 0.62), skin)
        _ball(image, at, (size * 0.88, size * 0.86), skin)
        ImageDraw.Draw(image).line(((x + 4, y - size * 1.5), (x + 16, y - size * 1.86)), fill=(66, 44, 24), width=8)
    else:
        _ball(image, at, (size * 0.9, size * 0.84), skin)
        ImageDraw.Draw(image).line(((x, y - size * 0.72), (x + 12, y - size * 1.12)), fill=(66, 44, 24), width=7)


def _bowl(image: Image.Image, at: Point, light: Light) -> None:
    x, y = at
    blue: Colour = mix((70, 100, 140), light.far, 0.2)
    for dx, dy, size in ((-90, -70, 74), (10, -98, 78), (96, -66, 70)):
        _ball(image, (x + dx, y + dy), (size, size * 0.92), (206, 92, 40))
    draw = ImageDraw.Draw(image)
    draw.pieslice((x - 220, y - 210, x + 220, y + 120), 0, 180, fill=blue)
    draw.pieslice((x + 20, y - 210, x + 220, y + 120), 0, 90, fill=mix(blue, (10, 12, 20), 0.45))
    draw.ellipse((x - 222, y - 66, x + 222, y - 24), outline=mix(blue, (255, 255, 255), 0.45), width=7)
    draw.rectangle((x - 70, y + 104, x + 70, y + 124), fill=mix(blue, (10, 12, 20), 0.4))


def _bottle(image: Image.Image, at: Point, light: Light) -> None:
    x, y = at
    glass: Colour = (30, 66, 48)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((x - 74, y - 320, x + 74, y + 40), 46, fill=glass)
    draw.rectangle((x - 26, y - 480, x + 26, y - 290), fill=glass)
    draw.rectangle((x - 32, y - 490, x + 32, y - 452), fill=mix(glass, light.sun, 0.25))
    draw.rectangle((x - 74, y - 210, x + 74, y - 70), fill=mix((232, 222, 196), light.far, 0.15))
    for i in range(4):
        draw.line(((x - 48, y - 176 + i * 26), (x + 48 - 22 * (i % 2), y - 176 + i * 26)), fill=(96, 74, 56), width=6)
    draw.rounded_rectangle((x - 58, y - 296, x - 40, y + 10), 9, fill=mix(glass, (255, 255, 255), 0.45))
    draw.rectangle((x + 44, y - 290, x + 74, y + 14), fill=mix(glass, (0, 0, 0), 0.4))
    draw.polygon(
        [(x + 168, y + 40), (x + 268, y + 40), (x + 286, y - 110), (x + 150, y - 110)],
        fill=mix((210, 214, 210), light.far, 0.4),
    )
    draw.polygon([(x + 162, y + 30), (x + 274, y + 30), (x + 280, y - 40), (x + 156, y - 40)], fill=(134, 30, 40))
