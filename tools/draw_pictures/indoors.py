"""The morning's table and the press."""

from __future__ import annotations

from tools.draw_pictures.canvas import (
    CREAM,
    INK,
    PAPER,
    RED,
    SAND,
    UMBER,
    Canvas,
    Ink,
    Shape,
    arc,
    box,
    curve,
    moved,
    on_plane,
    round_box,
)


def newspaper() -> Canvas:
    """A paper open on a table, at a window with the sun coming up."""
    builder = Canvas(SAND)
    builder.hatch(box(0, 0, 960, 330), UMBER, angle=90, gap=40, width=2.5)
    _window(builder)
    table = box(0, 318, 960, 222)
    builder.fill(table, INK)
    builder.hatch(table, UMBER, angle=0, gap=13, width=(2.2, 0.8))
    _front_page(builder, ((262, 268), (720, 268), (868, 522), (94, 522)))
    _cup(builder, 800, 318)
    return builder


def _window(builder: Canvas) -> None:
    builder.fill(box(190, 18, 580, 284), INK)
    pane = box(206, 34, 548, 252)
    builder.fill(pane, CREAM)
    builder.hatch(pane, SAND, angle=0, gap=9, width=(3.5, 0.6))
    builder.disc(590, 152, 62, RED)
    hills = [
        (206, 286),
        (206, 214),
        *curve((206, 214), (300, 182), (420, 212), (540, 228), (650, 196), (754, 214)),
        (754, 286),
    ]
    builder.fill(hills, UMBER)
    builder.hatch(hills, INK, angle=20, gap=7, width=2)
    for bar in (box(474, 34, 12, 252), box(206, 128, 548, 12)):
        builder.fill(bar, INK)
    builder.fill(box(170, 296, 620, 22), INK)
    builder.fill(box(176, 300, 608, 7), PAPER)


def _front_page(builder: Canvas, corners: Shape) -> None:
    at = on_plane(corners)

    def area(u: float, v: float, du: float, dv: float, ink: Ink) -> None:
        builder.fill((at(u, v), at(u + du, v), at(u + du, v + dv), at(u, v + dv)), ink)

    builder.fill(moved(corners, 10, 12), INK)
    builder.fill(corners, CREAM)
    builder.hatch((at(0.5, 0), at(0.56, 0), at(0.56, 1), at(0.5, 1)), SAND, angle=80, gap=6, width=(4, 1))
    area(0.05, 0.07, 0.40, 0.12, INK)
    area(0.05, 0.235, 0.40, 0.015, INK)
    area(0.05, 0.30, 0.25, 0.36, RED)
    for i in range(5):
        area(0.33, 0.30 + 0.078 * i, 0.12, 0.04, INK)
    for i in range(3):
        area(0.05, 0.71 + 0.085 * i, 0.40, 0.042, UMBER)
    area(0.55, 0.07, 0.40, 0.055, INK)
    area(0.55, 0.155, 0.28, 0.055, INK)
    for column in (0.55, 0.765):
        for i in range(8):
            area(column, 0.29 + 0.083 * i, 0.185 if i < 7 or column < 0.6 else 0.1, 0.042, UMBER)
    builder.line((at(0.5, 0), at(0.5, 1)), INK, 2.5)


def _cup(builder: Canvas, x: float, y: float) -> None:
    builder.fill(arc(x + 4, y + 86, 98, 24), INK)
    builder.fill(arc(x + 4, y + 82, 88, 17), CREAM)
    builder.hatch(arc(x + 4, y + 82, 88, 17), UMBER, angle=0, gap=6, width=2)
    builder.outline(arc(x + 62, y + 30, 24, 24), CREAM, 11)
    bowl = [*arc(x, y, 60, 13, (180, 360)), *arc(x, y, 60, 84, (0, 180))]
    builder.fill(bowl, CREAM)
    builder.outline(bowl, INK, 4)
    builder.hatch([(x + 10, y), (x + 60, y), *arc(x, y, 60, 84, (0, 85))], UMBER, angle=65, gap=7, width=(1, 3.5))
    builder.fill(arc(x, y, 50, 9), INK)
    for dx in (-22, 8):
        builder.line(
            curve((x + dx, y - 20), (x + dx + 14, y - 46), (x + dx - 6, y - 72), (x + dx + 12, y - 104)), CREAM, 7
        )


def press() -> Canvas:
    """A hand press, its bar in red, sheets drying above it."""
    builder = Canvas(SAND)
    builder.hatch(box(0, 0, 960, 430), UMBER, angle=0, gap=10, width=(0.6, 3.2))
    builder.fill(box(0, 446, 960, 94), INK)
    builder.hatch(box(0, 446, 960, 94), UMBER, angle=0, gap=14, width=(1, 4))
    _drying(builder)
    for x in (306, 594):
        builder.fill(box(x, 60, 60, 420), INK)
        builder.hatch(box(x + 34, 60, 22, 420), UMBER, angle=-45, gap=7, width=2)
    builder.fill(box(278, 44, 404, 62), INK)
    builder.hatch(box(290, 84, 380, 16), UMBER, angle=-45, gap=7, width=2)
    builder.fill(box(262, 470, 436, 30), INK)
    builder.fill(box(452, 106, 56, 96), CREAM)
    for y in range(114, 200, 18):
        builder.line(((448, y + 8), (512, y)), INK, 7)
    builder.fill(round_box(432, 190, 96, 40, 8), INK)
    builder.line(((500, 210), (742, 262)), RED, 22)
    builder.disc(756, 265, 26, RED)
    builder.fill(box(464, 230, 32, 40), INK)
    builder.fill(box(376, 264, 208, 40), INK)
    _bed(builder)
    return builder


def _drying(builder: Canvas) -> None:
    builder.line(curve((-10, 40), (140, 62), (292, 44)), INK, 4)
    builder.line(curve((668, 44), (820, 62), (970, 40)), INK, 4)
    for x, y in ((30, 52), (158, 60), (716, 56), (846, 54)):
        builder.fill(box(x, y, 96, 132), CREAM)
        builder.fill(box(x + 12, y + 16, 72, 18), INK)
        for i in range(4):
            builder.fill(box(x + 12, y + 48 + 19 * i, 72 if i < 3 else 44, 9), UMBER)


def _bed(builder: Canvas) -> None:
    """The bed with the forme, run out to the left with a sheet on it."""
    builder.fill(box(120, 352, 610, 34), INK)
    builder.fill(box(366, 322, 228, 32), UMBER)
    builder.hatch(box(366, 322, 228, 32), INK, angle=90, gap=9, width=4)
    for x in (168, 244, 690):
        builder.fill(box(x, 386, 26, 92), INK)
    page = ((96, 352), (306, 352), (258, 268), (60, 268))
    at = on_plane(((60, 268), (258, 268), (306, 352), (96, 352)))
    builder.fill(page, CREAM)
    for u, v, du, dv, ink in (
        (0.08, 0.1, 0.84, 0.22, INK),
        (0.08, 0.44, 0.4, 0.44, RED),
        (0.56, 0.44, 0.36, 0.1, INK),
        (0.56, 0.62, 0.36, 0.1, INK),
        (0.56, 0.8, 0.36, 0.1, INK),
    ):
        builder.fill((at(u, v), at(u + du, v), at(u + du, v + dv), at(u, v + dv)), ink)
