"""How many words a text has: `porte-parole`, `l’été` and `2,5` are one each.

Looking for each word takes as long as turning the whole article into blocks. What is written in Latin letters is
counted in a tenth of that time: where letters and joints stand becomes the bits of two long numbers.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")

_LATIN_1 = tuple(map(chr, range(256)))
_LETTERS = bytes(sign.isalnum() or sign == "_" for sign in _LATIN_1)
_JOINTS = bytes(sign in "'.,-" for sign in _LATIN_1)
_NO_SIGNS = b"\xad"
"""The soft hyphen, which only says where a word may be parted."""
_BEYOND_LATIN_1 = (
    ("’", "'"), ("œ", "o"), ("Œ", "O"), ("\u202f", " "), ("–", " "), ("—", " "), ("…", " "), ("“", " "), ("”", " "),
    ("‘", " "), ("€", " "), ("•", " "), ("\u2009", " "), ("\u2011", " "), ("−", " "), ("\N{ZERO WIDTH SPACE}", ""),
)  # fmt: skip
"""What else French and English are written with, by signs of the same kind."""


def count(text: str) -> int:
    """The words of a text."""
    try:
        signs = text.encode("latin-1")
    except UnicodeEncodeError:
        plainer = text
        for sign, other in _BEYOND_LATIN_1:
            if sign in plainer:  # a tenth of the time of replacing it nowhere
                plainer = plainer.replace(sign, other)
        try:
            signs = plainer.encode("latin-1")
        except UnicodeEncodeError:
            return len(_WORD.findall(bare(text)))
    letters = int.from_bytes(signs.translate(_LETTERS, _NO_SIGNS), "big")
    joints = int.from_bytes(signs.translate(_JOINTS, _NO_SIGNS), "big")
    after_letter = letters >> 8
    # A letter goes on with a word after another letter, and after a joint that itself stands after a letter.
    after_joint = (joints & after_letter) >> 8
    return letters.bit_count() - (letters & (after_letter | after_joint)).bit_count()


def bare(text: str) -> str:
    """A text without what only says where a line may be broken."""
    for sign in "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}":
        if sign in text:
            text = text.replace(sign, "")
    return text
