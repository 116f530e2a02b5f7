"""All the addresses a picture may have, in the attributes of lazy loaders too, the likeliest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.html.media_queries import applies
from placentin_tui.prose.html.placeholders import is_placeholder
from placentin_tui.prose.html.srcset import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LAZY_SRC = ("data-src", "data-lazy-src", "data-original", "data-large-file", "data-orig-file", "data-hi-res-src")
_LAZY_SRCSET = ("data-srcset", "data-lazy-srcset")
_PICTURE_FILE = re.compile(r"(?=\S++\Z)[^\s,]+?\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|\Z)", re.IGNORECASE)
"""A picture's address in an unknown `data-` attribute, since each lazy loader has its own names."""
_SHOWN_TYPE = re.compile(r"image/(?:a?png|x-png|p?jpe?g|jfif|gif|webp|avif|bmp|x-ms-bmp)", re.IGNORECASE)
_NOT_SHOWN = (".jxl", ".heic", ".heif", ".svg", ".svgz", ".tif", ".tiff", ".jp2", ".jxr", ".ico")
_NEVER = frozenset(("src", "alt", "class", "width", "height", "sizes", "loading", "decoding", "title", "id", "style"))
_NO_ADDRESS = frozenset(("", "#", "false", "true", "null", "none", "undefined", "nan", "0", "1", "blank", "auto"))
_ELSEWHERE = ("data:", "about:", "blob:", "javascript:", "{", "[", "<")
"""Beginnings of values that are not addresses on a server."""
_WIDTH = re.compile(r"\{width\}|%7Bwidth%7D", re.IGNORECASE)
_WIDTH_WANTED = "1080"
"""What a script would put for `{width}`, a size that shops' servers have."""


def candidates(attributes: Mapping[str, str | None], sources: Sequence[Mapping[str, str | None]]) -> list[str]:
    """The addresses of an `<img>` and the `<source>`s before it; formats that cannot be shown come last."""
    chosen: list[str] = []
    same: list[str] = []
    rest: list[str] = []
    apart: list[str] = []
    for source in sources:
        found = _of_sets(source)
        if not (applies(source.get("media")) and is_shown_type(source.get("type"))):
            apart += found
            continue
        # A source with a media query is art-directed for screens like this; any other is the same in another format.
        (chosen if source.get("media") else same).extend(found[:1])
        rest += found[1:]
    own = _of_sets(attributes)
    offers = [*chosen, *own[:1], *same, *_of_src(attributes), *own[1:], *rest, *apart]
    if len(offers) > 1 and any(map(_is_not_shown, offers)):
        offers.sort(key=_is_not_shown)
    return [_WIDTH.sub(_WIDTH_WANTED, offer) if "idth" in offer else offer for offer in offers]


def _is_not_shown(address: str) -> bool:
    """Whether an address has the suffix of a format that cannot be decoded."""
    return address.partition("?")[0].lower().endswith(_NOT_SHOWN)


def is_shown_type(kind: str | None) -> bool:
    """Whether a MIME type is of a picture that can be decoded; true when it is missing."""
    return not kind or bool(_SHOWN_TYPE.match(kind.strip()))


def is_picture_file(address: str) -> bool:
    """Whether an address is that of a picture file."""
    return bool(_PICTURE_FILE.match(address))


def is_address(value: str) -> bool:
    """Whether an attribute's value is an address on a server, rather than a switch, JSON or inline data."""
    value = value.strip().lower()
    return value not in _NO_ADDRESS and not value.startswith(_ELSEWHERE)


def _of_sets(attributes: Mapping[str, str | None]) -> list[str]:
    """The addresses of all attributes named `…srcset`, the best of each first."""
    names = [name for name in attributes if name.endswith("srcset")]
    if len(names) > 1:
        names.sort(key=lambda name: name not in _LAZY_SRCSET)
    sets = [[each for each in addresses(attributes[name] or "") if _is_offer(each)] for name in names]
    return [found[0] for found in sets if found] + [each for found in sets for each in found[1:]]


def _of_src(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Single addresses: those of lazy loaders, `src`, then any other attribute that looks like one."""
    yield from (value for name in _LAZY_SRC if (value := attributes.get(name)) and _waits(value))
    if (src := attributes.get("src")) and _is_offer(src):
        yield src
    for name, value in attributes.items():
        if not value or name in _NEVER or name in _LAZY_SRC or name.endswith("srcset"):
            continue
        if (name.endswith("src") and _waits(value)) or (name.startswith("data-") and is_picture_file(value)):
            yield value


def _waits(value: str) -> bool:
    """Whether a value is an address for a lazy loader; a single word is a switch."""
    return _is_offer(value) and ("/" in value or "." in value)


def _is_offer(value: str) -> bool:
    return is_address(value) and not is_placeholder(value)
