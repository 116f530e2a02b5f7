"""The picture of an `<img>`, and tests for pictures that are not to be shown as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Picture
from placentin_tui.prose.html.candidates import candidates, is_picture_file
from placentin_tui.text.numbers import whole_number
from placentin_tui.text.sanitize import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Attributes = "Mapping[str, str | None]"

MOST_OTHERS = 3
"""The most alternative addresses stored."""
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
_MOST_OFFERS = 12
_SIGNS = frozenset(("wp-smiley", "emoji"))


def picture(
    attributes: Mapping[str, str | None], sources: Sequence[Mapping[str, str | None]], base: str, link: str = ""
) -> Picture | None:
    """The picture of an `<img>` (with the `<source>`s before it); `None` when it has no usable address.

    `link`: the target of a link around it, which may be the same picture in a larger size.
    """
    offers = [*candidates(attributes, sources), *([link] if is_picture_file(link) else [])]
    urls: list[str] = []
    for offer in offers[:_MOST_OFFERS]:
        url = safe_url(offer, base)
        if url.startswith("http") and url not in urls:
            urls.append(url)
            if len(urls) > MOST_OTHERS:
                break
    if not urls:
        return None
    width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
    return Picture(urls[0], alt(attributes), width, height, tuple(urls[1:]))


def alt(attributes: Mapping[str, str | None]) -> str:
    """The alt text of a picture, sanitized."""
    words = attributes.get("alt")
    return clean(words, 1000) if words else ""


def is_tracker(attributes: Mapping[str, str | None]) -> bool:
    """Whether a picture is a tracking pixel: hidden, or one or two pixels large."""
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
    """Whether a picture stands for a character: an emoji, a small icon."""
    names = attributes.get("class")
    if names and not _SIGNS.isdisjoint(names.lower().split()):
        return True
    return 0 < pixels(attributes.get("width")) <= 24 and 0 < pixels(attributes.get("height")) <= 24


def pixels(value: str | None) -> int:
    """A length in pixels; 0 when it is none."""
    found = _PIXELS.fullmatch(value) if value else None
    return (whole_number(found[1]) or 0) if found else 0
