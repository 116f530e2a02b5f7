"""Hyphenation: puts soft hyphens into words, by the patterns of their language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Mark, Span, Spans

if TYPE_CHECKING:
    from pyphen import Pyphen

_BEFORE, _AFTER = 2, 3
"""The fewest letters before and after a hyphen."""
_WORD = re.compile(r"(?<![\w\xad@/.])[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ]{5,63}(?![\w\xad@/])")
"""A word that may be hyphenated: six letters or more, no acronym, no part of an address."""


def hyphenated(spans: Spans, language: str) -> Spans:
    """The spans with soft hyphens in their words; unchanged in code and where the language has no patterns."""
    rules = _rules(language)
    if rules is None:
        return spans
    return tuple(
        span
        if span.marks & Mark.CODE or "\xad" in span.text
        else Span(_WORD.sub(lambda found: _word(found[0], language), span.text), span.marks, span.href, span.title)
        for span in spans
    )


@cache
def _rules(language: str) -> Pyphen | None:
    """The hyphenation patterns of a language, `None` when there are none."""
    if not language:
        return None
    import pyphen  # 55 ms, and 20 more per language; only needed with hyphenation on

    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name, left=_BEFORE, right=_AFTER) if name else None


@lru_cache(maxsize=16_384)
def _word(word: str, language: str) -> str:
    rules = _rules(language)
    return rules.inserted(word, "\xad") if rules else word
