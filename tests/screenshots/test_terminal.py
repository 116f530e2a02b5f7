"""Pictures of a real terminal: the window whole, in the theme's colours, the picture in it in its own."""

from __future__ import annotations

import pytest
from PIL import Image

from screenshots import terminal
from screenshots.shots import SHOTS

GROUND = (0xFA, 0xF5, 0xEA)
RED = (196, 57, 40)
"""One of the edition's inks."""


def near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(pixel, colour, strict=True))


def share(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """The part of a picture that is of about this colour."""
    counted = picture.getcolors(picture.width * picture.height) or []
    close = sum(n for n, pixel in counted if isinstance(pixel, tuple) and near(pixel, colour))
    return close / (picture.width * picture.height)


@pytest.mark.skipif(bool(terminal.missing()), reason="there is no Xvfb or no xterm")
def test_a_terminal_shows_the_paper_and_its_picture() -> None:
    shot = next(shot for shot in SHOTS if shot.name == "edition-day")
    window = terminal.take(shot, "#faf5ea")
    assert window.width > 120 * 6
    assert window.height > 40 * 12
    corner = window.getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert near(corner, GROUND)
    assert share(window, GROUND) > 0.3
    assert share(window, RED) > 0.005
