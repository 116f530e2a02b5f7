"""The style of a cell of a picture shown as characters, by its two inks."""

from __future__ import annotations

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.style import Style


def block_style(inks: bytes) -> Style:
    """The style of a cell, from six bytes: red, green and blue of what is set, then of the ground."""
    return Style.from_color(_colour(*inks[:3]), _colour(*inks[3:]))


def _colour(red: int, green: int, blue: int) -> Color:
    """An RGB colour with an empty name: formatting thousands of names takes longer than decoding the picture."""
    return Color("", ColorType.TRUECOLOR, None, ColorTriplet(red, green, blue))
