"""The lighthouse, the viaduct, the telegraph."""

from __future__ import annotations

from tools.draw_pictures.canvas import (
    CREAM,
    EVERYWHERE,
    INK,
    PAPER,
    RED,
    SAND,
    UMBER,
    Canvas,
    Point,
    Shape,
    arc,
    box,
    curve,
    turned,
)


def lighthouse() -> Canvas:
    """A lighthouse at night whose beams are made of letters."""
    builder = Canvas(INK)
    builder.hatch(box(0, 0, 960, 420), UMBER, angle=0, gap=12, width=(0.7, 4.2))
    lamp: Point = (480, 128)
    for side in (-1, 1):
        far = 480 + side * 520
        builder.fill((lamp, (far, -40), (far, 268)), CREAM)
        letters = "abcdefg" if side < 0 else "tuvwxyz"
        for i, letter in enumerate(letters[::side]):
            distance = (110, 152, 200, 256, 318, 386, 456)[i]
            builder.letter(
                letter, 480 + side * distance, 128 - distance * 0.03, 20 + distance * 0.2, RED if i == 4 else INK
            )
    builder.fill(
        ((0, 430), *curve((0, 424), (240, 416), (480, 424), (720, 416), (960, 424)), (960, 540), (0, 540)), INK
    )
    for row, y in enumerate((446, 482, 520)):
        wave = [(x, y + (9 if (x // 60 + row) % 2 else -9)) for x in range(-60, 1061, 60)]
        builder.line(curve(*wave, steps=8), SAND, 6 + 2 * row)
    rock = [(250, 540), *curve((290, 520), (350, 462), (420, 446), (560, 444), (640, 470), (700, 530)), (720, 540)]
    builder.fill(rock, INK)
    builder.hatch(rock, SAND, angle=60, gap=11, width=(1, 4))
    _light(builder)
    return builder


def _light(builder: Canvas) -> None:
    """The lighthouse itself: white, banded in red, shaded on its right."""

    def wall(y: float) -> float:
        return 42 + (y - 170) * 0.09

    tower = ((480 - wall(170), 170), (480 + wall(170), 170), (480 + wall(452), 452), (480 - wall(452), 452))
    builder.fill(tower, CREAM)
    for top, bottom in ((226, 282), (338, 394)):
        builder.fill(
            (
                (480 - wall(top), top),
                (480 + wall(top), top),
                (480 + wall(bottom), bottom),
                (480 - wall(bottom), bottom),
            ),
            RED,
        )
    shade = ((488, 170), (480 + wall(170), 170), (480 + wall(452), 452), (492, 452))
    builder.hatch(shade, INK, angle=86, gap=9, width=(5, 1))
    builder.fill(box(418, 160, 124, 16), INK)
    builder.outline(box(418, 142, 124, 20), INK, 4)
    builder.fill(box(446, 98, 68, 62), CREAM)
    builder.disc(480, 128, 22, RED)
    for x in (446, 514):
        builder.line(((x, 98), (x, 160)), INK, 6)
    builder.fill([(432, 100), *arc(480, 100, 48, 44, (180, 360)), (528, 100)], RED)
    builder.fill(box(476, 34, 8, 26), RED)
    builder.fill([(462, 452), (462, 424), *arc(480, 424, 18, 18, (180, 360)), (498, 424), (498, 452)], INK)


def train() -> Canvas:
    """A train crossing a viaduct, past a telegraph pole whose wires hang down."""
    builder = Canvas(PAPER)
    builder.hatch(box(0, 0, 960, 330), SAND, angle=0, gap=11, width=(6, 0.5))
    far = [
        (0, 540),
        *curve((0, 250), (130, 196), (300, 262), (470, 210), (640, 268), (820, 190), (960, 240)),
        (960, 540),
    ]
    builder.fill(far, SAND)
    near = [(0, 540), *curve((0, 380), (200, 350), (420, 440), (620, 430), (800, 350), (960, 330)), (960, 540)]
    builder.hatch(far, UMBER, angle=25, gap=8, width=2.5)
    builder.fill(near, UMBER)
    builder.hatch(near, INK, angle=-20, gap=9, width=(1, 4.5))
    _viaduct(builder)
    _carriages(builder)
    _pole(builder)
    return builder


def _viaduct(builder: Canvas) -> None:
    # What shows through an arch is left as it is: the stone is laid pier by pier, then the arches are drawn.
    arches = [
        [(x - 74, 560), (x - 74, 372), *arc(x, 372, 74, 74, (180, 360)), (x + 74, 372), (x + 74, 560)]
        for x in range(0, 1056, 192)
    ]
    for x in range(-96, 1056, 192):
        foot = [(x + 22, 560), (x - 22, 560)]
        vaults = (*arc(x + 96, 372, 74, 74, (270, 180)), *foot, *arc(x - 96, 372, 74, 74, (360, 270)))
        builder.fill(((x - 96, 262), (x + 96, 262), *vaults), CREAM)
    builder.hatch(box(0, 262, 960, 300), UMBER, angle=0, gap=18, width=1.6, without=arches)
    for x, arch in zip(range(0, 1056, 192), arches, strict=True):
        shade = ((x + 76, 330), (x + 92, 372), (x + 92, 560), (x + 76, 560))
        builder.hatch(shade, INK, angle=0, gap=8, width=3)
        builder.line(arch, INK, 6)
    builder.fill(box(0, 250, 960, 20), INK)


def _carriages(builder: Canvas) -> None:
    """Three carriages and the engine, running to the right."""
    for x in (-120, 90, 300):
        builder.fill(box(x, 154, 196, 84), RED)
        builder.fill(box(x - 6, 142, 208, 16), INK)
        for i in range(3):
            builder.fill(box(x + 18 + 58 * i, 170, 42, 34), CREAM)
        for wheel in (x + 44, x + 152):
            builder.disc(wheel, 238, 17, INK)
            builder.disc(wheel, 238, 6, SAND)
    _engine(builder, 480)
    puffs = ((708, 72, 24), (666, 48, 34), (602, 44, 42), (520, 52, 40), (440, 70, 32), (374, 92, 22))
    for ink, rim in ((INK, 0), (CREAM, 5)):
        for x, y, radius in puffs:
            builder.disc(x, y, radius - rim, ink)


def _engine(builder: Canvas, x: float) -> None:
    builder.fill(box(x, 222, 50, 12), INK)
    builder.fill(box(x + 34, 118, 82, 118), INK)
    builder.fill(box(x + 24, 106, 102, 16), INK)
    builder.fill(box(x + 52, 136, 40, 38), CREAM)
    builder.fill([(x + 116, 160), (x + 252, 160), *arc(x + 252, 194, 20, 34, (-90, 90)), (x + 116, 228)], INK)
    builder.hatch(box(x + 120, 166, 130, 16), SAND, angle=0, gap=7, width=2)
    builder.fill(((x + 216, 160), (x + 210, 108), (x + 256, 108), (x + 246, 160)), INK)
    builder.fill(box(x + 204, 98, 58, 14), INK)
    builder.fill([(x + 148, 160), *arc(x + 170, 160, 22, 26, (180, 360)), (x + 192, 160)], RED)
    builder.fill(((x + 252, 226), (x + 298, 250), (x + 240, 250)), INK)
    for wheel, radius in ((76, 22), (146, 22), (210, 18)):
        builder.disc(x + wheel, 238, radius, INK)
        builder.disc(x + wheel, 238, radius - 9, RED)


def _pole(builder: Canvas) -> None:
    """In front, a pole; its wires come from the right and end in the air."""
    builder.fill(box(878, 40, 24, 500), INK)
    builder.fill(box(824, 78, 132, 16), INK)
    for x in (838, 942):
        builder.fill(box(x - 10, 52, 20, 28), RED)
    builder.line(((970, 48), (942, 52)), INK, 5)
    builder.line(curve((838, 54), (812, 96), (818, 190), (806, 290), (830, 350), (818, 390)), INK, 6)


def tower() -> Canvas:
    """One of Chappe's telegraphs on a hill, before the sun; another answers far off."""
    builder = Canvas(PAPER)
    builder.hatch(EVERYWHERE, SAND, angle=0, gap=11, width=(7, 0.4))
    builder.disc(600, 232, 168, RED)
    far = [(0, 540), *curve((0, 400), (160, 364), (330, 404), (560, 388), (800, 420), (960, 380)), (960, 540)]
    builder.fill(far, SAND)
    builder.hatch(far, UMBER, angle=18, gap=9, width=2.5)
    _mast(builder, (150, 372), 0.3)
    hill = (
        (0, 540),
        *curve((0, 512), (150, 506), (330, 480), (520, 448), (660, 452), (820, 486), (960, 500)),
        (960, 540),
    )
    builder.fill(hill, UMBER)
    builder.hatch(hill, INK, angle=-25, gap=8, width=(1.5, 5))
    _mast(builder, (520, 456), 0.8)
    return builder


def _mast(builder: Canvas, foot: Point, size: float) -> None:
    """A telegraph house, its mast, the long beam and the two indicators."""
    x, y = foot
    near = size > 0.5

    def place(shape: Shape) -> Shape:
        return [(x + px * size, y + py * size) for px, py in shape]

    house = place(((-84, 12), (-74, -150), (74, -150), (84, 12)))
    builder.fill(house, CREAM if near else UMBER)
    if near:
        builder.hatch(place(((6, 12), (6, -150), (74, -150), (84, 12))), INK, angle=-60, gap=9, width=(1.5, 4))
        builder.outline(house, INK, 5)
        builder.fill(place(box(-50, -58, 40, 70)), INK)
        builder.fill(place(box(-46, -122, 32, 34)), INK)
    builder.fill(place(((-92, -148), (0, -196), (92, -148))), INK)
    builder.fill(place(box(-9, -396, 18, 220)), INK)
    for step in range(-370, -190, 26):
        builder.line(place(((-22, step), (22, step))), INK, 5 * size)
    beam = turned(box(-170, -395, 340, 26), -24, 0, -382)
    builder.fill(place(beam), INK)
    left, right = turned(((-160, -382), (160, -382)), -24, 0, -382)
    for (ex, ey), angle in ((left, 66), (right, 66)):
        arm = turned(box(ex - 11, ey - 12, 118, 24), angle, ex, ey)
        builder.fill(place(arm), INK)
    builder.disc(*place(((0, -382),))[0], 15 * size, CREAM)
