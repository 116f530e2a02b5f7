"""A person's initial in a small box, and the colours that tell people apart: both follow from the name alone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from placentin_tui.prose.layout import text_width
from placentin_tui.theme_definitions import SECTIONS

BOX = 3
"""Columns of the box."""
AUTHOR = "politics"
"""The colour of an article's author, which nobody else has: the red of the paper."""
_COLOURS = tuple(colour for colour in SECTIONS if colour not in (AUTHOR, "other"))
"""Those of the others. They are the sections', which can be read on every ground in each theme; grey is left out."""
_NO_LETTER = "·"


class NameLook(NamedTuple):
    """How a person is shown."""

    initial: str
    """The box, `BOX` columns wide."""
    initial_style: str
    """The style role of the box."""
    name_style: str
    """The style role of the name."""


@lru_cache(maxsize=1024)
def look_of(name: str, *, by_author: bool = False) -> NameLook:
    """The look of a name; `by_author`: of the article's own author. Cached."""
    written = unicodedata.normalize("NFC", name[:80])
    colour = AUTHOR if by_author else _COLOURS[crc32(" ".join(written.casefold().split()).encode()) % len(_COLOURS)]
    letter = _initial(written)
    box = f" {letter}".ljust(BOX - text_width(letter) + len(letter))
    return NameLook(box, f"initial initial-{colour}", f"name-{colour}")


def _initial(name: str) -> str:
    """The capital of the first letter or digit that has a width; a dot where a name has none."""
    letter = next((sign for sign in name if sign.isalnum() and text_width(sign) > 0), _NO_LETTER)
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
