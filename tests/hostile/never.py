"""What must never come through, told by Unicode's own categories and not by the gate's patterns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from placentin_tui.text.sanitize import MARKS
from placentin_tui.text.urls import safe_url

FOREIGN = {"html", "summary_html", "base", "digest", "identity", "key"}
"""Fields of models that are not to be shown: foreign HTML and what its links are relative to, names of our own."""
ADDRESSES = {"url", "href", "home", "icon", "support_url", "comments_url", "comments_feed"}
LONGEST = {"title": 500, "author": 200, "folder": 500, "alt": 1000, "role": 200, "bio": 2000, "credit": 1000}

# Format characters with letters or joins to show: Arabic number signs and their kin, joiners, direction marks.
_FORMATS = set("\u00ad\u061c\u06dd\u070f\u08e2\u200b\u200c\u200d\u200e\u200f\u2060\U000110bd\U000110cd") | set(
    map(chr, (*range(0x600, 0x606), 0x890, 0x891))
)
_FILLERS = set("\u3164\uffa0")


def forbidden(text: str) -> list[str]:
    """The characters of a shown text that must not be there; a line end may."""
    return [sign for sign in text if _is_forbidden(sign)]


def _is_forbidden(sign: str) -> bool:
    category = unicodedata.category(sign)
    if category in ("Cs", "Co", "Zl", "Zp") or sign in _FILLERS or _is_noncharacter(ord(sign)):
        return True
    return (category == "Cc" and sign != "\n") or (category == "Cf" and sign not in _FORMATS)


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def tallest(text: str) -> int:
    """The longest run of marks upon one letter."""
    longest = run = 0
    for sign in text:
        run = run + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest


def check(value: object) -> None:
    """Raise `AssertionError` when a model, or blocks, holds a text or an address that must not be there."""
    for name, text in texts(value):
        assert not forbidden(text), (name, text, forbidden(text))
        assert tallest(text) <= MARKS, (name, text)
        if name in ADDRESSES and text and text[0] != "#":
            assert safe_url(text, keep_user=True) == text, (name, text)
            assert text.startswith(("http://", "https://", "mailto:", "tel:")), (name, text)
        assert len(text) <= LONGEST.get(name, 1_000_000), (name, len(text))


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a model or in blocks, with the name of its field; what is foreign by its name left out."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple | list):
        if value and all(hasattr(part, "marks") for part in value):  # side by side on the page: one text
            yield name, "".join(part.text for part in value)
        for part in value:
            yield from texts(part, name)
    else:
        for field, part in _fields(value):
            if field not in FOREIGN:
                yield from texts(part, field)


def _fields(value: object) -> Iterator[tuple[str, Any]]:
    if isinstance(value, msgspec.Struct):
        yield from ((field, getattr(value, field)) for field in value.__struct_fields__)
    elif is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
