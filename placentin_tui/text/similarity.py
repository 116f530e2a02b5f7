"""Whether two texts can be wordings of one article: how many of their words they share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

SHARED = 1 / 5
"""Two wordings of one article share at least so many of all the words in both."""
CONTAINED = 3 / 5
"""An article that grew, or was cut, still has so many of the shorter wording's words."""
LONGEST = 20_000
"""Letters of a text that are compared."""
SHORTEST = 4
"""Letters of a word that says something: the shorter ones are in every text. Other alphabets than Europe's need two."""
FEWEST = 3
"""Words: in a text with fewer, short ones count as well; and if there are fewer still, nothing can be told."""

_EUROPE = 0x530
"""The first letter beyond the Latin, Greek and Cyrillic ones."""
_WITHOUT_SPACES = 0xE00
"""The first letter of the scripts from Thai on, whose words are not apart, or mean much in two letters."""

_word = re.compile(r"[^\W_]++")


class Words(NamedTuple):
    """The words of a text that are compared with another's."""

    said: frozenset[str]
    alphabet: int
    """Where in Unicode most of them begin."""


def words_of(*texts: str) -> Words:
    """The words of texts that say something, without case and accents; pairs of letters where words are not apart."""
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
    """Whether the words may be one article's; so they may where there is little to compare.

    What was decoded wrongly before has another alphabet than now, and cannot be compared either.
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
