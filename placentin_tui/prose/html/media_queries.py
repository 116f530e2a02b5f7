"""Evaluates media queries of a picture's sources, for a wide screen with a light theme."""

from __future__ import annotations

import re

WIDTH, HEIGHT, DENSITY = 1280.0, 800.0, 1.0
"""The assumed screen, in CSS pixels, and its device pixel ratio."""
_LONGEST = 1_000

_FEATURE = re.compile(r"\(?\s*([a-z-]{1,40})\s*(?::\s*([a-z0-9./-]{1,40})\s*)?\)?")
_COMPARED = re.compile(r"(<=?|>=?|=)")
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})(px|em|rem|x|dppx|dpi)?")
_UNITS = {"em": 16.0, "rem": 16.0, "dpi": 1 / 96}
_SIZES = {
    "width": WIDTH, "device-width": WIDTH, "height": HEIGHT, "device-height": HEIGHT,
    "resolution": DENSITY, "device-pixel-ratio": DENSITY,
}  # fmt: skip
_WORDS = {
    "prefers-color-scheme": "light", "orientation": "landscape", "prefers-reduced-motion": "no-preference",
    "prefers-reduced-data": "no-preference", "prefers-contrast": "no-preference", "hover": "hover",
    "any-hover": "hover", "pointer": "fine", "any-pointer": "fine", "forced-colors": "none",
    "inverted-colors": "none", "scripting": "none", "display-mode": "browser", "color": "8",
}  # fmt: skip
_MEDIA = ("all", "screen", "only all", "only screen")


def applies(queries: str | None) -> bool:
    """Whether a `media` attribute matches; true when it is missing."""
    said = " ".join((queries or "")[:_LONGEST].lower().split())
    return not said or any(_holds(query.strip()) for query in said.split(","))


def _holds(query: str) -> bool:
    """Whether one media query matches."""
    if query.startswith("not "):
        return not _holds(query[4:].strip())
    if " or " in query:
        return any(_is_so(part) for part in query.split(" or "))
    return all(_is_so(part) for part in query.split(" and "))


def _is_so(part: str) -> bool:
    """Whether one condition of a query, a media type or feature, matches; unknown ones do not."""
    part = part.strip("() ")
    if part.startswith("not "):
        return not _is_so(part[4:])
    if part in _MEDIA:
        return True
    if len(compared := _COMPARED.split(part)) > 1:
        return _compares(compared)
    if not (found := _FEATURE.fullmatch(part)):
        return False
    name, value = found[1].removeprefix("-webkit-"), found[2]
    if name in _WORDS:
        return value == _WORDS[name] or (value is None and _WORDS[name] not in ("none", "no-preference"))
    return _measures(name, value or "")


def _measures(name: str, value: str) -> bool:
    """Whether a size feature such as `min-width: 600px` matches."""
    least, most = name.startswith("min-"), name.startswith("max-")
    size, wanted = _SIZES.get(name[4:] if least or most else name), _number(value)
    if size is None or wanted is None:
        return size is not None and not value
    return size >= wanted if least else size <= wanted if most else size == wanted


def _compares(sides: list[str]) -> bool:
    """Whether a range such as `400px <= width <= 700px` matches."""
    numbers = [_SIZES.get(side.strip(), _number(side.strip())) for side in sides[::2]]
    return all(
        left is not None and right is not None and _compare(left, sign, right)
        for left, sign, right in zip(numbers, sides[1::2], numbers[1:], strict=False)
    )


def _compare(left: float, sign: str, right: float) -> bool:
    if sign[0] == "=":
        return left == right
    return left < right or (left == right and sign == "<=") if sign[0] == "<" else _compare(right, "<" + sign[1:], left)


def _number(value: str) -> float | None:
    """A length in CSS pixels, or a resolution; `None` when invalid."""
    found = _LENGTH.fullmatch(value)
    return float(found[1]) * _UNITS.get(found[2], 1.0) if found else None
