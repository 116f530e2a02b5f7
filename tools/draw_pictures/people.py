"""Two people at a café, and two hands."""

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
    Point,
    Shape,
    arc,
    box,
    curve,
    moved,
    on_plane,
    round_box,
    turned,
)


def cafe() -> Canvas:
    """Two people at a café table, and what they say."""
    builder = Canvas(RED)
    builder.hatch(box(0, 0, 960, 540), INK, angle=90, gap=48, width=2)
    _balloon(builder, round_box(96, 36, 330, 156, 34), ((306, 176), (372, 176), (312, 254)), CREAM, (1, 1, 0.6))
    _balloon(builder, round_box(500, 30, 372, 158, 34), ((610, 176), (684, 176), (676, 252)), INK, (1, 0.85, 0.4))
    _person(builder, 190, SAND, INK, 1)
    _person(builder, 770, UMBER, CREAM, -1)
    builder.fill(arc(480, 444, 236, 34), INK)
    builder.fill(arc(480, 436, 236, 34), CREAM)
    builder.hatch(arc(480, 436, 236, 34), SAND, angle=0, gap=8, width=(1, 4.5))
    builder.fill(box(466, 474, 28, 80), INK)
    for x, ink in ((404, RED), (556, INK)):
        builder.fill([*arc(x, 414, 32, 7, (180, 360)), *arc(x, 414, 32, 40, (0, 180))], ink)
        builder.outline(arc(x + (34 if x > 480 else -34), 427, 11, 11), ink, 7)
    return builder


def _balloon(builder: Canvas, body: Shape, tail: Shape, ground: Ink, lengths: tuple[float, ...]) -> None:
    builder.fill(body, ground)
    builder.fill(tail, ground)
    left, right = min(x for x, _ in body) + 40, max(x for x, _ in body) - 40
    top, bottom = min(y for _, y in body), max(y for _, y in body)
    for i, length in enumerate(lengths):
        y = top + (bottom - top) * (i + 1) / (len(lengths) + 1)
        builder.line(((left, y), (left + (right - left) * length, y)), CREAM if ground == INK else INK, 14)


def _person(builder: Canvas, x: float, skin: Ink, coat: Ink, facing: int) -> None:
    """Head and shoulders in profile, facing right (1) or left (-1)."""

    def place(*points: tuple[float, float]) -> Shape:
        return [(x + facing * px, py) for px, py in points]

    shoulders = place(
        (-175, 560), *curve((-150, 470), (-96, 408), (-20, 386), (48, 400), (86, 452)), (150, 520), (150, 560)
    )
    builder.fill(shoulders, coat)
    builder.hatch(
        shoulders, UMBER if coat == INK else SAND, angle=60 * facing, gap=9, width=(1, 4) if facing > 0 else (4, 1)
    )
    builder.fill(place((-26, 340), (40, 340), (46, 404), (-34, 404)), skin)
    head = curve(
        (-44, 330),
        (-50, 280),
        (-16, 244),
        (36, 246),
        (58, 274),
        (60, 292),
        (78, 318),
        (62, 326),
        (60, 350),
        (30, 364),
        (-20, 358),
        (-44, 330),
    )
    builder.fill(place(*head), skin)
    hair = [
        *curve(
            (-40, 352),
            (-66, 300),
            (-48, 240),
            (10, 220),
            (60, 240),
            (64, 268),
            (20, 272),
            (4, 300),
            (-6, 322),
            (-14, 350),
        ),
        (-40, 352),
    ]
    builder.fill(place(*hair), INK if coat == CREAM else CREAM)
    if coat == CREAM:
        builder.fill([(px, py) for px, py in arc(x + facing * -52, 258, 30, 30)], INK)
    else:
        builder.fill(place((-78, 262), (92, 236), (92, 250), (-76, 278)), INK)
        builder.fill(place((-56, 264), *curve((-56, 264), (-40, 206), (10, 194), (52, 200), (66, 240)), (66, 244)), INK)
    builder.disc(x + facing * 44, 296, 5, INK)


def hands() -> Canvas:
    """A folded paper going from one hand to another."""
    builder = Canvas(INK)
    builder.hatch(box(0, 0, 960, 540), UMBER, angle=45, gap=13, width=2.5)
    _arm(builder, SAND, 1)
    _arm(builder, UMBER, -1)
    page = turned(box(336, 54, 288, 432), 8, 480, 270)
    at = on_plane(page)
    builder.fill(moved(page, -12, 12), INK)
    builder.fill(page, CREAM)

    def area(u: float, v: float, du: float, dv: float, ink: Ink) -> None:
        builder.fill((at(u, v), at(u + du, v), at(u + du, v + dv), at(u, v + dv)), ink)

    area(0.08, 0.05, 0.84, 0.11, INK)
    area(0.08, 0.19, 0.84, 0.015, INK)
    area(0.08, 0.24, 0.84, 0.055, INK)
    area(0.08, 0.32, 0.5, 0.055, INK)
    area(0.34, 0.42, 0.32, 0.28, RED)
    for i in range(9):
        wide = 0.46 + 0.058 * i > 0.7
        area(0.08, 0.42 + 0.058 * i, 0.4 if wide else 0.21, 0.03, UMBER)
        area(0.52 if wide else 0.71, 0.42 + 0.058 * i, 0.4 if wide else 0.21, 0.03, UMBER)
    _thumb(builder, SAND, 1)
    _thumb(builder, UMBER, -1)
    return builder


def _place(side: int, *points: Point) -> Shape:
    """Points of the left half of the sheet, or mirrored and a little higher, of the right half."""
    return [(x, y + 34) if side > 0 else (960 - x, y - 34) for x, y in points]


def _arm(builder: Canvas, skin: Ink, side: int) -> None:
    """An arm from the left (1) or the right (-1), its fingers behind the paper."""
    hand = curve((190, 246), (250, 216), (320, 206), (400, 220), (400, 400), (330, 398), (250, 396), (190, 390))
    builder.fill(_place(side, *hand), skin)
    arm = _place(side, (-10, 232), (186, 214), (200, 424), (-10, 460))
    builder.fill(arm, RED if side > 0 else PAPER)
    builder.hatch(arm, INK, angle=84 * side, gap=11, width=(5, 1) if side > 0 else (1, 4))
    cuff = _place(side, (170, 208), (214, 204), (228, 428), (186, 432))
    builder.fill(cuff, CREAM if side > 0 else RED)
    builder.outline(cuff, INK, 5)


def _thumb(builder: Canvas, skin: Ink, side: int) -> None:
    """The ball of the thumb and the thumb, in front of the paper."""
    edge = curve(
        (262, 226), (318, 222), (372, 240), (424, 262), (438, 288), (418, 306), (372, 302), (330, 310), (306, 346)
    )
    builder.fill(_place(side, *edge, (262, 360)), skin)
    builder.line(_place(side, *edge), INK, 5)
    nail = curve((400, 262), (418, 268), (424, 280), (412, 284), (396, 276), (400, 262))
    builder.fill(_place(side, *nail), CREAM)
