"""Sets a text in a serif face: the largest letters with which it fits, and the lines it is broken into."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.prose.layout.lines import Lettering
from placentin_tui.prose.layout.wrap import french_spacing
from placentin_tui.rendering.lettering.metrics import UNITS

if TYPE_CHECKING:
    from placentin_tui.rendering.lettering.metrics import FaceMetrics

LEAST = 18
"""Pixels of the smallest letters: below, the terminal's own are easier to read."""
MOST_LINES = 3
PITCH = 1.1
"""The distance of two baselines, to the size of the letters."""
MARGIN = 40
"""Units kept free at the right: letters may reach over their advance width, or begin left of their place."""
BASELINE, CAPITALS = 0.79, 0.2
"""Where the terminal's own letters stand in a cell, from its top: their baseline, and the top of their capitals."""
BELOW = 190
"""Units kept free below the last baseline, also where no letter reaches there: the text below stands off as far."""
GAP = 0.4
"""Columns between a large initial and the text, at least."""
LONGEST = 300
"""Characters; no headline that long fits."""


class Room(NamedTuple):
    """The room for a text."""

    columns: int
    rows: int
    cell: tuple[int, int]
    """Pixels of a cell."""
    lines: int = MOST_LINES
    """The most lines of letters."""
    least: int = LEAST
    """Pixels of the smallest letters."""

    @property
    def largest(self) -> int:
        """The size that fills the rows; where several lines are allowed, each may take half of them at most."""
        height = self.rows * self.cell[1]
        return int(height / PITCH / (2 if self.lines > 1 else 1))


def typeset(
    text: str, room: Room, metrics: FaceMetrics, *, language: str = "", style: str = "", centred: bool = False
) -> Lettering | None:
    """The text in the largest letters with which it fits, its lines about equally long.

    `style`: the role of its colour. `None` where letters are missing, or would be smaller than the room allows.
    """
    if len(text) > LONGEST:
        return None
    text = " ".join(text.split(" ")).strip()
    if not language or language[:2].lower() == "fr":
        text = french_spacing(text)
    letters = metrics.substituted(text)
    if not letters:
        return None
    words = [word for word in letters.split(" ") if word]
    setter = _Setter(words, room, metrics)
    size = setter.size()
    return setter.lettering(size, style, centred=centred) if size else None


def initial(letter: str, rows: int, cell: tuple[int, int], metrics: FaceMetrics, style: str) -> Lettering | None:
    """A large letter beside so many lines of text: from the top of its capitals to the last baseline.

    `None` where the face lacks it, or its accent or tail would make it small.
    """
    capital = metrics.substituted(letter.upper())
    if capital is None or len(capital) != 1 or not capital.isalpha():
        return None
    width, height = cell
    last = (rows - 1 + BASELINE) * height
    top, bottom = metrics.top(capital), metrics.bottom(capital)
    size = int(min(
        (last - CAPITALS * height) * UNITS / metrics.top("H"),
        last * UNITS / top,
        rows * height * UNITS / (top + bottom),
    ))  # fmt: skip
    columns = ceil(metrics.width(capital) * size / UNITS / width + GAP)
    baseline = min(round(last), rows * height - ceil(bottom * size / UNITS))
    return Lettering((capital,), size, baseline, pitch(size), columns, rows, style)


class _Setter:
    """One text in one room."""

    def __init__(self, words: list[str], room: Room, metrics: FaceMetrics) -> None:
        self._words = words
        self._room = room
        self._metrics = metrics
        self._widths = [metrics.width(word) for word in words]
        self._space = metrics.width(" ")

    def size(self) -> int:
        """The largest size that fits, found by halving the sizes there are; 0 where none does."""
        least = self._room.least
        low, high = least - 1, max(self._room.largest, least - 1)
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(middle):
                low = middle
            else:
                high = middle - 1
        return low if low >= least else 0

    def _fits(self, size: int) -> bool:
        """Whether the text fits in letters of this size."""
        lines = self._lines(self._units(size))
        return (
            lines is not None
            and len(lines) <= self._room.lines
            and self._height(lines, size) <= self._room.rows * self._room.cell[1]
        )

    def _units(self, size: int) -> int:
        """The width of the room, in units of letters of this size."""
        return self._room.columns * self._room.cell[0] * UNITS // size - MARGIN

    def _lines(self, width: int) -> list[str] | None:
        """The words in as few lines as they need; `None` where a word is too wide."""
        lines: list[str] = []
        used = width + 1  # the first word begins a line
        for word, wide in zip(self._words, self._widths, strict=True):
            if wide > width:
                return None
            if used + self._space + wide <= width:
                lines[-1] += f" {word}"
                used += self._space + wide
            else:
                lines.append(word)
                used = wide
        return lines

    def _balanced(self, width: int) -> list[str]:
        """The lines in the narrowest measure that needs no more of them."""
        lines = self._lines(width) or []
        low, high = max(self._widths), width
        while low < high:
            middle = (low + high) // 2
            narrower = self._lines(middle)
            if narrower is not None and len(narrower) <= len(lines):
                high = middle
            else:
                low = middle + 1
        return self._lines(high) or lines

    def _extents(self, lines: list[str], size: int) -> tuple[int, int]:
        """Pixels above the first baseline, and below the last."""
        top, bottom = self._metrics.top(lines[0]), max(self._metrics.bottom(lines[-1]), BELOW)
        return ceil(top * size / UNITS), ceil(bottom * size / UNITS)

    def _height(self, lines: list[str], size: int) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return sum(self._extents(lines, size)) + (len(lines) - 1) * pitch(size)

    def lettering(self, size: int, style: str, *, centred: bool) -> Lettering:
        """The text in letters of this size, in the middle of the rows it takes."""
        lines = self._balanced(self._units(size))
        height, room = self._height(lines, size), self._room
        rows = ceil(height / room.cell[1])
        above = (rows * room.cell[1] - height) // 2
        return Lettering(
            lines=tuple(lines),
            size=size,
            baseline=above + self._extents(lines, size)[0],
            pitch=pitch(size),
            columns=room.columns,
            rows=rows,
            style=style,
            centred=centred,
        )


def pitch(size: int) -> int:
    """Pixels between two baselines."""
    return round(size * PITCH)
