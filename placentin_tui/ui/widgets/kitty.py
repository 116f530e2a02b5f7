"""Pictures by kitty's graphics protocol: transmitted to the terminal once, then placed by placeholder characters.

The placeholders (U+10EEEE, row and column as combining marks, the picture's number as the colour) are text like any
other: they scroll, are cropped and are overwritten, and the picture with them. So nothing is ever left behind. See
https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
"""

from __future__ import annotations

import random
from base64 import b64encode
from collections import OrderedDict
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from placentin_tui.ui.widgets.image_loading import load, on_ground

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.terminal.capabilities import CellSize
    from placentin_tui.ui.widgets.picture_size import PictureSize

KEPT = 32
"""Pictures kept in the terminal's memory; far more than one page shows at a time."""
CHUNK = 4096
"""Bytes of one chunk, the most the protocol allows."""
PLACEHOLDER = "\U0010eeee"
MOST = 297
"""Rows, or columns, of a picture: the protocol has no more marks."""

# The combining marks that number rows and columns, in order: kitty's rowcolumn-diacritics.txt, as ranges.
_MARKS = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 "
    "5ab-5ac 5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d "
    "73f-741 743 745 747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 "
    "135d-135f 17dd 193a 1a17 1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc "
    "1dd1-1de6 1dfe 20d0-20d1 20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d "
    "a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad "
    "1d242-1d244"
)


def _spelled(ranges: str) -> str:
    """The characters of a list of hexadecimal ranges."""
    ends = (part.partition("-") for part in ranges.split())
    return "".join(
        chr(code) for first, _dash, last in ends for code in range(int(first, 16), int(last or first, 16) + 1)
    )


MARKS = _spelled(_MARKS)


class Placeable(Protocol):
    """What can be placed: a picture, or something drawn; it must be hashable."""

    @property
    def columns(self) -> int:
        """The columns it takes."""

    @property
    def rows(self) -> int:
        """The rows it takes."""


class Kitty:
    """The pictures the terminal has in memory, and the strips that place them."""

    def __init__(self, write: Callable[[str], None]) -> None:
        """`write` writes to the terminal."""
        self._write = write
        self._sent: OrderedDict[Placeable, tuple[int, list[Strip]]] = OrderedDict()
        # Numbers that other programs in this terminal will hardly use; a colour holds 24 bits.
        self._next = random.randrange(1 << 20, 1 << 23)  # noqa: S311 - no secret

    def strips(self, shape: Placeable) -> list[Strip] | None:
        """The strips that place a picture; `None` when the terminal does not have it."""
        if shape not in self._sent:
            return None
        self._sent.move_to_end(shape)
        return self._sent[shape][1]

    def send(self, shape: Placeable, data: str) -> None:
        """Transmit a picture made by `encode`; above `KEPT`, delete the one shown longest ago."""
        if shape in self._sent:
            return
        number = self._next
        self._next += 1
        self._write(_transmission(number, shape, data))
        self._sent[shape] = number, _placing(number, shape)
        while len(self._sent) > KEPT:
            _shape, (old, _strips) = self._sent.popitem(last=False)
            self._write(_removal(old))

    def clear(self) -> None:
        """Delete all our pictures from the terminal's memory."""
        self._write("".join(_removal(number) for number, _strips in self._sent.values()))
        self._sent.clear()


def encode(shape: PictureSize, cell: CellSize) -> str:
    """A picture as base64 of a PNG, no larger than it is shown; empty when its file cannot be read."""
    aspect = shape.aspect or shape.width / shape.height
    width = max(1, round(min(shape.width, shape.height * aspect, shape.columns * cell.width)))
    picture = load(shape.path, width, max(1, round(width / aspect)), aspect=shape.aspect)
    if picture is None:
        return ""
    if shape.ground:
        picture = on_ground(picture, shape.ground, shape.rows)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return b64encode(out.getvalue()).decode("ascii")


def _transmission(number: int, shape: Placeable, data: str) -> str:
    """The escape sequences that transmit a picture in chunks."""
    pieces = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    first = f"a=T,U=1,q=2,f=100,i={number},c={shape.columns},r={shape.rows},"
    return "".join(
        f"\x1b_G{first if n == 0 else 'q=2,'}m={int(n < len(pieces) - 1)};{piece}\x1b\\"
        for n, piece in enumerate(pieces)
    )


def _removal(number: int) -> str:
    """The escape sequence that deletes a picture."""
    return f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\"


def _placing(number: int, shape: Placeable) -> list[Strip]:
    """The strips of placeholders for a picture."""
    # Each cell names its row and column, so that a line may be cut anywhere.
    style = Style(color=Color.from_rgb(number >> 16 & 255, number >> 8 & 255, number & 255))
    columns = MARKS[: shape.columns]
    return [
        Strip([Segment("".join(PLACEHOLDER + row + column for column in columns), style)], shape.columns)
        for row in MARKS[: shape.rows]
    ]
