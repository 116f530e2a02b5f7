"""Pictures that stand for characters: emoji, smileys."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from placentin_tui.prose.html.pictures import alt

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 16
"""The most code points of an emoji: a family has seven, a flag made of tags fourteen."""
_PLACES = ("emoji", "/smilies", "/smileys", "/emoticon")
"""Parts of the names of folders with emoji only."""
_BY_CODE = re.compile(r"/(?:emoji_)?u?([0-9a-f]{4,5}(?:[-_][0-9a-f]{4,5}){0,9})(?:/\d+)?\.(?:png|svg|gif|webp)\Z", re.I)
_JOINING = "\u200d\ufe0f\ufe0e\u20e3"


def sign(attributes: Mapping[str, str | None]) -> str:
    """The characters a picture stands for, by its alt text or file name; empty when it is a real picture."""
    said = attributes.get("alt") or ""
    is_short = len(said) <= 4 * LONGEST
    if is_short and not said.isascii() and _is_emoji(words := alt(attributes)):
        return words
    address = (attributes.get("src") or attributes.get("data-src") or "").partition("?")[0]
    folder = address.rpartition("/")[0].lower()
    if not any(place in folder for place in _PLACES):
        return ""
    if found := _BY_CODE.search(address):
        codes = [int(code, 16) for code in re.split("[-_]", found[1])]
        named = "".join(chr(code) for code in codes if code <= 0x1FFFF)
        if _is_emoji(named):
            return named
    return alt(attributes) if len(said) <= 2 * LONGEST else ""


def _is_emoji(words: str) -> bool:
    """Whether a text is emoji only: no letters, and digits only in keycaps."""
    signs = [character for character in words if character not in _JOINING and not character.isspace()]
    keycap = "\u20e3" in words
    return 0 < len(signs) <= LONGEST and all(
        unicodedata.category(character) in ("So", "Sk") or character in "‼⁉" or (keycap and character in "0123456789#*")
        for character in signs
    )
