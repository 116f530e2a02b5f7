"""The ship that lays a cable, the gate, the bench in the park, the clock by the window."""

from __future__ import annotations

import math

from tools.draw_pictures.canvas import (
    CREAM,
    EVERYWHERE,
    HEIGHT,
    INK,
    PAPER,
    RED,
    SAND,
    UMBER,
    WIDTH,
    Canvas,
    Shape,
    arc,
    box,
    curve,
    round_box,
    turned,
)


def cable() -> Canvas:
    """A ship above, the sea cut open below it, and the cable between."""
    builder = Canvas(PAPER)
    builder.hatch(box(0, 0, WIDTH, 230), SAND, angle=0, gap=11, width=(0.6, 6))
    water = [
        (0, 226),
        *curve((0, 226), (120, 218), (240, 228), (480, 220), (720, 228), (960, 220)),
        (960, 540),
        (0, 540),
    ]
    builder.fill(water, INK)
    builder.hatch(box(0, 240, WIDTH, 200), UMBER, angle=0, gap=16, width=(5, 0.8))
    bed = [(0, 540), *curve((0, 452), (180, 476), (360, 500), (560, 486), (760, 506), (960, 470)), (960, 540)]
    builder.fill(bed, UMBER)
    builder.hatch(bed, SAND, angle=12, gap=10, width=3)
    builder.line(curve((-20, 454), (120, 464), (220, 478), (320, 468), (372, 380), (392, 280), (398, 204)), RED, 11)
    for x, y, size in ((640, 330, 1.0), (724, 372, 0.7), (560, 396, 0.8), (130, 330, 0.7), (830, 300, 0.6)):
        fish = [*arc(x, y, 34 * size, 14 * size), (x, y)]
        builder.fill(fish, CREAM)
        builder.fill(((x + 28 * size, y), (x + 54 * size, y - 16 * size), (x + 54 * size, y + 16 * size)), CREAM)
        builder.disc(x - 18 * size, y - 3 * size, 3.5 * size, INK)
    _ship(builder)
    return builder


def _ship(builder: Canvas) -> None:
    """A steamer of 1858 that still carries sail, bound for the right."""
    for x, top, spars in ((478, 20, ((46, 62), (92, 78))), (724, 28, ((52, 56), (96, 72)))):
        builder.line(((x, top), (x, 170)), INK, 8)
        for y, half in spars:
            sail = ((x - half + 8, y), (x + half - 8, y), (x + half + 4, y + 38), (x - half - 4, y + 38))
            builder.fill(sail, CREAM)
            builder.hatch(sail, UMBER, angle=90, gap=13, width=2)
            builder.outline(sail, INK, 4)
    builder.fill(box(584, 70, 46, 110), RED)
    builder.fill(box(578, 64, 58, 20), INK)
    for x, y, radius in ((596, 44, 17), (560, 30, 22), (514, 22, 15)):
        builder.disc(x, y, radius, INK)
        builder.disc(x, y, radius - 5, CREAM)
    hull = [
        (388, 170),
        (870, 166),
        *curve((870, 166), (836, 206), (800, 236)),
        (440, 236),
        *curve((440, 236), (408, 214), (388, 170)),
    ]
    builder.fill(hull, INK)
    builder.line(((404, 190), (846, 186)), CREAM, 5)
    builder.line(((868, 168), (930, 138)), INK, 8)
    for x in range(452, 800, 52):
        builder.disc(x, 209, 7, SAND)
    builder.fill(arc(398, 178, 26, 26), UMBER)
    builder.outline(arc(398, 178, 26, 26), INK, 5)
    crests = [(x, 236 + (7 if x // 40 % 2 else -5)) for x in range(380, 900, 40)]
    builder.line(curve(*crests), CREAM, 5)


def gate() -> Canvas:
    """A fortified gate with its portcullis half up, and the watchman before it."""
    builder = Canvas(INK)
    builder.hatch(box(0, 0, WIDTH, 400), UMBER, angle=0, gap=13, width=(0.8, 4.4))
    for x, y in ((70, 60), (150, 150), (400, 60), (560, 44), (820, 120), (900, 48), (724, 150)):
        builder.disc(x, y, 4, CREAM)
    for x in (150, 630):
        _tower(builder, x)
    wall = box(326, 150, 308, 330)
    builder.fill(wall, PAPER)
    _stones(builder, wall)
    for x in range(326, 634, 62):
        builder.fill(box(x, 118, 34, 34), PAPER)
        builder.outline(box(x, 118, 34, 34), INK, 4)
    passage = [(372, 484), (372, 300), *arc(480, 300, 108, 108, (180, 360)), (588, 484)]
    builder.fill(passage, INK)
    builder.fill([(392, 484), (392, 306), *arc(480, 306, 88, 88, (180, 360)), (568, 484)], SAND)
    builder.hatch(
        [(392, 484), (392, 306), *arc(480, 306, 88, 88, (180, 360)), (568, 484)], CREAM, angle=90, gap=10, width=4
    )
    for x in range(392, 580, 34):
        builder.line(((x, 224 + abs(x - 480) * 0.5), (x, 366)), INK, 8)
        builder.fill(((x - 8, 362), (x + 8, 362), (x, 392)), INK)
    for y in (262, 302, 342):
        builder.line(((392, y), (568, y)), INK, 7)
    ground = ((0, 480), (960, 480), (960, 540), (0, 540))
    builder.fill(ground, UMBER)
    builder.hatch(ground, INK, angle=0, gap=9, width=(1.5, 4))
    _watchman(builder)
    return builder


def _tower(builder: Canvas, x: float) -> None:
    body = box(x, 92, 180, 390)
    builder.fill(body, PAPER)
    _stones(builder, body)
    builder.hatch(box(x + 118, 92, 62, 390), INK, angle=-45, gap=9, width=(2, 4))
    builder.outline(body, INK, 5)
    builder.fill(box(x - 14, 74, 208, 26), PAPER)
    builder.outline(box(x - 14, 74, 208, 26), INK, 5)
    for i in range(4):
        builder.fill(box(x - 14 + i * 56, 36, 38, 42), PAPER)
        builder.outline(box(x - 14 + i * 56, 36, 38, 42), INK, 5)
    for y in (170, 300):
        builder.fill(round_box(x + 62, y, 26, 66, 12), INK)


def _stones(builder: Canvas, wall: Shape) -> None:
    """Courses of stone, marked by a few of their joints."""
    left, top = wall[0]
    right, bottom = wall[2]
    for row, y in enumerate(range(int(top) + 30, int(bottom), 34)):
        for i in range(3):
            start = left + 14 + ((row * 71 + i * 67) % int(right - left - 60))
            builder.line(((start, y), (start + 30, y)), UMBER, 3.5)


def _watchman(builder: Canvas) -> None:
    """In a long cloak, a lantern held out in his hand."""
    builder.fill(arc(290, 404, 120, 110), UMBER)
    builder.fill(arc(290, 404, 90, 82), SAND)
    builder.fill(arc(290, 404, 58, 52), PAPER)
    cloak = [(440, 524), *curve((440, 524), (456, 430), (480, 372), (510, 366), (540, 392), (566, 524)), (566, 524)]
    builder.fill(cloak, INK)
    builder.outline(cloak, CREAM, 4)
    builder.disc(506, 346, 25, SAND)
    builder.fill(((462, 336), (552, 328), (553, 338), (463, 348)), INK)
    builder.fill(((480, 336), (484, 296), (530, 292), (536, 332)), INK)
    builder.line(((462, 346), (552, 337)), CREAM, 3)
    builder.line(((482, 404), (400, 384), (314, 372)), CREAM, 26)
    builder.line(((482, 404), (400, 384), (314, 372)), INK, 20)
    builder.disc(304, 370, 13, SAND)
    builder.line(arc(290, 376, 20, 24, (180, 360)), INK, 5)
    builder.fill(((268, 376), (312, 376), (320, 440), (260, 440)), RED)
    builder.fill(box(262, 368, 56, 12), INK)
    builder.fill(box(256, 436, 68, 12), INK)
    for x in (276, 304):
        builder.line(((x, 380), (x + (x - 290) * 0.3, 436)), INK, 4)


def bench() -> Canvas:
    """Somebody on a bench, seen from behind, reading while the sun goes down."""
    builder = Canvas(PAPER)
    builder.hatch(EVERYWHERE, SAND, angle=0, gap=11, width=(7, 0.5))
    builder.disc(360, 250, 120, RED)
    far = [(0, 540), *curve((0, 322), (180, 296), (380, 316), (600, 290), (800, 318), (960, 300)), (960, 540)]
    builder.fill(far, SAND)
    builder.hatch(far, UMBER, angle=14, gap=9, width=2.5)
    lake = ((0, 340), (960, 340), (960, 430), (0, 430))
    builder.fill(lake, CREAM)
    builder.hatch(lake, UMBER, angle=0, gap=11, width=(1.5, 4))
    for i, half in enumerate((70, 92, 60, 40)):
        builder.line(((360 - half, 350 + i * 20), (360 + half, 350 + i * 20)), RED, 7)
    meadow = [(0, 540), *curve((0, 430), (240, 414), (520, 424), (960, 404)), (960, 540)]
    builder.fill(meadow, UMBER)
    builder.hatch(meadow, INK, angle=-20, gap=9, width=(2, 5))
    _tree(builder)
    _sitting(builder)
    return builder


def _tree(builder: Canvas) -> None:
    trunk = [
        *curve((806, 560), (812, 420), (800, 300), (752, 210)), (790, 200), (826, 262), (850, 180), (884, 196),
        *curve((884, 196), (862, 300), (866, 420), (898, 560)),
    ]  # fmt: skip
    builder.fill(trunk, INK)
    for x, y, radius in (
        (700, 120, 92),
        (810, 70, 116),
        (916, 120, 100),
        (620, 60, 84),
        (960, 30, 110),
        (740, 10, 100),
    ):
        builder.disc(x, y, radius, INK)
    for x, y, radius in ((690, 110, 66), (806, 56, 84), (912, 104, 70), (616, 48, 56)):
        builder.hatch(arc(x, y, radius, radius), UMBER, angle=-30, gap=11, width=(4, 1.5))


def _sitting(builder: Canvas) -> None:
    """The paper spread wide, the shoulders before it, and the back of the bench."""
    for side in (-1, 1):
        sheet = [(470 + side * x, y) for x, y in ((6, 308), (128, 290), (132, 420), (8, 430))]
        builder.fill(sheet, CREAM)
        builder.outline(sheet, INK, 5)
        for row in range(5):
            y = 322 + row * 20
            builder.line(((470 + side * 84, y), (470 + side * 116, y - 4)), INK if row == 0 else UMBER, 6)
        arm = [(470 + side * x, y) for x, y in ((58, 440), (120, 398), (138, 404), (140, 424), (78, 486))]
        builder.fill(arm, INK)
        builder.disc(470 + side * 130, 402, 15, SAND)
    back = [(372, 540), *curve((372, 540), (382, 430), (420, 396), (470, 388), (520, 396), (558, 430), (568, 540))]
    builder.fill(back, INK)
    builder.hatch(back, UMBER, angle=62, gap=10, width=(1, 3.5))
    builder.fill(box(450, 360, 40, 44), SAND)
    builder.fill(arc(470, 336, 44, 50), INK)
    builder.fill(arc(470, 316, 84, 15), UMBER)
    builder.outline(arc(470, 316, 84, 15), INK, 4)
    builder.fill([*arc(470, 312, 46, 52, (180, 360)), (516, 316), (424, 316)], UMBER)
    builder.fill(box(424, 296, 92, 14), RED)
    for y in (448, 490):
        builder.fill(box(250, y, 440, 24), SAND)
        builder.outline(box(250, y, 440, 24), INK, 5)
    for x in (278, 638):
        builder.fill(box(x, 436, 24, 124), INK)


def clock() -> Canvas:
    """An alarm clock at six, the night still in the window behind it."""
    builder = Canvas(SAND)
    builder.hatch(box(0, 0, WIDTH, 440), UMBER, angle=90, gap=34, width=2.5)
    _night(builder)
    builder.fill(box(0, 434, WIDTH, HEIGHT - 434), INK)
    builder.hatch(box(0, 434, WIDTH, HEIGHT - 434), UMBER, angle=0, gap=12, width=(3, 1))
    x, y = 620.0, 288.0
    for side in (-1, 1):
        builder.line(((x + side * 110, y + 130), (x + side * 140, y + 192)), INK, 22)
        dome = turned([*arc(x, y - 208, 66, 60, (180, 360)), (x + 66, y - 200), (x - 66, y - 200)], side * 33, x, y)
        builder.fill(dome, RED)
        builder.outline(dome, INK, 6)
    builder.line(((x, y - 170), (x, y - 226)), INK, 12)
    builder.disc(x, y - 232, 17, INK)
    builder.disc(x, y, 182, INK)
    builder.disc(x, y, 156, CREAM)
    builder.hatch(arc(x, y, 156, 156, (-20, 120)), SAND, angle=45, gap=9, width=3)
    for hour in range(12):
        angle = math.radians(hour * 30)
        near, far = (112, 140) if hour % 3 == 0 else (126, 140)
        ends = [(x + r * math.sin(angle), y - r * math.cos(angle)) for r in (near, far)]
        builder.line(ends, INK, 11 if hour % 3 == 0 else 6)
    builder.line(((x, y + 26), (x, y - 104)), INK, 11)
    builder.line(((x, y - 22), (x, y + 76)), RED, 17)
    builder.disc(x, y, 15, INK)
    return builder


def _night(builder: Canvas) -> None:
    """The window on the left, with roofs and a lit pane."""
    builder.fill(box(48, 30, 348, 376), CREAM)
    builder.outline(box(48, 30, 348, 376), INK, 8)
    pane = box(66, 48, 312, 340)
    builder.fill(pane, INK)
    builder.hatch(pane, UMBER, angle=0, gap=12, width=(0.8, 4))
    for px, py in ((110, 90), (178, 140), (246, 84), (120, 196), (330, 190)):
        builder.disc(px, py, 4, CREAM)
    builder.disc(316, 112, 34, CREAM)
    builder.disc(302, 104, 30, INK)
    roofs = (
        (66, 388),
        (66, 300),
        (116, 262),
        (170, 304),
        (170, 330),
        (214, 330),
        (266, 276),
        (322, 332),
        (378, 332),
        (378, 388),
    )
    builder.fill(roofs, UMBER)
    builder.hatch(roofs, INK, angle=60, gap=8, width=3.5)
    builder.fill(box(256, 330, 22, 30), RED)
    for bar in (box(216, 48, 12, 340), box(66, 204, 312, 12)):
        builder.fill(bar, CREAM)
    builder.fill(box(28, 404, 388, 24), INK)
    builder.fill(box(34, 408, 376, 7), PAPER)
