"""Which file a picture is, among all the places pages hide it; which pictures are no pictures at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.numbers import whole_number
from placentin_tui.prose.blocks import Picture
from placentin_tui.text import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Attributes = "Mapping[str, str | None]"

ENOUGH_PIXELS = 1024
"""What a terminal can show: of several sizes the smallest that has as much is taken."""

_LAZY_SRCSET = ("data-srcset", "data-lazy-srcset", "srcset")
_LAZY_SRC = ("data-src", "data-lazy-src", "data-original", "data-large-file", "data-orig-file", "data-hi-res-src")
_PICTURE_FILE = re.compile(r"(?=\S++\Z)[^\s,]+?\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|\Z)", re.IGNORECASE)
"""What under any other `data-` name is a picture's address: each script that loads late has a name of its own."""
_PLACEHOLDER = re.compile(
    r"(?:^|[_.-])(?:blank|spacer|placeholder|pixel|transparent|1x1|lazy|loading|grey|empty)", re.IGNORECASE
)
_PLACEHOLDERS_END = (".gif", ".png", ".svg")
_NOT_IN_NAME = re.compile(r"[^\w.-]")
_CANDIDATE = re.compile(r"([^\s,]\S*+)(?:\s+(\d+(?:\.\d+)?|\.\d+)([wxh]))?[^,]*+")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
_SIGNS = frozenset(("wp-smiley", "emoji"))
_LONGEST_SRCSET = 20_000


def picture(attributes: Mapping[str, str | None], sources: list[Mapping[str, str | None]], base: str) -> Picture | None:
    """The picture an `<img>` (with the `<source>`s before it) stands for; `None` when it has no usable address."""
    for candidate in _candidates(attributes, sources):
        url = safe_url(candidate, base)
        if url.startswith("http"):
            width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
            return Picture(url, alt(attributes), width, height)
    return None


def alt(attributes: Mapping[str, str | None]) -> str:
    """What a picture says of itself."""
    words = attributes.get("alt")
    return clean(words, 1000) if words else ""


def is_tracker(attributes: Mapping[str, str | None]) -> bool:
    """A picture of one pixel, or one nobody is to see: it only counts readers."""
    if "hidden" in attributes:
        return True
    width, height = attributes.get("width"), attributes.get("height")
    if width and height and _is_speck(width) and _is_speck(height):
        return True
    if not (style := attributes.get("style")):
        return False
    style = style.replace(" ", "").lower()
    return (
        "display:none" in style
        or "visibility:hidden" in style
        or bool(re.search(r"(?:^|;)width:[01]px", style) and re.search(r"(?:^|;)height:[01]px", style))
    )


def _is_speck(size: str) -> bool:
    return pixels(size) <= 2 and bool(_PIXELS.fullmatch(size))


def is_sign(attributes: Mapping[str, str | None]) -> bool:
    """A picture that stands for a letter of the text: an emoji, a small icon."""
    names = attributes.get("class")
    if names and not _SIGNS.isdisjoint(names.lower().split()):
        return True
    return 0 < pixels(attributes.get("width")) <= 24 and 0 < pixels(attributes.get("height")) <= 24


def pixels(value: str | None) -> int:
    """A length in pixels, 0 when it is none."""
    found = _PIXELS.fullmatch(value) if value else None
    return (whole_number(found[1]) or 0) if found else 0


def _candidates(attributes: Mapping[str, str | None], sources: list[Mapping[str, str | None]]) -> Iterator[str]:
    """The addresses to try, the likeliest first."""
    sets = [value for name in _LAZY_SRCSET if (value := attributes.get(name))]
    sets += [value for source in sources for name in _LAZY_SRCSET if (value := source.get(name))]
    src = attributes.get("src") or ""
    for value in sets:
        yield from _best_of(value)
    yield from (value for name in _LAZY_SRC if (value := attributes.get(name)))
    if src and not src.startswith("data:") and not _is_placeholder(src):
        yield src
    others = (value for name, value in attributes.items() if value and name.startswith("data-"))
    yield from (value for value in others if _PICTURE_FILE.match(value))


def _is_placeholder(address: str) -> bool:
    """Whether a picture only keeps another's place, by the name of its file."""
    names = (_NOT_IN_NAME.split(part)[-1] for part in address.split("?"))
    return any(name.lower().endswith(_PLACEHOLDERS_END) and _PLACEHOLDER.search(name) for name in names)


def _best_of(srcset: str) -> Iterator[str]:
    """The address of a srcset that suits a terminal."""
    if srcset.startswith("data:"):
        return
    found = [
        (float(size) if unit == "w" else 0.0, url.rstrip(","))
        for url, size, unit in _CANDIDATE.findall(srcset[:_LONGEST_SRCSET])
    ]
    enough = sorted(entry for entry in found if entry[0] >= ENOUGH_PIXELS)
    if enough:
        yield enough[0][1]
    elif found:
        yield max(found, key=lambda entry: entry[0])[1]
