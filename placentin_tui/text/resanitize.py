"""The second check: text from our own files and pipes is checked again before it is used.

All of it passed the sanitizing gate (`text.sanitize`) when it arrived. But a file may have been edited by hand, copied
from elsewhere, or written by a version whose gate let more through; and a process that has gone wrong may send
anything. No control character reaches a terminal that way. The gate itself is imported (6 ms) only for the few texts
that need it: those with joiners, soft hyphens, or unsafe characters.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_BLANKS = str.maketrans("\t\r", "  ")
"""White space that moves a terminal's cursor; line ends stay, because the layout interprets them."""

_control = re.compile(rb"\\(?:u00|[btfr])")
"""An escaped control character in JSON other than a line end; a literal backslash before such a letter matches too."""


def decoded(data: bytes) -> str:
    """A text column of the database, for `sqlite3.Connection.text_factory`."""
    return printable(data.decode("utf-8", "replace"))


def printable(text: str) -> str:
    """The text without characters that must never be printed (see `sanitize.printable`); tabs become spaces."""
    # `str.isprintable` is nearly free; it rejects only the no-break spaces and line ends that texts need.
    if text.isprintable() or text.replace("\xa0", " ").replace("\u202f", " ").replace("\n", " ").isprintable():
        return text
    from placentin_tui.text import sanitize as gate

    return gate.printable(text).translate(_BLANKS)


def every(content: T) -> T:
    """A struct, tuple, list or dict, nested at will, with each of its texts printable."""
    # Checked as one JSON document, escapes of control characters included: ten times faster than text by text.
    whole = msgspec.json.encode(content)
    if not _control.search(whole) and printable(text := whole.decode()) is text:
        return content
    checked: T = _every(content)
    return checked


def _every(part: Any) -> Any:
    """The value rebuilt with each of its texts printable, keys of dicts included."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, tuple | list):
        return type(part)(map(_every, part))
    if isinstance(part, dict):
        return {_every(key): _every(value) for key, value in part.items()}
    if isinstance(part, msgspec.Struct):
        return type(part)(*(_every(getattr(part, name)) for name in part.__struct_fields__))
    return part
