"""Opens a font in its display weight, and measures it: the table `rendering/lettering/metrics.py` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageFont, features

from placentin_tui.rendering.lettering.metrics import UNITS, FaceMetrics, classes

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from placentin_tui.ui.lettering.face import Face

WEIGHT = 700
"""Of a variable font."""

_RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2009, 0x2009), (0x2010, 0x2027),
    (0x202F, 0x203A), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
    (0xFB01, 0xFB02),
)  # fmt: skip
"""The letters we know how to set: left to right, one after the other, without joining or stacking."""
FRENCH = frozenset("ÀÂÇÈÉÊËÎÏÔÙÛŒàâçèéêëîïôùûœ«»“”‘’–—…\ufb01\ufb02") | frozenset(map(chr, range(0x21, 0x7F)))
"""Letters whose pairs are measured: of English and French, since all of them take a minute."""
WESTERN = FRENCH | frozenset(map(chr, (*range(0xC0, 0x180), *range(0x410, 0x450))))
"""Those of the face that is shipped, which is measured once."""


def opened(face: Face, size: int) -> FreeTypeFont:
    """The font in this size; a variable one in the weight and optical size of headlines. Raises `OSError`."""
    font = ImageFont.truetype(face.path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    _vary(font)
    return font


def measured(face: Face, kerned: frozenset[str] = FRENCH) -> FaceMetrics:
    """The measures of a font, with the kerning of these letters. Raises `OSError` when it cannot be read."""
    font = opened(face, UNITS)
    letters = _letters(face)
    boxes = [font.getbbox(letter, anchor="ls") for letter in letters]
    return FaceMetrics(
        letters="".join(letters),
        advances=tuple(round(font.getlength(letter)) for letter in letters),
        tops=tuple(max(0, -round(box[1])) for box in boxes),
        bottoms=tuple(max(0, round(box[3])) for box in boxes),
        kerning=classes(_pairs(face, [letter for letter in letters if letter in kerned])),
    )


def _vary(font: FreeTypeFont) -> None:
    """Choose weight and optical size of a variable font."""
    try:
        axes = font.get_variation_axes()
    except (OSError, NotImplementedError):  # not a variable one
        return
    values: list[float] = []
    for axis in axes:
        name = bytes(axis["name"] or b"").lower()
        least, usual, most = (axis[part] or 0 for part in ("minimum", "default", "maximum"))
        if b"weight" in name:
            values.append(min(max(WEIGHT, least), most))
        else:
            values.append(most if b"optical" in name else usual)
    font.set_variation_by_axes(values)


def _letters(face: Face) -> list[str]:
    """The letters a font has of those we know how to set: they are not drawn as a missing one is."""
    font = opened(face, 24)
    missing = font.getmask("\U0010fffe", "L")
    found = []
    for letter in (chr(code) for first, last in _RANGES for code in range(first, last + 1)):
        mask = font.getmask(letter, "L")
        if letter.isspace() or mask.size != missing.size or bytes(mask) != bytes(missing):
            found.append(letter)
    return found


def _pairs(face: Face, letters: list[str]) -> dict[tuple[str, str], int]:
    """By how much two letters stand nearer to each other, or farther, than their widths say."""
    shaped = features.check("raqm")
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    font = ImageFont.truetype(face.path, UNITS, index=face.index, layout_engine=engine)
    _vary(font)
    plain = ["-liga", "-clig", "-calt"] if shaped else None
    alone = {letter: font.getlength(letter, features=plain) for letter in letters}
    return {
        (first, second): kern
        for first in letters
        for second in letters
        if (kern := round(font.getlength(first + second, features=plain) - alone[first] - alone[second]))
    }
