"""Tells whether a whole piece of HTML passes the sanitizing gate, so that its texts need no check one by one."""

from __future__ import annotations

import html
import re
import sys
from functools import lru_cache

from placentin_tui.text.numbers import whole_number
from placentin_tui.text.sanitize import is_plainly_safe

_REFERENCE = re.compile(r"&[#\w]{0,32};?")
_NUMBER = re.compile(r"&#(?:([0-9]{1,6})|[xX]([0-9A-Fa-f]{1,5}));")


def is_safe_markup(markup: str) -> bool:
    """Whether every text in a piece of HTML passes the gate unchanged.

    The gate accepts these characters in any order, and a text consists of characters of the HTML and of those its
    references (`&eacute;`, `&#8217;`) stand for, so what is true of all is true of each part.
    """
    if not is_plainly_safe(markup):
        return False
    return "&" not in markup or all(map(_is_safe_reference, set(_REFERENCE.findall(markup))))


@lru_cache(maxsize=1024)
def _is_safe_reference(reference: str) -> bool:
    """Whether a reference's character passes the gate; false for those in unusual forms."""
    if not reference.startswith("&#"):
        return is_plainly_safe(html.unescape(reference))
    if (number := _NUMBER.fullmatch(reference)) is None:
        return False
    code = whole_number(number[1] or number[2], sys.maxunicode, base=10 if number[1] else 16)
    return code is not None and is_plainly_safe(chr(code))
