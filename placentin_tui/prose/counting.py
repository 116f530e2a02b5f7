"""How many words a text has: `porte-parole`, `l’été` and `2,5` are one each.

Looking for each word takes as long as turning the whole article into blocks. What is written in Latin letters is
counted in a tenth of that time: each sign becomes a letter, a joint or a gap, and words are where letters begin.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")

_JOINTS = "'.,-"
_KINDS = bytes(
    ord("a") if sign.isalnum() or sign == "_" else ord("-") if sign in _JOINTS else ord(" ")
    for sign in map(chr, range(256))
)
_NO_SIGNS = b"\xad"
"""The soft hyphen, which only says where a word may be parted."""
_BEYOND_LATIN_1 = (
    ("’", "'"), ("œ", "o"), ("Œ", "O"), ("\u202f", " "), ("–", " "), ("—", " "), ("…", " "), ("“", " "), ("”", " "),
    ("‘", " "), ("€", " "), ("•", " "), ("\N{ZERO WIDTH SPACE}", ""),
)  # fmt: skip
"""What else French and English are written with, by signs of the same kind."""


def count(text: str) -> int:
    """The words of a text."""
    try:
        signs = text.encode("latin-1")
    except UnicodeEncodeError:
        plainer = text
        for sign, other in _BEYOND_LATIN_1:
            plainer = plainer.replace(sign, other)
        try:
            signs = plainer.encode("latin-1")
        except UnicodeEncodeError:
            return len(_WORD.findall(bare(text)))
    kinds = b" " + signs.translate(_KINDS, _NO_SIGNS)
    # A letter begins a word after a gap; after a joint it does unless another letter stands before that.
    return kinds.count(b" a") + kinds.count(b" -a") + kinds.count(b"--a")


def bare(text: str) -> str:
    """A text without what only says where a line may be broken."""
    return text.replace("\N{SOFT HYPHEN}", "").replace("\N{ZERO WIDTH SPACE}", "")
