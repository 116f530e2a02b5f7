"""The colour of a section: the same everywhere, for every paper, without a table."""

from __future__ import annotations

from zlib import crc32

TINTS = 8
"""How many section colours a theme has."""


def tint(section: str) -> str:
    """The style role of a section's name, `tint0` to `tint7`, by its letters alone."""
    return f"tint{crc32(section.casefold().encode()) % TINTS}"
