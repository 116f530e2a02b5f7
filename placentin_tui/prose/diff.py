"""Word-level difference of two texts: removed words are struck out in `[−…]`, added ones underlined in `[+…]`.

The signs show it where there is neither colour nor underline: on paper, in a file, to a screen reader.
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
"""Blocks of a text that are compared; a live blog may have more, whose end is then left out."""
MOST_STEPS = 3_000_000
"""Steps for comparing paragraphs, and as many again for comparing their words, a third of a second each; beyond that,
whole paragraphs are shown as replaced."""

Code: TypeAlias = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""An opcode of `difflib`: the operation, the range in the old sequence, the range in the new one."""

_TOKEN = re.compile(r"\s+|\w+(?:[’'.,-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_SAME = Paragraph((Span("[…]", Mark.SMALL),))
"""Stands for unchanged paragraphs."""


class _TooMuch(Exception):
    """The comparison would take more steps than allowed."""


class _Matcher(SequenceMatcher[str]):
    """`difflib`'s matcher, which takes cubic time for repetitive text, with a limit of steps; raises `_TooMuch` beyond
    it.
    """

    a: Sequence[str]
    b: Sequence[str]
    b2j: dict[str, list[int]]
    """The positions of each element of `b`."""

    def __init__(self, before: Sequence[str], after: Sequence[str], room: int) -> None:
        """`room`: the steps it may take; afterwards, those left."""
        super().__init__(None, before, after, autojunk=False)
        self.room = room
        self._steps = [0, *accumulate(1 + len(self.b2j.get(each, ())) for each in before)]

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """As in `difflib`, which visits for each element of `a` all equal ones in `b`: these are the steps."""
        self.room -= self._steps[len(self.a) if ahi is None else ahi] - self._steps[alo]
        if self.room < 0:
            raise _TooMuch
        return super().find_longest_match(alo, ahi, blo, bhi)


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two texts."""

    blocks: Blocks
    """The changed paragraphs in the new text's order; empty when there are none."""
    removed: int
    """The number of words removed."""
    added: int
    """The number of words added."""


def changes(old: Blocks, new: Blocks) -> Changes:
    """The difference from one text to another."""
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
    """Old and new paragraphs of a replaced range, paired in order, with the block to model the result on."""
    for place in range(max(len(old), len(new))):
        was, now = old[place] if place < len(old) else "", new[place] if place < len(new) else ""
        if was or now:
            yield was, now, models[min(place, len(models) - 1)]


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[Code]:
    """The opcodes of two sequences; when that takes too many steps, all between equal ends counts as replaced."""
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
    """The word-level difference of two paragraphs as spans, and the steps that are left."""
    matcher = _Matcher(_TOKEN.findall(was), _TOKEN.findall(now), room)
    try:
        return tuple(_changed(matcher)), matcher.room
    except _TooMuch:
        return tuple(_replaced(was, now)), 0


def _replaced(old: str, new: str) -> Iterator[Span]:
    """The whole old paragraph removed, then the whole new one added."""
    yield from _marked(old, "−", Mark.DELETED)
    yield from [Span(" ")] if old and new else []
    yield from _marked(new, "+", Mark.INSERTED)


def _changed(matcher: _Matcher) -> Iterator[Span]:
    """The spans of a matcher's opcodes."""
    before, after = matcher.a, matcher.b
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        was, now = "".join(before[i1:i2]), "".join(after[j1:j2])
        if what == "equal":
            yield Span(now)
        else:
            yield from _marked(was, "−", Mark.DELETED)
            yield from _marked(now, "+", Mark.INSERTED)


def _marked(text: str, sign: str, mark: Mark) -> Iterator[Span]:
    """Removed or added words between their signs; spaces around them stay outside, and spaces alone get no sign."""
    words = text.strip()
    if not words:
        yield from [Span(text)] if text and mark is Mark.INSERTED else []
        return
    before, after = text.partition(words)[::2]
    yield from [Span(before)] if before else []
    yield Span(f"[{sign}{words}]", mark)
    yield from [Span(after)] if after else []


def _words(spans: Spans, mark: Mark) -> int:
    """The number of words in spans with a mark."""
    return sum(bool(_WORD.match(token)) for span in spans if span.marks & mark for token in _TOKEN.findall(span.text))
