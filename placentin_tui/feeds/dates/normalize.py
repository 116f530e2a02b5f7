"""Normalizes words of dates: « Févr. », « FÉVR » and « fevr » become the same."""

from __future__ import annotations

import unicodedata


def fold(word: str) -> str:
    """The word in lower case, without accents and without an abbreviation's period."""
    # The Turkish dotless i has no decomposition.
    letters = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(". ")
