"""Numbers as strangers write them: read as far as a number of theirs goes, and no farther.

Python refuses to read more than 4,300 figures (`ValueError`), SQLite and MessagePack know no number beyond 64 bits, and
no paper counts that far.
"""

from __future__ import annotations

from string import hexdigits

MOST = 2**53
"""No number of a stranger's is larger: JSON has them exact so far."""
_LONGEST = 20
"""Figures, without the zeros before them, beyond which it is larger than any."""


def whole_number(written: str, most: int = MOST, *, base: int = 10) -> int | None:
    """The whole number written in figures alone, blanks around them passed over; `None` when it is none, or too large.

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
    except ValueError:  # an 8 among octal ones
        return None
    return number if number <= most else None


def signed_number(written: str, most: int = MOST) -> int | None:
    """The same, with a sign before the figures or without."""
    figures = written.strip()
    sign = figures[:1] if figures[:1] in ("-", "+") else ""
    number = whole_number(figures.removeprefix(sign), most)
    return -number if number is not None and sign == "-" else number


def json_number(figures: str) -> int:
    """A whole number of a JSON document, for `json.loads`; 0 when it is too large to be one."""
    return signed_number(figures) or 0
