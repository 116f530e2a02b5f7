"""What changed between two texts, word by word: what went is struck and in `[−…]`, what came underlined and in `[+…]`.

The signs say it where there is neither colour nor line: on paper, in a file, to a screen reader.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias

from placentin_tui.prose.blocks import Heading, Mark, Paragraph, Span
from placentin_tui.prose.plain import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from placentin_tui.prose.blocks import Block, Blocks, Spans

MOST_BLOCKS = 3_000
"""Blocks of a text that are compared; a live blog may have more, and then its end is left out."""
MOST_STEPS = 3_000_000
"""Steps of comparing the paragraphs, and again of comparing their words, a third of a second each; what would take more
went and came whole."""

Code: TypeAlias = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""What becomes of a stretch of one side, and which of the other it becomes."""

_TOKEN = re.compile(r"\s+|\w+(?:[’'.,-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_SAME = Paragraph((Span("[…]", Mark.SMALL),))
"""In place of paragraphs that read as before."""


class _TooMuch(Exception):
    """Comparing would take more steps than there may be."""


class _Matcher(SequenceMatcher[str]):
    """difflib's, which takes cubic time for what repeats itself; this one counts its steps, and raises `_TooMuch`."""

    a: Sequence[str]
    b: Sequence[str]
    b2j: dict[str, list[int]]
    """Where each part of `b` stands in it."""

    def __init__(self, before: Sequence[str], after: Sequence[str], room: int) -> None:
        """`room`: steps it may take; afterwards, those left."""
        super().__init__(None, before, after, autojunk=False)
        self.room = room
        self._steps = [0, *accumulate(1 + len(self.b2j.get(each, ())) for each in before)]

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """As difflib's, which goes from each of one side's parts to all that are equal on the other."""
        self.room -= self._steps[len(self.a) if ahi is None else ahi] - self._steps[alo]
        if self.room < 0:
            raise _TooMuch
        return super().find_longest_match(alo, ahi, blo, bhi)


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
    before, after = _texts(old[:MOST_BLOCKS]), _texts(new[:MOST_BLOCKS])
    room = MOST_STEPS
    for what, i1, i2, j1, j2 in _opcodes(before, after):
        if what == "equal":
            blocks.append(_SAME)
            continue
        for was, now, model in _pairs(before[i1:i2], after[j1:j2], [*new[j1:j2], *old[i1:i2]]):
            spans, room = _compared(was, now, room)
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


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[Code]:
    """How one becomes the other; where that takes too many steps, all between two equal ends is new."""
    with suppress(_TooMuch):
        return _Matcher(before, after, MOST_STEPS).get_opcodes()
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    ends = zip(reversed(before[start:]), reversed(after[start:]), strict=False)
    same = next((at for at, pair in enumerate(ends) if pair[0] != pair[1]), 0)
    old_end, new_end = len(before) - same, len(after) - same
    codes: list[Code] = [
        ("equal", 0, start, 0, start),
        ("replace", start, old_end, start, new_end),
        ("equal", old_end, len(before), new_end, len(after)),
    ]
    return [code for code in codes if code[1] < code[2] or code[3] < code[4]]


def _compared(was: str, now: str, room: int) -> tuple[Spans, int]:
    """One paragraph made of two, word by word, and the steps that are left."""
    matcher = _Matcher(_TOKEN.findall(was), _TOKEN.findall(now), room)
    try:
        return tuple(_changed(matcher)), matcher.room
    except _TooMuch:
        return tuple(_replaced(was, now)), 0


def _replaced(old: str, new: str) -> Iterator[Span]:
    """One paragraph after the other."""
    yield from _marked(old, "−", Mark.DELETED)
    yield from [Span(" ")] if old and new else []
    yield from _marked(new, "+", Mark.INSERTED)


def _changed(matcher: _Matcher) -> Iterator[Span]:
    """What the second paragraph has of the first, and what went and came."""
    before, after = matcher.a, matcher.b
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
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
