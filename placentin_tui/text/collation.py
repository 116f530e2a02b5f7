"""Comparing and sorting names as people do: case- and accent-insensitive, numbers by their value."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_DIGITS = re.compile(r"([0-9]{1,18})")


def folded(text: str) -> str:
    """The text without case, accents and ligatures: « Œuvres d’Été » as `oeuvres d'ete`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES)).replace("’", "'")
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key for names: « Écho » sorts with E, and 2 before 10."""
    parts = _DIGITS.split(folded(text))
    return tuple((0, int(part), "") if number else (1, 0, part) for number, part in _numbered(parts))


def _numbered(parts: list[str]) -> list[tuple[bool, str]]:
    """The non-empty parts of a split, each with whether it is a run of digits."""
    return [(place % 2 == 1, part) for place, part in enumerate(parts) if part]
