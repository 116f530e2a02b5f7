"""The numbers of ordered lists, in the author's numbering and style."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Listing

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


def numbers(listing: Listing) -> list[int]:
    """Each item's number; numbering continues from an item with its own `value`."""
    found: list[int] = []
    number = (listing.start or 0) - 1
    for item in listing.items:
        number = item.value if item.value is not None else number + 1
        found.append(number)
    return found


def labels(listing: Listing) -> list[str]:
    """Each item's number in the list's style: `3`, `c`, `C`, `iii`, `III`."""
    return [_written(number, listing.kind) for number in numbers(listing)]


def _written(number: int, kind: str) -> str:
    """A number in the style `a`, `A`, `i` or `I`, else (or when that cannot write it) in digits."""
    if kind in ("a", "A") and number > 0:
        text = _letters(number)
    elif kind in ("i", "I") and 0 < number <= _LARGEST_ROMAN:
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if kind.isupper() else text


def _letters(number: int) -> str:
    """A positive number as letters: a to z, then aa, ab and so on."""
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    """A number from 1 to 3999 as a lower-case Roman numeral."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
