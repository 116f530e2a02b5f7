"""Tells by their addresses whether two pictures are the same in two sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Picture

_SCALED = re.compile(r"(?:-\d{2,4}x\d{2,4}|-scaled|@2x)?\.[A-Za-z]{3,4}$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_PROXY = re.compile(r"i\d\.wp\.com")
"""WordPress's server for scaled pictures: the picture's own address follows the host."""
_NUMBER = re.compile(r"\d+")
_LONG_NAME = 8
_NO_NAMES = frozenset(("original", "thumbnail", "standard", "fullsize", "featured", "mainimage", "download"))
"""Generic file names."""


def file_name(address: str) -> str:
    """The address without marks of size: `…/port-1024x576.jpg?w=800` and `…/port.jpg` give the same."""
    parts = urlsplit(address)
    place = parts.path.removeprefix("/") if _PROXY.fullmatch(parts.netloc) else parts.netloc + parts.path
    # Without a file name the query distinguishes pictures.
    return _SCALED.sub("", place) if not parts.query or _PICTURE.search(place) else f"{place}?{parts.query}"


def picture_names(picture: Picture) -> set[str]:
    """Names of a picture: two with a name in common are the same picture."""
    file = file_name(picture.url)
    names = {file, _without_size(picture)}
    host, _stroke, path = file.partition("/")
    name = path.rpartition("/")[2]
    if len(name) >= _LONG_NAME and name.lower() not in _NO_NAMES and any(letter.isalpha() for letter in name):
        names.add(f"{host}/…/{name}")
    return names


def _without_size(picture: Picture) -> str:
    """The address without the width and height that the feed gives: `…/port-400.jpg`, `…/w_400/port`."""
    sizes = {str(size) for size in (picture.width, picture.height) if size}
    return _NUMBER.sub(lambda number: "…" if number[0] in sizes else number[0], picture.url) if sizes else picture.url
