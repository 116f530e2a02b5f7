"""Line breaking: computes the offsets at which lines end; `wrap` cuts the spans there.

Text whose characters are all one column wide is broken by searching backwards for a space, a few searches per line;
other text (wide letters, combining marks, emoji, soft hyphens) token by token. Only ordinary spaces separate words, so
no-break spaces need no special case.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.prose.layout.width import narrow, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

INVISIBLE = "\xad\u200b"
"""Soft hyphen and zero-width space: invisible break opportunities."""

_CJK = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_OPENING = "\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b\uff5b"
_CLOSING = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\u30fc\u3005"
)
_PARTS = re.compile(r"[\xad\u200b]|(?<=[^\W\d])-(?=[^\W\d])")


@cache
def _pieces() -> re.Pattern[str]:
    """A tokenizer for words, spaces and ideographs; compiled (2 ms) only when text is not all narrow."""
    return re.compile(
        rf"(?P<space>[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+)"
        rf"|(?P<cjk>[{_OPENING}]*[{_CJK}]+[{_CLOSING}]*)"
        rf"|[^ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000{_CJK}{_OPENING}]+|[{_OPENING}]+"
    )


class LineBreak(NamedTuple):
    """The start and end offsets of a line, and whether it ends at a soft hyphen, which is then shown."""

    start: int
    end: int
    hyphen: bool = False


def cuts(text: str, width: int, zone: int = 0) -> list[LineBreak]:
    """The lines of a text, none wider than `width` columns; a line end in the text always ends a line.

    A word is broken at its hyphens only where at least `zone` columns are left on the line.
    """
    is_narrow = narrow(text)
    lines: list[LineBreak] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if is_narrow:
            _narrow_lines(text, start, end, width, lines)
        else:
            _wide_lines(text, start, end, width, lines, zone=zone)
        start = end + 1
    return lines


def _narrow_lines(text: str, start: int, end: int, width: int, lines: list[LineBreak]) -> None:
    """Append the lines of `text[start:end]`, in which every character is one column wide."""
    rfind, append = text.rfind, lines.append
    while end - start > width:
        limit = start + width
        space = rfind(" ", start, limit + 1)
        hyphen = rfind("-", max(space, start), limit)
        if hyphen > start and text[hyphen - 1].isalpha() and text[hyphen + 1].isalpha():
            append(LineBreak(start, hyphen + 1))
            start = hyphen + 1
        elif space > start:
            append(LineBreak(start, space))
            start = space + 1
        elif space == start:
            start += 1
        else:
            append(LineBreak(start, limit))
            start = limit
    append(LineBreak(start, end))


def _wide_lines(text: str, start: int, end: int, width: int, lines: list[LineBreak], *, zone: int) -> None:
    """Append the lines of `text[start:end]`, token by token."""
    line = _OpenLine(start, width, lines)
    for piece in _pieces().finditer(text, start, end):
        if piece.lastgroup == "space":
            line.gap += text_width(piece.group())
        elif piece.lastgroup == "cjk":
            _set_ideographs(line, text, piece.start(), piece.end())
        else:
            if line.begun and line.room < zone and not line.fits(piece.group()):
                line.finish()
            for first, last in _parts(text, piece.start(), piece.end()):
                _set_part(line, text, first, last)
    lines.append(LineBreak(line.start, line.end))


class _OpenLine:
    """The current line during line breaking: its offsets and the columns used."""

    __slots__ = ("end", "gap", "hyphen", "lines", "start", "used", "width")

    def __init__(self, start: int, width: int, lines: list[LineBreak]) -> None:
        self.start = self.end = start
        self.width = width
        self.lines = lines
        self.used = self.gap = 0
        self.hyphen = False

    @property
    def room(self) -> int:
        """Columns left after the pending space."""
        return self.width - self.used - self.gap

    @property
    def begun(self) -> bool:
        """Whether the line has any text."""
        return self.end > self.start

    def fits(self, word: str) -> bool:
        """Whether the whole word fits on the line."""
        return text_width(word.replace("\xad", "").replace("\u200b", "")) <= self.room

    def put(self, start: int, end: int, columns: int, *, hyphen: bool = False) -> None:
        """Append `text[start:end]`, `columns` wide, and the pending space before it; `hyphen`: it ends at a soft
        hyphen.
        """
        if not self.begun:
            self.start, self.gap = start, 0
        self.end, self.hyphen = end, hyphen
        self.used += self.gap + columns
        self.gap = 0

    def finish(self) -> None:
        """End the line and begin the next one."""
        self.lines.append(LineBreak(self.start, self.end, self.hyphen))
        self.start = self.end
        self.used = self.gap = 0
        self.hyphen = False


def _set_part(line: _OpenLine, text: str, start: int, end: int) -> None:
    """Place a part of a word on this line or the next; one longer than a whole line is split."""
    part = text[start:end]
    columns = text_width(part.strip(INVISIBLE))
    hyphen = part[-1] == "\xad" and columns > 0
    if columns + hyphen > line.room and line.begun:
        line.finish()
    if columns + hyphen <= line.width:
        line.put(start, end, columns, hyphen=hyphen)
        return
    for letter in _letters(part):
        columns = text_width(letter.strip(INVISIBLE))
        if columns > line.room and line.begun:
            line.finish()
        line.put(start, start + len(letter), columns)
        start += len(letter)


def _set_ideographs(line: _OpenLine, text: str, start: int, end: int) -> None:
    """Place CJK characters, two columns wide, which may be separated anywhere except before closing and after opening
    punctuation.
    """
    while start < end:
        fitting = min(line.room // 2, end - start)
        count = fitting
        while 0 < count < end - start and (text[start + count] in _CLOSING or text[start + count - 1] in _OPENING):
            count -= 1
        if count < 1 and line.begun:
            line.finish()
            continue
        count = count or max(fitting, 1)
        line.put(start, start + count, 2 * count)
        start += count
        if start < end:
            line.finish()


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of a word's parts: it may be broken after a soft hyphen, a zero-width space, or a hyphen between
    letters.
    """
    for found in _PARTS.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end


def _letters(word: str) -> Iterator[str]:
    """The grapheme clusters of a word."""
    if narrow(word):
        return iter(word)
    from wcwidth import iter_graphemes  # 40 ms, which most papers never need

    return iter_graphemes(word)
