"""Compares two texts by the words they share, to tell whether they can be versions of one article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

SHARED = 1 / 5
"""The least Jaccard similarity of the words of two versions of one article."""
CONTAINED = 3 / 5
"""The least share of the shorter version's words that the longer one contains, when an article grew or was cut."""
LONGEST = 20_000
"""Characters of a text that are compared."""
SHORTEST = 4
"""Letters of a significant word: shorter ones are in every text. Other alphabets than Europe's need two."""
FEWEST = 3
"""Words: with fewer significant ones, short ones count as well; with fewer still, texts cannot be compared."""

_EUROPE = 0x530
"""The first code point after the Latin, Greek and Cyrillic letters."""
_WITHOUT_SPACES = 0xE00
"""The first code point of the scripts from Thai on, written without spaces or with meaning in two letters."""

_word = re.compile(r"[^\W_]++")


class Words(NamedTuple):
    """The significant words of a text, for comparison."""

    said: frozenset[str]
    alphabet: int
    """The block of Unicode that most of their first letters are in."""


def words_of(*texts: str) -> Words:
    """The significant words of texts, without case and accents; pairs of letters in scripts without spaces."""
    text = " ".join(texts)[:LONGEST].casefold()
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    every = _word.findall(text)
    said = set[str]()
    for word in every:
        if ord(word[0]) >= _WITHOUT_SPACES:
            said.update(one + other for one, other in pairwise(word))
        elif len(word) >= (SHORTEST if ord(word[0]) < _EUROPE else 2):
            said.add(word)
    alphabets = Counter(_block(ord(word[0])) for word in every)
    return Words(
        frozenset(said if len(said) >= FEWEST else said.union(every)),
        max(alphabets, key=alphabets.__getitem__, default=0),
    )


def are_alike(one: Words, other: Words) -> bool:
    """Whether two texts may be versions of one article; also when there is too little to compare.

    Text that was decoded with a wrong charset before has another alphabet than now, and cannot be compared either.
    """
    fewest = min(len(one.said), len(other.said))
    if fewest < FEWEST or one.alphabet != other.alphabet:
        return True
    shared = len(one.said & other.said)
    return shared >= SHARED * (len(one.said) + len(other.said) - shared) or shared >= CONTAINED * fewest


def _block(letter: int) -> int:
    if letter >= _WITHOUT_SPACES:
        return _WITHOUT_SPACES
    return letter >> 8 if letter >= 0x250 else 0
