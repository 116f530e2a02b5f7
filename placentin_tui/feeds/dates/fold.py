"""Words of dates made alike: « Févr. », « FÉVR » and « fevr » are one."""

from __future__ import annotations

import unicodedata


def fold(word: str) -> str:
    """The word in small letters, without accents and the point of an abbreviation."""
    # Turkish writes an i without its dot, which no other letter decomposes to.
    letters = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(". ")
