"""Pictures that stand for a character, whatever their class: emoji, smileys."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from placentin_tui.prose.html.pictures import alt

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 16
"""Code points of one: a family has seven, a flag of tags fourteen."""
_PLACES = re.compile(r"emoji|/smil(?:ies|eys)/|/emoticons?/", re.IGNORECASE)
"""Folders in which nothing else is kept."""
_BY_CODE = re.compile(r"/(?:emoji_)?u?([0-9a-f]{4,5}(?:[-_][0-9a-f]{4,5}){0,9})(?:/\d+)?\.(?:png|svg|gif|webp)\Z", re.I)
_JOINING = "\u200d\ufe0f\ufe0e\u20e3"


def sign(attributes: Mapping[str, str | None]) -> str:
    """The characters a picture stands for, empty when it is a picture: by its words, or by the name of its file."""
    said = attributes.get("alt") or ""
    words = alt(attributes) if len(said) <= 4 * LONGEST else ""
    if words and not words.isascii() and len(words) <= LONGEST and _is_emoji(words):
        return words
    address = (attributes.get("src") or attributes.get("data-src") or "").partition("?")[0]
    folder, _slash, _file = address.rpartition("/")
    if not _PLACES.search(f"{folder}/"):
        return ""
    if found := _BY_CODE.search(address):
        codes = [int(code, 16) for code in re.split("[-_]", found[1])]
        named = "".join(chr(code) for code in codes if code <= 0x1FFFF)
        if _is_emoji(named):
            return named
    return words if len(words) <= 2 * LONGEST else ""


def _is_emoji(words: str) -> bool:
    """Whether a text is made of pictures alone: no letters, no figures but in a keycap."""
    signs = [character for character in words if character not in _JOINING and not character.isspace()]
    keycap = "\u20e3" in words
    return bool(signs) and all(
        unicodedata.category(character) in ("So", "Sk") or character in "‼⁉" or (keycap and character in "0123456789#*")
        for character in signs
    )
