"""Where words may be broken, by the rules of their language: soft hyphens put into spans."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Mark, Span, Spans

if TYPE_CHECKING:
    from pyphen import Pyphen

_BEFORE, _AFTER = 2, 3
"""Letters that stay together at a word's beginning and at its end."""
_WORD = re.compile(r"(?<![\w\xad@/.])[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ]{5,63}(?![\w\xad@/])")
"""A word worth breaking: of six letters or more, no acronym, no part of an address."""


def hyphenated(spans: Spans, language: str) -> Spans:
    """The spans with soft hyphens in their words; as they are where no rules are known, and in code."""
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
    if not language:
        return None
    import pyphen  # 55 ms, and 20 more for a language: only who wants hyphens pays for them

    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name, left=_BEFORE, right=_AFTER) if name else None


@lru_cache(maxsize=16_384)
def _word(word: str, language: str) -> str:
    rules = _rules(language)
    return rules.inserted(word, "\xad") if rules else word
