"""What changed between two texts, word by word: what went is struck and in `[−…]`, what came underlined and in `[+…]`.

The signs say it where there is neither colour nor line: on paper, in a file, to a screen reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Heading, Mark, Paragraph, Span
from placentin_tui.prose.plain import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.prose.blocks import Block, Blocks, Spans

MOST_BLOCKS = 3_000
"""Blocks of a text that are compared; a live blog may have more, and then its end is left out."""
MOST_PAIRS = 500_000
"""Pairs of words that are compared, two seconds of work at worst; paragraphs beyond them went and came whole."""

_TOKEN = re.compile(r"\s+|\w+(?:[’'.,-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_SAME = Paragraph((Span("[…]", Mark.SMALL),))
"""In place of paragraphs that read as before."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed."""

    blocks: Blocks
    """The paragraphs that changed, in the new text's order; empty when none did."""
    removed: int
    """Words that went."""
    added: int
    """Words that came."""


def changes(old: Blocks, new: Blocks) -> Changes:
    """What changed from one text to another."""
    blocks: list[Block] = []
    removed = added = 0
    room = MOST_PAIRS
    before, after = _texts(old[:MOST_BLOCKS]), _texts(new[:MOST_BLOCKS])
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            blocks.append(_SAME)
            continue
        for was, now, model in _pairs(before[i1:i2], after[j1:j2], [*new[j1:j2], *old[i1:i2]]):
            gone, come = _TOKEN.findall(was), _TOKEN.findall(now)
            room -= len(gone) * len(come)
            spans = tuple(_compared(gone, come) if room > 0 else _replaced(was, now))
            removed += _words(spans, Mark.DELETED)
            added += _words(spans, Mark.INSERTED)
            blocks.append(Heading(model.level, spans) if isinstance(model, Heading) else Paragraph(spans))
    if blocks in ([], [_SAME]):
        return Changes((), 0, 0)
    return Changes(tuple(blocks), removed, added)


def _texts(blocks: Blocks) -> list[str]:
    return [to_text((block,)) for block in blocks]


def _pairs(old: Sequence[str], new: Sequence[str], models: Sequence[Block]) -> Iterator[tuple[str, str, Block]]:
    """Paragraphs that took each other's place; those left over came or went whole."""
    for place in range(max(len(old), len(new))):
        was, now = old[place] if place < len(old) else "", new[place] if place < len(new) else ""
        if was or now:
            yield was, now, models[min(place, len(models) - 1)]


def _replaced(old: str, new: str) -> Iterator[Span]:
    """One paragraph after the other."""
    yield from _marked(old, "−", Mark.DELETED)
    yield from [Span(" ")] if old and new else []
    yield from _marked(new, "+", Mark.INSERTED)


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Span]:
    """One paragraph made of two."""
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[i1:i2]), "".join(after[j1:j2])
        if what == "equal":
            yield Span(now)
        else:
            yield from _marked(was, "−", Mark.DELETED)
            yield from _marked(now, "+", Mark.INSERTED)


def _marked(text: str, sign: str, mark: Mark) -> Iterator[Span]:
    """Words that went or came; the spaces around them stay outside, and spaces alone are not worth a sign."""
    words = text.strip()
    if not words:
        yield from [Span(text)] if text and mark is Mark.INSERTED else []
        return
    before, after = text.partition(words)[::2]
    yield from [Span(before)] if before else []
    yield Span(f"[{sign}{words}]", mark)
    yield from [Span(after)] if after else []


def _words(spans: Spans, mark: Mark) -> int:
    """The words of the spans that bear a mark."""
    return sum(bool(_WORD.match(token)) for span in spans if span.marks & mark for token in _TOKEN.findall(span.text))
