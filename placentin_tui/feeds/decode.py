"""Decodes bytes to text, whatever a feed declares about its encoding.

The bytes weigh more than declarations: text that is valid UTF-8 is UTF-8, since no other text is by chance. Only then
do the HTTP header (RFC 7303) and the document count, as far as their claims can be true, and where nothing is declared
the encoding is detected. A few broken bytes cost a few letters, no more.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.encodings import WIDER, charset, detected

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = 10
"""The fewest letters beyond ASCII per broken byte; a text with fewer is in another encoding."""
BROKEN_UTF_8 = 2
"""The same for UTF-8, which no other encoding resembles."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SHIFTS = (b"\x1b$@", b"\x1b$B")
"""Escape sequences of ISO-2022-JP."""

_in_header = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_in_document = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,200}?charset=[\"']?([\w.:-]{1,40})"
)

_STRAYS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""Python's surrogate escapes of bytes that are invalid in UTF-8, and their characters in windows-1252."""


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a feed or page; `content_type` is the HTTP header. Never fails."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _STARTS:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    if body.isascii():
        return _of_seven_bits(body, content_type)
    try:
        return body.decode()
    except UnicodeDecodeError:
        return _of_eight_bits(body, content_type)


def _of_seven_bits(body: bytes, content_type: str) -> str:
    """ASCII, unless declarations or escape sequences tell that it stands for something else (ISO-2022-JP)."""
    shifted = ["iso2022_jp_ext"] if any(shift in body for shift in _SHIFTS) else []
    for encoding in (*_declared(body, content_type), *shifted):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("ascii")


def _of_eight_bits(body: bytes, content_type: str) -> str:
    """Text that is not valid UTF-8 throughout."""
    if _mostly(body, "utf-8", BROKEN_UTF_8) is not None:
        return _with_strays(body)
    declared = list(_declared(body, content_type))
    for encoding in (each for name in declared for each in (name, WIDER.get(name, name))):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    for name in declared:
        if (text := _mostly(body, WIDER.get(name, name), BROKEN)) is not None:
            return text
    if (found := detected(body)) and (text := _mostly(body, found, BROKEN)) is not None:
        return text
    return _with_strays(body)


def _with_strays(body: bytes) -> str:
    """UTF-8 with single bytes of windows-1252 in it."""
    return body.decode("utf-8", "surrogateescape").translate(_STRAYS)


def _mostly(body: bytes, encoding: str, broken: int) -> str | None:
    """The text in an encoding, unless it has more broken bytes than one per `broken` letters beyond ASCII."""
    text = body.decode(encoding, "replace")
    strays = text.count("\N{REPLACEMENT CHARACTER}")
    letters = len(text) - len(text.encode("ascii", "ignore")) - strays
    return text if strays * broken <= letters else None


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """Python's names of the encodings that the server and the document declare."""
    if (found := _in_header.search(content_type)) and (named := charset(found[1])):
        yield named
    if (said := _in_document.search(body, 0, 2048)) and (named := charset((said[1] or said[2]).decode("ascii"))):
        yield named
