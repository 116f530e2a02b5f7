"""Bytes to text, whatever a feed says of its encoding.

What the bytes are weighs more than what anybody declares: text that reads as UTF-8 is UTF-8, since no other text does
by chance. Only then do the server (RFC 7303) and the document have their say, as far as what they say can be true.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))

_in_header = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_in_document = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,200}?charset=[\"']?([\w.:-]{1,40})"
)

# Encodings of the web that read ASCII as ASCII; Python knows others (`punycode`, `unicode_escape`) that no paper is in.
_of_the_web = re.compile(
    r"ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620"
)
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}

_STRAY = "placentin-stray"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes no UTF-8 text holds, read as what they mostly are."""
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in stray), error.end


codecs.register_error(_STRAY, _as_windows_1252)


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a feed or page; `content_type` is the HTTP header's."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _STARTS:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    for charset in _charsets(body, content_type):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    return body.decode("utf-8", _STRAY)


def _charsets(body: bytes, content_type: str) -> list[str]:
    """What to try, in order."""
    declared = _declared(body, content_type)
    # Seven-bit text can only be told by what is declared (ISO-2022-JP); anything else that is UTF-8 is UTF-8.
    return [*declared, "utf-8"] if body.isascii() else ["utf-8", *declared]


def _declared(body: bytes, content_type: str) -> list[str]:
    names = [found[1] for found in [_in_header.search(content_type)] if found]
    if found := _in_document.search(body, 0, 2048):
        names.append((found[1] or found[2]).decode("ascii"))
    return [charset for name in names if (charset := _charset(name))]


def _charset(name: str) -> str:
    """Python's name of a declared encoding; empty when it is unknown, or cannot be what these bytes are in."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return _WIDER.get(known, known) if _of_the_web.fullmatch(known) else ""
