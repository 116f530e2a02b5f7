"""The pictures that explain: the keyboard, the front page, the telegraph's signals."""

from __future__ import annotations

from tools.draw_pictures.canvas import CREAM, INK, RED, SAND, UMBER, Canvas, Ink, box, round_box, turned

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
    """The front page as the program shares it out: nameplate, lead, three stories, and the headlines on the right."""
    builder = Canvas(SAND)
    builder.hatch(box(0, 0, 960, 540), UMBER, angle=45, gap=14, width=2)
    builder.fill(round_box(60, 30, 840, 480, 20), INK)
    builder.fill(box(78, 48, 804, 416), CREAM)
    builder.fill(box(78, 472, 804, 22), UMBER)
    builder.fill(box(340, 62, 280, 30), INK)
    builder.fill(box(98, 70, 90, 12), UMBER)
    builder.fill(box(786, 70, 76, 12), RED)
    builder.fill(box(98, 104, 764, 5), INK)
    builder.fill(box(98, 120, 62, 16), RED)
    for i in range(6):
        builder.fill(box(180 + i * 74, 123, 48, 10), UMBER)
    builder.fill(box(98, 150, 430, 24), INK)
    _scene(builder, 98, 184, 300, 138)
    for i in range(6):
        builder.fill(box(414, 190 + i * 22, 138 if i < 5 else 80, 10), UMBER)
    for i in range(3):
        _scene(builder, 98 + i * 158, 338, 140, 66)
        builder.fill(box(98 + i * 158, 412, 140, 14), INK)
        builder.fill(box(98 + i * 158, 434, 84, 10), UMBER)
    builder.fill(box(572, 150, 3, 300), UMBER)
    builder.fill(box(592, 150, 66, 18), RED)
    for i in range(9):
        unread = i not in (3, 6)
        builder.fill(box(592, 184 + i * 30, 34, 12), RED if i == 0 else UMBER)
        builder.fill(box(640, 182 + i * 30, 222 - 34 * (i % 3), 15), INK if unread else UMBER)
    return builder


def _scene(builder: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A small picture: two hills, and the sun behind them."""
    foot = y + height
    builder.fill(box(x, y, width, height), SAND)
    builder.disc(x + width * 0.64, y + height * 0.46, height * 0.3, RED)
    builder.fill(((x, foot), (x + width * 0.24, y + height * 0.4), (x + width * 0.54, foot)), UMBER)
    builder.fill(((x + width * 0.36, foot), (x + width * 0.62, y + height * 0.6), (x + width * 0.9, foot)), INK)


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
