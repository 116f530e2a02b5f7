"""Maps colours to the 256 or 16 of the terminal, and keeps text readable against its background."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color, ColorType
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from placentin_tui.ui.contrast import contrast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.color_triplet import ColorTriplet
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
_IS_PICTURE = frozenset("▀ ").union(map(chr, range(0x1FB00, 0x1FB3C)))
"""Characters of pictures, half-blocks and sextants: neither of their two colours is that of text."""
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
def _in_256(style: Style, _is_text: bool) -> Style:
    """A style in the 256 colours. Cached."""
    return style + Style(
        color=_numbered(style.color, ColorType.EIGHT_BIT), bgcolor=_numbered(style.bgcolor, ColorType.EIGHT_BIT)
    )


@lru_cache(4096)
def _in_16(style: Style, is_text: bool) -> Style:
    """A style in the 16 colours; text (`is_text`) keeps a contrast of `LEAST` with its background. Cached."""
    ground = _numbered(style.bgcolor, ColorType.STANDARD)
    if ground and ground.number == _GREY:
        ground = Color(ground.name, ColorType.STANDARD, number=0)
    ink = _numbered(style.color, ColorType.STANDARD)
    if is_text and ink and ground and ink.number is not None and ground.number is not None:
        ink = _standing_out(ink.number, ground.number)
        if ink.number == 0 and style.bold:  # many terminals show bold black as grey
            return style + Style(color=ink, bgcolor=ground, bold=False)
    return style + Style(color=ink, bgcolor=ground)


def _numbered(colour: Color | None, kind: ColorType) -> Color | None:
    """The nearest colour of a palette; `None` where the colour is no RGB colour."""
    if colour is None or colour.triplet is None:
        return None
    number = nearest_of_256(colour.triplet) if kind is ColorType.EIGHT_BIT else SIXTEEN.match(colour.triplet)
    return Color(colour.name, kind, number=number)


@lru_cache(8192)
def nearest_of_256(colour: ColorTriplet) -> int:
    """The number of the nearest colour of the cube, or of the greys. Cached."""
    cube = tuple(min(range(6), key=lambda level: abs(_LEVELS[level] - part)) for part in colour)
    mean = sum(weight * part for weight, part in zip(_WEIGHTS, colour, strict=True)) / sum(_WEIGHTS)
    grey = max(0, min(23, round((mean - 8) / 10)))
    of_cube = _distance(colour, (_LEVELS[level] for level in cube))
    of_greys = _distance(colour, (8 + 10 * grey,) * 3)
    return 232 + grey if of_greys < of_cube else 16 + 36 * cube[0] + 6 * cube[1] + cube[2]


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
