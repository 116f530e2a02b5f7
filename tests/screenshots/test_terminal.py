"""Pictures of a terminal, real or emulated: the window whole, in the theme's colours, the picture in it in its own."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from screenshots import emulated, terminal
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


def test_without_one_the_same_is_drawn_of_what_the_program_sends() -> None:
    shot = next(shot for shot in SHOTS if shot.name == "edition-day")
    svg = emulated.draw(shot, "#faf5ea")
    assert ">journal</text>" in svg
    pictures = [Image.open(BytesIO(b64decode(png))) for png in re.findall(r"base64,([^\"]+)", svg)]
    largest = max(pictures, key=lambda picture: picture.width * picture.height).convert("RGB")
    assert largest.width % emulated.CELL[0] == 0
    assert share(largest, RED) > 0.03
