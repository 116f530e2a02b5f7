"""Whether two addresses are one picture in two sizes, told by the addresses alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Picture

_SCALED = re.compile(r"(?:-\d{2,4}x\d{2,4}|-scaled|@2x)?\.[A-Za-z]{3,4}$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_PROXY = re.compile(r"i\d\.wp\.com")
"""WordPress's server of scaled pictures: the picture's own address follows its name."""
_NUMBER = re.compile(r"\d+")
_LONG_NAME = 8
_NO_NAMES = frozenset(("original", "thumbnail", "standard", "fullsize", "featured", "mainimage", "download"))
"""File names that say nothing of the picture."""


def file_name(address: str) -> str:
    """The picture behind an address, whatever its size: `…/port-1024x576.jpg?w=800` and `…/port.jpg` are one."""
    parts = urlsplit(address)
    place = parts.path.removeprefix("/") if _PROXY.fullmatch(parts.netloc) else parts.netloc + parts.path
    # Without a file's name it is the query that tells one picture from another.
    return _SCALED.sub("", place) if not parts.query or _PICTURE.search(place) else f"{place}?{parts.query}"


def picture_names(picture: Picture) -> set[str]:
    """What a picture goes by: two that have one of these in common are one picture."""
    file = file_name(picture.url)
    names = {file, _without_size(picture)}
    host, _stroke, path = file.partition("/")
    name = path.rpartition("/")[2]
    if len(name) >= _LONG_NAME and name.lower() not in _NO_NAMES and any(letter.isalpha() for letter in name):
        names.add(f"{host}/…/{name}")
    return names


def _without_size(picture: Picture) -> str:
    """The address without the width and height the feed says it has: `…/port-400.jpg`, `…/w_400/port`."""
    sizes = {str(size) for size in (picture.width, picture.height) if size}
    return _NUMBER.sub(lambda number: "…" if number[0] in sizes else number[0], picture.url) if sizes else picture.url
