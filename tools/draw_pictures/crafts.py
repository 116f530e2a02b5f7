"""What a paper is made with: the type case, the linoleum block, the proof; and the page that is read by touch."""

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
    Ink,
    Shape,
    arc,
    box,
    curve,
    moved,
    on_plane,
    round_box,
    turned,
)

CASE = (
    (("z", 1), ("b", 1), ("c", 1), ("d", 1), ("e", 2), ("s", 1), ("f", 1)),
    (("l", 1), ("m", 1.2), ("n", 1), ("i", 1), ("o", 1.6), ("p", 1.2), ("q", 1)),
    (("v", 1), ("u", 1), ("t", 1.5), ("a", 2), ("r", 1.5), ("&", 1)),
    (("x", 1), ("h", 1), ("g", 1), (",", 1), ("w", 1), ("k", 1), ("y", 1), ("?", 1)),
)
"""The rows of the type case: each box's letter, and its width in eighths of the case."""

DOTS = {
    "a": "1", "b": "12", "c": "14", "d": "145", "e": "15", "g": "1245", "i": "24", "j": "245", "l": "123", "m": "134",
    "n": "1345", "o": "135", "p": "1234", "r": "1235", "s": "234", "t": "2345", "u": "136", "v": "1236", "é": "123456",
}  # fmt: skip
"""Braille: the dots of each letter, numbered down the left column and then down the right one."""


def letters() -> Canvas:
    """A type case from above: a wooden letter in each box, one of them in red."""
    builder = Canvas(INK)
    builder.hatch(EVERYWHERE, UMBER, angle=0, gap=9, width=2)
    for row, boxes in enumerate(CASE):
        x = 18.0
        for letter, width in boxes:
            _compartment(builder, x, 14 + row * 130, width * 115.5, letter)
            x += width * 115.5
    return builder


def _compartment(builder: Canvas, x: float, y: float, width: float, letter: str) -> None:
    inside = box(x + 5, y + 5, width - 10, 114)
    builder.fill(inside, UMBER)
    builder.hatch(inside, INK, angle=45, gap=8, width=3)
    is_chosen = letter == "e"
    block = min(width - 26, 118)
    left = x + (width - block) / 2 + (6 if letter in "bnuw," else -4)
    top = y + (16 if letter in "cpmag" else 21)
    builder.fill(round_box(left + 7, top + 8, block, 92, 6), INK)
    builder.fill(round_box(left, top, block, 92, 6), RED if is_chosen else CREAM)
    builder.hatch(box(left + block - 13, top + 5, 9, 82), INK if is_chosen else SAND, angle=90, gap=4, width=1.5)
    builder.letter(
        letter, left + block / 2 - 4, top + (36 if letter in "gpqy," else 44), 76, CREAM if is_chosen else INK
    )


def linocut() -> Canvas:
    """A hand carves a sun and a sea into a block of linoleum."""
    builder = Canvas(PAPER)
    builder.hatch(EVERYWHERE, SAND, angle=0, gap=12, width=3)
    corners = ((150, 74), (664, 40), (720, 448), (112, 486))
    builder.fill(moved(corners, 16, 20), UMBER)
    builder.fill(corners, INK)
    builder.outline(corners, UMBER, 9)
    at = on_plane(corners)
    builder.fill([at(0.36 + (px - 480) / 1100, 0.36 + (py - 270) / 800) for px, py in arc(480, 270, 128, 118)], CREAM)
    sea = (at(0.05, 0.5), at(0.95, 0.5), at(0.95, 0.93), at(0.05, 0.93))
    builder.fill(sea, INK)
    for row in range(5):
        v = 0.555 + row * 0.08
        reach = (0.93, 0.93, 0.72, 0.5, 0.3)[row]
        steps = [0.06 + i * 0.045 for i in range(int((reach - 0.06) / 0.045) + 1)]
        wave = [at(u, v + (0.018 if i % 2 else -0.018)) for i, u in enumerate(steps)]
        builder.line(curve(*wave, steps=6), CREAM, 6 + row * 1.4)
    for u, v, du in ((0.06, 0.1, 0.2), (0.62, 0.16, 0.3), (0.56, 0.26, 0.2), (0.08, 0.22, 0.13), (0.7, 0.36, 0.23)):
        builder.line((at(u, v), at(u + du, v)), CREAM, 6)
    _gouge(builder)
    for x, y in ((430, 470), (520, 494), (600, 478)):
        builder.line(curve((x, y), (x + 16, y - 16), (x + 34, y - 6), (x + 24, y + 10), (x + 14, y + 2)), INK, 6)
    return builder


def _gouge(builder: Canvas) -> None:
    """The tool, from its edge in the block to its handle, and the hand on it."""
    builder.fill(((352, 398), (600, 350), (608, 388), (366, 412)), CREAM)
    builder.outline(((352, 398), (600, 350), (608, 388), (366, 412)), INK, 5)
    builder.fill(((560, 354), (640, 338), (648, 386), (568, 398)), UMBER)
    arm = ((800, 300), (980, 290), (980, 560), (760, 560))
    builder.fill(arm, RED)
    builder.hatch(arm, INK, angle=80, gap=12, width=(1.5, 5))
    cuff = ((774, 296), (826, 290), (792, 560), (728, 560))
    builder.fill(cuff, CREAM)
    builder.outline(cuff, INK, 5)
    palm = curve(
        (636, 318), (690, 268), (760, 262), (812, 300), (800, 400), (764, 470), (690, 474), (640, 430), (624, 372),
        (636, 318),
    )  # fmt: skip
    builder.fill(palm, SAND)
    builder.outline(palm, INK, 5)
    for i in range(3):
        y = 352 + i * 38
        finger = round_box(606 - i * 2, y, 118, 36, 18)
        builder.fill(finger, SAND)
        builder.outline(finger, INK, 5)
    index = turned(round_box(498, 316, 214, 38, 19), -7, 600, 334)
    builder.fill(index, SAND)
    builder.outline(index, INK, 5)
    nail = turned(round_box(506, 322, 30, 20, 9), -7, 600, 334)
    builder.fill(nail, CREAM)
    builder.hatch(((700, 300), (800, 300), (764, 464), (700, 468)), UMBER, angle=70, gap=9, width=(1, 3))


def proof() -> Canvas:
    """A proof with a corrector's marks, and the pencil that made them."""
    builder = Canvas(INK)
    builder.hatch(EVERYWHERE, UMBER, angle=30, gap=14, width=2.5)
    page = turned(box(170, -40, 560, 660), -5, 450, 270)
    builder.fill(moved(page, 16, 16), INK)
    builder.fill(page, CREAM)
    at = on_plane(page)

    def area(u: float, v: float, du: float, dv: float, ink: Ink) -> None:
        builder.fill((at(u, v), at(u + du, v), at(u + du, v + dv), at(u, v + dv)), ink)

    area(0.2, 0.12, 0.6, 0.06, INK)
    area(0.2, 0.2, 0.38, 0.06, INK)
    for row in range(12):
        for u, du in _words(row):
            area(u, 0.31 + row * 0.048, du, 0.022, UMBER)
    _marks(builder, page)
    _pencil(builder)
    return builder


def _words(row: int) -> tuple[tuple[float, float], ...]:
    """Where the words of a line are: its start, and how wide it is."""
    lines = (
        ((0.2, 0.12), (0.34, 0.2), (0.56, 0.08), (0.66, 0.16)),
        ((0.2, 0.2), (0.42, 0.09), (0.53, 0.14), (0.69, 0.13)),
        ((0.2, 0.08), (0.3, 0.15), (0.47, 0.22), (0.71, 0.11)),
    )
    return lines[row % 3] if row != 11 else lines[1][:2]


def _marks(builder: Canvas, page: Shape) -> None:
    at = on_plane(page)

    def stroke(*points: tuple[float, float], width: float = 7) -> None:
        builder.line(curve(*(at(u, v) for u, v in points)), RED, width)

    stroke((0.33, 0.325), (0.44, 0.317), (0.55, 0.327))
    stroke((0.86, 0.3), (0.9, 0.33), (0.88, 0.35), (0.855, 0.335), (0.89, 0.29), (0.93, 0.3))
    stroke((0.46, 0.445), (0.49, 0.405), (0.52, 0.445))
    stroke((0.11, 0.4), (0.135, 0.44), (0.16, 0.4))
    ring = [at(0.585 + 0.15 * (x - 480) / 200, 0.52 + 0.035 * (y - 270) / 200) for x, y in arc(480, 270, 200, 200)]
    builder.line(ring, RED, 6)
    stroke((0.73, 0.51), (0.82, 0.49), (0.88, 0.5))
    stroke((0.08, 0.6), (0.08, 0.7), width=6)
    stroke((0.2, 0.615), (0.33, 0.607), width=6)
    stroke((0.2, 0.665), (0.5, 0.655), width=6)
    stroke((0.53, 0.76), (0.53, 0.8), width=6)
    stroke((0.57, 0.752), (0.57, 0.792), width=6)


def _pencil(builder: Canvas) -> None:
    """A thick pencil across the page, its point at the last mark."""

    def place(shape: Shape) -> Shape:
        return moved(turned(shape, 35, 520, 470), 52, -128)

    builder.fill(moved(place(box(600, 440, 560, 60)), -6, 20), INK)
    builder.fill(place(box(600, 440, 560, 60)), RED)
    builder.fill(place(box(600, 440, 560, 17)), CREAM)
    builder.hatch(place(box(600, 480, 560, 20)), INK, angle=35, gap=7, width=3)
    builder.fill(place(((600, 440), (600, 500), (528, 474), (528, 466))), SAND)
    builder.fill(place(((552, 457), (552, 483), (516, 470))), RED)
    builder.outline(place(((600, 440), (600, 500), (528, 474), (528, 466))), INK, 4)


def braille() -> Canvas:
    """A forefinger on a page of raised dots, one word in red."""
    builder = Canvas(SAND)
    page = turned(box(-60, 30, 1080, 620), -4, 480, 270)
    builder.fill(moved(page, 0, -16), UMBER)
    builder.fill(page, CREAM)
    lines = (("un", "journal"), ("placentin", "au"), ("bout", "des"), ("doigts",))
    for row, text in enumerate(lines):
        column = 0
        for word in text:
            for letter in word:
                _cell(builder, 66 + column * 72, 92 + row * 122, DOTS[letter], RED if word == "placentin" else INK)
                column += 1
            column += 1
    _finger(builder)
    return builder


def _cell(builder: Canvas, x: float, y: float, dots: str, ink: Ink) -> None:
    """One letter of braille; the dots it lacks are pale hollows."""
    for number in range(6):
        px, py = x + (number // 3) * 30, y + (number % 3) * 30
        ((px, py),) = turned(((px, py),), -4, 480, 270)
        if str(number + 1) in dots:
            builder.disc(px + 3, py + 3, 12, UMBER)
            builder.disc(px, py, 11, ink)
        else:
            builder.disc(px, py, 3, SAND)


def _finger(builder: Canvas) -> None:
    """The hand from the right below, its forefinger stretched out."""

    def place(shape: Shape) -> Shape:
        return turned(shape, 36, 560, 300)

    sleeve = place(box(960, 210, 260, 290))
    builder.fill(sleeve, RED)
    builder.hatch(sleeve, INK, angle=120, gap=11, width=(1.5, 5))
    palm = place(
        curve(
            (730, 262), (800, 244), (900, 250), (980, 262), (980, 440), (880, 452), (790, 430), (738, 390), (730, 262)
        )
    )
    for shape in (
        place(round_box(660, 386, 180, 62, 31)),
        place(round_box(640, 328, 200, 64, 32)),
        palm,
        place(round_box(552, 262, 300, 66, 33)),
    ):
        builder.fill(shape, SAND)
        builder.outline(shape, INK, 6)
    builder.fill(place(box(800, 270, 110, 120)), SAND)
    builder.hatch(place(box(790, 336, 180, 92)), UMBER, angle=100, gap=9, width=(3.5, 1))
    builder.fill(place(round_box(560, 276, 44, 36, 16)), CREAM)
    builder.outline(place(round_box(560, 276, 44, 36, 16)), UMBER, 3)
    thumb = place(curve((930, 240), (850, 196), (770, 196), (742, 222), (770, 250), (850, 262)))
    builder.fill(thumb, SAND)
    builder.line(thumb, INK, 6)
