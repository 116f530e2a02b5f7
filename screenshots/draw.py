"""A screen as SVG: rectangles for the grounds, and for half-blocks too (no font fills a cell); a text for each word."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.color import Color
    from rich.style import Style
    from textual.app import App

WIDTH, HEIGHT, SIZE = 9, 19, 14.95
"""A cell, and the letters that fill it: DejaVu Sans Mono is 0.602 of its size wide."""
BASE = 14
"""Where letters stand, from a cell's top."""
EDGE = 10
FONTS = "'DejaVu Sans Mono', 'Menlo', 'Consolas', monospace"


class Picture(NamedTuple):
    """A picture over the cells of a screen."""

    column: int
    row: int
    columns: float
    rows: float
    png: bytes


def to_svg(app: App[Any]) -> str:
    """What the app's screen shows now."""
    strips = app.screen._compositor.render_strips()
    rows = [[(segment.text, segment.style) for segment in strip if not segment.control] for strip in strips]
    return svg_of(rows, app.size, _hex(app.screen.rich_style.bgcolor, "#000000"))


def svg_of(
    rows: Iterable[Iterable[tuple[str, Style | None]]],
    size: tuple[int, int],
    ground: str,
    pictures: Iterable[Picture] = (),
) -> str:
    """A screen of so many columns and rows: runs of text in each row, and the pictures over them."""
    columns, lines = size
    width, height = columns * WIDTH + 2 * EDGE, lines * HEIGHT + 2 * EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" font-family="{FONTS}" font-size="{SIZE}" shape-rendering="crispEdges">',
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
    ]
    grounds: list[str] = []
    texts: list[str] = []
    for row, runs in enumerate(rows):
        column = 0
        for text, style in runs:
            if style is not None:
                behind, before = _run(text, style, column, row, ground)
                grounds += behind
                texts += before
            column += cell_len(text)
    return "\n".join([*out, *grounds, *texts, *map(_image, pictures), "</svg>", ""])


def _image(picture: Picture) -> str:
    x, y = EDGE + picture.column * WIDTH, EDGE + picture.row * HEIGHT
    return (
        f'<image x="{x}" y="{y}" width="{picture.columns * WIDTH:g}" height="{picture.rows * HEIGHT:g}" '
        f'preserveAspectRatio="none" xlink:href="data:image/png;base64,{b64encode(picture.png).decode()}"/>'
    )


def _run(text: str, style: Style, column: int, row: int, ground: str) -> tuple[list[str], list[str]]:
    """The rectangles of a run, and its words, each where its first cell is: no drift, whatever the font."""
    front, back = _hex(style.color, "#ffffff"), _hex(style.bgcolor, ground)
    if style.reverse:
        front, back = back, front
    x, y, width = EDGE + column * WIDTH, EDGE + row * HEIGHT, cell_len(text) * WIDTH
    behind = [] if back == ground else [_rect(x, y, width, HEIGHT, back)]
    if text and set(text) == {"▀"}:
        return [*behind, _rect(x, y, width, (HEIGHT + 1) // 2, front)], []
    if text and set(text) == {"─"}:
        return [*behind, _rect(x, y + HEIGHT // 2, width, 1, front)], []
    dress = ' font-weight="bold"' * bool(style.bold) + ' font-style="italic"' * bool(style.italic)
    dress += ' text-decoration="underline"' * bool(style.underline) + ' text-decoration="line-through"' * bool(
        style.strike
    )
    dress += ' opacity="0.65"' * bool(style.dim)
    words = [
        f'<text x="{x + cell_len(text[: word.start()]) * WIDTH}" y="{y + BASE}" fill="{front}"{dress}>'
        f"{escape(word[0])}</text>"
        for word in re.finditer(r"[^ ]+", text)
    ]
    return behind, words


def _rect(x: int, y: int, width: int, height: int, colour: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def _hex(colour: Color | None, default: str) -> str:
    return colour.get_truecolor().hex if colour is not None and not colour.is_default else default
