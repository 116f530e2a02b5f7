"""The colour of a section, the same everywhere and for every paper, computed from its name."""

from __future__ import annotations

from zlib import crc32

TINTS = 8
"""How many section colours a theme has."""


def tint(section: str) -> str:
    """The style role of a section, `tint0` to `tint7`, from a hash of its name."""
    return f"tint{crc32(section.casefold().encode()) % TINTS}"
