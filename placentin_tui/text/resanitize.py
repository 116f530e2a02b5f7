"""The second lock: what comes from a file or a pipe of our own is looked at once more before it is believed.

All of it passed the gate (`text`) when it came in. But a file may have been edited by hand, come from elsewhere, or
been written when the gate let more through; and a process that goes wrong says anything. No control reaches a terminal
from there. The gate itself is loaded (6 ms) only for what few texts hold: joiners, soft hyphens, and the bad ones.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_BLANKS = str.maketrans("\t\r", "  ")
"""White space that moves the cursor of a terminal; a line end is the reader's to set."""

_control = re.compile(rb"\\(?:u00|[btfr])")
"""How JSON writes one, but for the line end; it may also be a backslash before one of these letters."""


def decoded(data: bytes) -> str:
    """A text of a file, as SQLite hands it over."""
    return printable(data.decode("utf-8", "replace"))


def printable(text: str) -> str:
    """The text, without what must never be printed."""
    # Python's own word for it costs nothing; it takes offence only at the spaces and line ends that texts need.
    if text.isprintable() or text.replace("\xa0", " ").replace("\u202f", " ").replace("\n", " ").isprintable():
        return text
    from placentin_tui.text import sanitize as gate

    return gate.printable(text).translate(_BLANKS)


def every(content: T) -> T:
    """A message, a page, a record: any struct, tuple, list or dict of them, each of its texts printable."""
    # As one text of JSON, which has ways to write controls: ten times faster than a look at each, and mostly enough.
    whole = msgspec.json.encode(content)
    if not _control.search(whole) and printable(text := whole.decode()) is text:
        return content
    checked: T = _every(content)
    return checked


def _every(part: Any) -> Any:
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, tuple | list):
        return type(part)(map(_every, part))
    if isinstance(part, dict):
        return {_every(key): _every(value) for key, value in part.items()}
    if isinstance(part, msgspec.Struct):
        return type(part)(*(_every(getattr(part, name)) for name in part.__struct_fields__))
    return part
