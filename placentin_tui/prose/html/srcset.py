"""Parses `srcset`, also when file names contain commas and spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH_PIXELS = 1024
"""The width a terminal can show: of several sizes the smallest with as much comes first."""
LONGEST = 20_000
"""The most characters that are parsed."""
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")

_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})([wxh]|px)?")
_BEGINS_ADDRESS = ("http://", "https://", "/", "./", "../")


def addresses(srcset: str) -> list[str]:
    """The addresses, the best for a terminal first, without `data:` URLs."""
    found = [entry for text in _entries(srcset[:LONGEST]) if (entry := _entry(text))[1]]
    enough = sorted(entry for entry in found if entry[0] >= ENOUGH_PIXELS)
    smaller = sorted((entry for entry in found if entry[0] < ENOUGH_PIXELS), key=lambda entry: -entry[0])
    return list(dict.fromkeys(address for _width, address in enough + smaller))


def _entry(text: str) -> tuple[float, str]:
    """The width in pixels (0 when not given) and the address of an entry, empty when it is a `data:` URL."""
    words, width = text.split(), 0.0
    while len(words) > 1 and (size := _SIZE.fullmatch(words[-1])):
        words.pop()
        if size[2] in ("w", "px"):
            width = float(size[1])
    address = " ".join(words)
    return width, "" if address.lower().startswith("data:") else address


def _entries(srcset: str) -> Iterator[str]:
    """The entries, split at those commas that separate addresses."""
    pieces = srcset.split(",")
    held: list[str] = []
    for place, piece in enumerate(pieces):
        held.append(piece)
        if place + 1 == len(pieces) or _parts(held, pieces[place + 1]):
            yield ",".join(held)
            held = []


def _parts(held: list[str], following: str) -> bool:
    """Whether the comma between what was read and what follows separates two addresses."""
    last, is_data = held[-1].rstrip().lower(), held[0].lstrip()[:5].lower() == "data:"
    if is_data and len(held) == 1:
        return False
    begins = following.lstrip().lower()
    if _is_sized(last) or not begins:
        return True
    if following[0].isspace():
        return is_data or last.endswith(PICTURE_ENDINGS) or begins.startswith(_BEGINS_ADDRESS) or "?" in last
    if is_data:
        return False
    return begins.startswith(_BEGINS_ADDRESS) or (last.endswith(PICTURE_ENDINGS) and ("." in begins or "/" in begins))


def _is_sized(text: str) -> bool:
    """Whether a text ends with a size after an address."""
    words = text.rsplit(None, 1)
    size = _SIZE.fullmatch(words[1]) if len(words) == 2 else None
    return bool(size and size[2])
