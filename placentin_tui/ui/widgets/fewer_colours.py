"""Maps colours to the 256 or 16 of the terminal, and keeps text readable against its background."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from placentin_tui.ui.contrast import contrast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.color import Color as TextualColor

_LEVELS = (0, 95, 135, 175, 215, 255)
"""Channel values of the 6 × 6 × 6 colour cube, which begins at number 16; 24 greys follow it from 232."""
SIXTEEN = Palette((
    (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170),
    (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255),
    (255, 255, 255),
))  # fmt: skip
"""The 16 colours as most terminals have them; each person may have set others."""
_WEIGHTS = (3, 4, 2)
"""Weights of red, green and blue in a distance: eyes see green best and blue worst."""
_GREY = 8
"""Bright black: many terminal themes make it another colour, so that it is never used as a background."""
_LIGHT = (7, 15)
_DARK = (0, 1, 4, 5, 8)
"""The light ones of the 16 colours, and those that can be read on them everywhere: in many terminals green and cyan are
as light as yellow is.
"""
_PALE = 44
"""The difference between the most and the least of red, green and blue below which a colour is nearly grey."""
_IS_PICTURE = frozenset("▀█").union(map(chr, range(0x1FB00, 0x1FB3C)))
"""Characters of pictures, half-blocks and sextants: neither of their two colours is that of text."""
READ = 4.5
"""The contrast from which text can be read well."""
LEAST = 3.0
"""The least contrast of text with its background, as WCAG counts it."""


class FewerColours(LineFilter):
    """A Textual line filter that replaces the colours of segments by those the terminal has."""

    def __init__(self, system: str | None) -> None:
        """`system`: the colour system by Rich's names: `256`, `standard` for 16; any other changes nothing."""
        super().__init__(enabled=system in ("256", "standard", "windows"))
        self._turned = _in_256 if system == "256" else _in_16

    def apply(self, segments: list[Segment], _background: TextualColor) -> list[Segment]:
        """The segments in the terminal's colours; control segments unchanged."""
        return [
            segment
            if style is None or control
            else Segment(text, self._turned(style, not _IS_PICTURE.issuperset(text)))
            for segment in segments
            for text, style, control in (segment,)
        ]


@lru_cache(4096)
def _in_256(style: Style, is_text: bool) -> Style:
    """A style in the 256 colours; of text (`is_text`) what is nearly grey is grey, and what could be read can be read
    still. Cached.
    """
    nearest = _of_256 if is_text else nearest_of_256
    ground = _numbered(style.bgcolor, ColorType.EIGHT_BIT, nearest)
    before = style.bgcolor.triplet if style.bgcolor else None
    if is_text and before and ground and ground.number is not None:
        nearest = partial(_readable, before, _rgb(ground.number))
    return style + Style(color=_numbered(style.color, ColorType.EIGHT_BIT, nearest), bgcolor=ground)


@lru_cache(4096)
def _in_16(style: Style, is_text: bool) -> Style:
    """A style in the 16 colours; text (`is_text`) keeps a contrast of `LEAST` with its background. Cached."""
    ground = _numbered(style.bgcolor, ColorType.STANDARD, SIXTEEN.match)
    if ground and ground.number == _GREY:
        ground = Color(ground.name, ColorType.STANDARD, number=0)
    on_light = is_text and ground is not None and ground.number in _LIGHT
    ink = _numbered(style.color, ColorType.STANDARD, _ink_on_light if on_light else SIXTEEN.match)
    if is_text and ink and ground and ink.number is not None and ground.number is not None:
        ink = _standing_out(ink.number, ground.number)
        if ink.number == 0 and style.bold:  # many terminals show bold black as grey
            return style + Style(color=ink, bgcolor=ground, bold=False)
    return style + Style(color=ink, bgcolor=ground)


def _numbered(colour: Color | None, kind: ColorType, nearest: Callable[[ColorTriplet], int]) -> Color | None:
    """A colour of a palette, chosen by `nearest`; `None` where the colour is no RGB colour."""
    if colour is None or colour.triplet is None:
        return None
    return Color(colour.name, kind, number=nearest(colour.triplet))


def _of_256(colour: ColorTriplet) -> int:
    """The number of the nearest colour; of a pale paper and its quiet inks the nearest grey: the cube has only olive
    and pink there.
    """
    return 232 + _grey(colour) if max(colour) - min(colour) < _PALE else nearest_of_256(colour)


def _rgb(number: int) -> tuple[int, int, int]:
    """A colour of the cube, or one of the greys, by its number from 16 on."""
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    of_cube = number - 16
    return _LEVELS[of_cube // 36], _LEVELS[of_cube // 6 % 6], _LEVELS[of_cube % 6]


def _readable(before: ColorTriplet, ground: Iterable[int], ink: ColorTriplet) -> int:
    """The number of the nearest colour to an ink; where rounding takes it too near to its ground for what could be read
    on the ground `before`, that of a darker or lighter one.
    """
    number, ground = _of_256(ink), tuple(ground)
    if contrast(ink, before) < READ:
        return number
    end = 0 if sum(ink) < sum(before) else 255
    for step in range(1, 10):
        if contrast(_rgb(number), ground) >= READ:
            break
        number = _of_256(ColorTriplet(*(round(part + (end - part) * step / 10) for part in ink)))
    return number


def _ink_on_light(colour: ColorTriplet) -> int:
    """The number of the nearest of the 16 colours that is dark in every terminal."""
    return min(_DARK, key=lambda number: _distance(colour, SIXTEEN[number]))


@lru_cache(8192)
def nearest_of_256(colour: ColorTriplet) -> int:
    """The number of the nearest colour of the cube, or of the greys. Cached."""
    cube = tuple(min(range(6), key=lambda level: abs(_LEVELS[level] - part)) for part in colour)
    grey = _grey(colour)
    of_cube = _distance(colour, (_LEVELS[level] for level in cube))
    of_greys = _distance(colour, (8 + 10 * grey,) * 3)
    return 232 + grey if of_greys < of_cube else 16 + 36 * cube[0] + 6 * cube[1] + cube[2]


def _grey(colour: ColorTriplet) -> int:
    """The nearest of the 24 greys, from 0."""
    mean = sum(weight * part for weight, part in zip(_WEIGHTS, colour, strict=True)) / sum(_WEIGHTS)
    return max(0, min(23, round((mean - 8) / 10)))


def _distance(one: Iterable[int], other: Iterable[int]) -> int:
    """The weighted squared distance of two colours."""
    return sum(weight * (a - b) ** 2 for weight, a, b in zip(_WEIGHTS, one, other, strict=True))


def _standing_out(ink: int, ground: int) -> Color:
    """The colour itself, its brighter or darker variant, white or black: the first with enough contrast to the
    background.
    """
    wishes = (ink, ink ^ 8, 15, 0)
    number = next(wish for wish in wishes if contrast(SIXTEEN[wish], SIXTEEN[ground]) >= LEAST)
    return Color(f"color({number})", ColorType.STANDARD, number=number)
