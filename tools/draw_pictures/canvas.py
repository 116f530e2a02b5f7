"""A sheet to draw on as a newspaper engraver would: flat shapes, few inks, tone made of lines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from pathlib import Path

Point: TypeAlias = tuple[float, float]
Shape: TypeAlias = Sequence[Point]
Ink: TypeAlias = tuple[int, int, int]

WIDTH, HEIGHT = 960, 540
SCALE = 3
"""Drawn so many times larger, then reduced: that smooths every edge."""

PAPER: Ink = (245, 235, 215)
CREAM: Ink = (252, 246, 232)
SAND: Ink = (223, 199, 155)
UMBER: Ink = (158, 126, 82)
INK: Ink = (33, 29, 32)
RED: Ink = (196, 57, 40)
INKS = (PAPER, CREAM, SAND, UMBER, INK, RED)

EVERYWHERE: Shape = ((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT))


def box(x: float, y: float, width: float, height: float) -> Shape:
    """A rectangle by its corner and its size."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def round_box(x: float, y: float, width: float, height: float, radius: float) -> Shape:
    """A rectangle with round corners."""
    corners = (
        (x + width - radius, y + radius, -90),
        (x + width - radius, y + height - radius, 0),
        (x + radius, y + height - radius, 90),
        (x + radius, y + radius, 180),
    )
    return [p for cx, cy, start in corners for p in arc(cx, cy, radius, radius, (start, start + 90))]


def arc(x: float, y: float, rx: float, ry: float, turn: tuple[float, float] = (0, 360)) -> list[Point]:
    """Points along an ellipse, from one angle to another: degrees clockwise from three o'clock."""
    start, end = turn
    angles = (math.radians(start + (end - start) * i / 96) for i in range(97))
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def curve(*points: Point, steps: int = 16) -> list[Point]:
    """A smooth line through all these points (Catmull-Rom)."""
    ends = (points[0], *points, points[-1])
    through = [_between(ends[i : i + 4], step / steps) for i in range(len(points) - 1) for step in range(steps)]
    return [*through, points[-1]]


def _between(p: Sequence[Point], t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = p

    def along(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return along(ax, bx, cx, dx), along(ay, by, cy, dy)


def turned(shape: Shape, degrees: float, x: float, y: float) -> Shape:
    """The shape turned clockwise about a point."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c) for px, py in shape]


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape somewhere else."""
    return [(x + dx, y + dy) for x, y in shape]


def on_plane(corners: Shape) -> Callable[[float, float], Point]:
    """A function from (0…1, 0…1) onto a sheet seen between four corners, clockwise from the top left."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners

    def at(u: float, v: float) -> Point:
        x = (1 - u) * (1 - v) * ax + u * (1 - v) * bx + u * v * cx + (1 - u) * v * dx
        y = (1 - u) * (1 - v) * ay + u * (1 - v) * by + u * v * cy + (1 - u) * v * dy
        return x, y

    return at


class Canvas:
    """A picture in the making, in units of the finished picture's pixels."""

    def __init__(self, ground: Ink) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, shape: Shape, ink: Ink) -> None:
        """A flat shape."""
        self._draw.polygon(_scaled(shape), fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """A round flat shape."""
        self.fill(arc(x, y, radius, radius), ink)

    def line(self, points: Shape, ink: Ink, width: float) -> None:
        """A stroke with round ends and joints."""
        scaled = _scaled(points)
        self._draw.line(scaled, fill=ink, width=round(width * SCALE), joint="curve")
        radius = width * SCALE / 2
        for x, y in (scaled[0], scaled[-1]):
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)

    def outline(self, shape: Shape, ink: Ink, width: float) -> None:
        """A closed stroke."""
        self.line([*shape, shape[0], shape[1]], ink, width)

    def hatch(
        self,
        shape: Shape,
        ink: Ink,
        *,
        angle: float = 45,
        gap: float = 7,
        width: float | tuple[float, float] = 2,
        without: Iterable[Shape] = (),
    ) -> None:
        """Tone made of parallel lines inside a shape; two widths swell the lines from the first to the last."""
        mask = Image.new("L", self._image.size, 0)
        stencil = ImageDraw.Draw(mask)
        stencil.polygon(_scaled(shape), fill=255)
        for hole in without:
            stencil.polygon(_scaled(hole), fill=0)
        lines = Image.new("L", self._image.size, 0)
        writer = ImageDraw.Draw(lines)
        for stroke, thickness in _strokes(shape, angle, gap, width):
            writer.line(_scaled(stroke), fill=255, width=max(1, round(thickness * SCALE)))
        empty = Image.new("L", self._image.size, 0)
        self._image.paste(ink, (0, 0), Image.composite(lines, empty, mask))

    def letter(self, text: str, x: float, y: float, size: float, ink: Ink) -> None:
        """A letter in bold serif type, centred on a point."""
        font = ImageFont.truetype("DejaVuSerif-Bold.ttf", size * SCALE)
        self._draw.text((x * SCALE, y * SCALE), text, fill=ink, font=font, anchor="mm")

    def save(self, path: Path) -> None:
        """The finished picture, reduced and written in the inks and what lies between two of them."""
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        few = small.quantize(palette=_palette(), dither=Image.Dither.NONE)
        few.save(path, "PNG", optimize=True)


def _palette() -> Image.Image:
    """The inks, and three steps from each to each other for the smoothed edges."""
    blends = [
        tuple(round(a + (b - a) * step / 4) for a, b in zip(one, other, strict=True))
        for i, one in enumerate(INKS)
        for other in INKS[i + 1 :]
        for step in (1, 2, 3)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for ink in (*INKS, *blends) for part in ink])
    return palette


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _strokes(
    shape: Shape, angle: float, gap: float, width: float | tuple[float, float]
) -> Iterable[tuple[Shape, float]]:
    """The lines that cover a shape, each with its width."""
    first, last = width if isinstance(width, tuple) else (width, width)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    along = [x * c + y * s for x, y in shape]
    across = [y * c - x * s for x, y in shape]
    start, end = min(along) - 1, max(along) + 1
    low, high = min(across), max(across)
    count = max(1, int((high - low) / gap))
    for i in range(count + 1):
        level = low + (i + 0.5) * gap
        ends = [(start * c - level * s, start * s + level * c), (end * c - level * s, end * s + level * c)]
        yield ends, first + (last - first) * i / count
