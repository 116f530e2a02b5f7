"""The ids of articles: every server writes them in several ways, and each article has one form here.

A number of 64 bits is 16 hexadecimal digits, unsigned; what is no such number (The Old Reader's 24 digits) stays as it
is. Ids are sent in the long form alone, which every server understands.
"""

from __future__ import annotations

import re

from placentin_tui.errors import SyncError

LONG = "tag:google.com,2005:reader/item/"
"""How the long form begins."""

_decimal = re.compile(r"-?[0-9]{1,20}")
_hexadecimal = re.compile(r"[0-9a-fA-F]{16}")
_opaque = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.:-]{0,99}")
_BITS = 1 << 64


def from_list(raw: object, host: str) -> str:
    """The id in a list of ids, where numbers are decimal, and may be negative. Raises `SyncError` for none."""
    written = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if isinstance(written, str):
        if written.startswith(LONG):
            return from_article(written, host)
        if _decimal.fullmatch(written) and -(_BITS >> 1) <= int(written) < _BITS:
            return f"{int(written) % _BITS:016x}"
        if _opaque.fullmatch(written):
            return written
    raise SyncError("sync-not-it", host=host)


def from_article(raw: object, host: str) -> str:
    """The id of an article, where numbers are hexadecimal behind `LONG`. Raises `SyncError` for none."""
    if not isinstance(raw, str) or not raw.startswith(LONG):
        return from_list(raw, host)
    ending = raw.removeprefix(LONG)
    if _hexadecimal.fullmatch(ending):
        return ending.lower()
    if _opaque.fullmatch(ending):
        return ending
    raise SyncError("sync-not-it", host=host)


def long_form(name: str) -> str:
    """An id as it is sent."""
    return LONG + name
