"""Parses numbers in foreign data, within limits.

Python refuses to convert more than 4,300 digits (`ValueError`), and SQLite and MessagePack hold no integer beyond 64
bits.
"""

from __future__ import annotations

from string import hexdigits

MOST = 2**53
"""The largest number accepted: up to here JSON numbers are exact in every implementation."""
_LONGEST = 20
"""Digits, leading zeros apart, beyond which a number is larger than any accepted."""


def whole_number(written: str, most: int = MOST, *, base: int = 10) -> int | None:
    """The non-negative integer written in digits alone, white space around them ignored; `None` when invalid or above
    `most`.

    `base`: 10, 8 or 16.
    """
    figures = written.strip()
    if not (figures.isdecimal() if base != 16 else figures and not figures.strip(hexdigits)):
        return None
    figures = figures.lstrip("0") or "0"
    if len(figures) > _LONGEST:
        return None
    try:
        number = int(figures, base)
    except ValueError:  # an 8 among octal digits
        return None
    return number if number <= most else None


def signed_number(written: str, most: int = MOST) -> int | None:
    """The integer with an optional sign before its digits; `None` when invalid or its magnitude is above `most`."""
    figures = written.strip()
    sign = figures[:1] if figures[:1] in ("-", "+") else ""
    number = whole_number(figures.removeprefix(sign), most)
    return -number if number is not None and sign == "-" else number


def json_number(figures: str) -> int:
    """The `parse_int` of `json.loads`; 0 for a number that is too large."""
    return signed_number(figures) or 0
