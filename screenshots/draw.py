"""A screen as SVG: rectangles for the grounds, and for half-blocks too (no font fills a cell); a text for each word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style
    from textual.app import App

WIDTH, HEIGHT, SIZE = 9, 19, 14.95
"""A cell, and the letters that fill it: DejaVu Sans Mono is 0.602 of its size wide."""
BASE = 14
"""Where letters stand, from a cell's top."""
EDGE = 10
FONTS = "'DejaVu Sans Mono', 'Menlo', 'Consolas', monospace"


def to_svg(app: App[Any]) -> str:
    """What the app's screen shows now."""
    columns, rows = app.size
    ground = _hex(app.screen.rich_style.bgcolor, "#000000")
    width, height = columns * WIDTH + 2 * EDGE, rows * HEIGHT + 2 * EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="{FONTS}" font-size="{SIZE}" shape-rendering="crispEdges">',
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
    ]
    grounds: list[str] = []
    texts: list[str] = []
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            if segment.style is not None and not segment.control:
                behind, before = _run(segment.text, segment.style, column, row, ground)
                grounds += behind
                texts += before
            column += cell_len(segment.text)
    return "\n".join([*out, *grounds, *texts, "</svg>", ""])


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
