"""The pictures that explain: the keyboard, the two panes, the telegraph's signals."""

from __future__ import annotations

from tools.draw_pictures.canvas import CREAM, INK, PAPER, RED, SAND, UMBER, Canvas, Ink, box, round_box, turned

KEY = 104
ROWS = ((-52, ""), (-14, ""), (12, " fghjkl "), (58, ""))


def keyboard() -> Canvas:
    """A keyboard seen close, its space bar in red."""
    builder = Canvas(INK)
    builder.hatch(box(0, 0, 960, 540), UMBER, angle=45, gap=16, width=2)
    for row, (left, letters) in enumerate(ROWS):
        for i in range(10):
            x, y = left + i * (KEY + 10), -44 + row * (KEY + 10)
            _key(builder, x, y, KEY)
            if i < len(letters):
                builder.letter(letters[i], x + KEY / 2, y + KEY / 2 - 8, 52, INK)
    y = -44 + 4 * (KEY + 10)
    for x, width in ((-60, 160), (110, 104), (826, 104), (940, 104)):
        _key(builder, x, y, width)
    builder.fill(round_box(224, y + 8, 592, KEY, 16), INK)
    builder.fill(round_box(224, y + 10, 592, KEY - 8, 16), RED)
    return builder


def _key(builder: Canvas, x: float, y: float, width: float) -> None:
    base = round_box(x, y + 4, width, KEY, 16)
    builder.fill(base, UMBER)
    builder.hatch(base, INK, angle=90, gap=6, width=2.5)
    builder.fill(round_box(x, y, width, KEY - 10, 16), CREAM)


def panes() -> Canvas:
    """The screen as the program shares it out: headlines on the left, the article on the right."""
    builder = Canvas(SAND)
    builder.hatch(box(0, 0, 960, 540), UMBER, angle=45, gap=14, width=2)
    builder.fill(round_box(60, 40, 840, 460, 20), INK)
    builder.fill(box(78, 58, 280, 386), PAPER)
    builder.fill(box(374, 58, 508, 386), CREAM)
    builder.fill(box(78, 458, 804, 26), UMBER)
    for i, unread in enumerate((True, True, False, True, False)):
        y = 76 + i * 74
        if i == 1:
            builder.fill(box(78, y - 12, 280, 70), SAND)
        if unread:
            builder.disc(104, y + 12, 11, RED)
        builder.fill(box(128, y, 206, 20), INK if unread else UMBER)
        builder.fill(box(128, y + 30, 130, 14), UMBER)
    builder.fill(box(404, 80, 448, 130), SAND)
    builder.disc(700, 150, 42, RED)
    builder.fill(((404, 210), (500, 128), (600, 210)), UMBER)
    builder.fill(((540, 210), (640, 160), (740, 210)), INK)
    builder.fill(box(404, 230, 330, 30), INK)
    for i in range(6):
        builder.fill(box(404, 282 + i * 26, 448 if i < 5 else 260, 12), UMBER)
    return builder


def signals() -> Canvas:
    """Ten of the figures the telegraph's three arms can make."""
    builder = Canvas(CREAM)
    builder.hatch(box(0, 0, 960, 540), SAND, angle=0, gap=9, width=1.5)
    figures = (
        (0, -90, -90), (0, 90, 90), (0, -90, 90), (-45, 135, -45), (0, 45, -135),
        (90, 90, -90), (90, -90, 90), (45, -135, 45), (90, 135, 135), (-45, -90, 90),
    )  # fmt: skip
    for i, arms in enumerate(figures):
        x, y = 112 + (i % 5) * 184, 142 + (i // 5) * 256
        _figure(builder, x, y, arms, RED if i == 3 else INK)
    return builder


def _figure(builder: Canvas, x: float, y: float, arms: tuple[int, int, int], ink: Ink) -> None:
    """A mast, the long beam at its angle, and the two short arms at theirs from it."""
    beam, *angles = arms
    builder.fill(box(x - 4, y, 8, 112), UMBER)
    builder.fill(box(x - 36, y + 108, 72, 10), UMBER)
    builder.fill(turned(box(x - 58, y - 10, 116, 20), beam, x, y), ink)
    for end, angle in zip(turned(((x - 58, y), (x + 58, y)), beam, x, y), angles, strict=True):
        builder.disc(*end, 10, ink)
        builder.fill(turned(box(end[0], end[1] - 10, 54, 20), beam + angle, *end), ink)
    builder.disc(x, y, 9, CREAM)
