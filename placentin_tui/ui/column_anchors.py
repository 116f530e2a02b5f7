"""Sets the cursor's column again after text whose width terminals disagree on, so that a wrong width shifts nothing.

Joined emoji, variation selectors, flags and the clusters of Indic scripts take one column or several, by terminal and
version. Such a cluster is written over blanks of the width the layout gave it, and the cursor is then moved to the
column where the layout goes on.
"""

from __future__ import annotations

import re
from functools import cache

_INDIC = "\u0900-\u0dff\u0e80-\u0fff\u1000-\u109f\u1780-\u17ff\ua8e0-\ua8ff"
_LETTER = "\u0904-\u0939\u0958-\u0961\u0971-\u0dff\u0e80-\u0eb0\u0f40-\u0f6c\u1000-\u102a\u1780-\u17b3"
"""What a cluster of these scripts begins with; a combining mark alone may belong to a picture's placeholder."""
_EMOJI = "\U0001f000-\U0001faff"
_JOINS = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_BASE = "[^\\x00-\\x20\\x7f-\\xa0\u0300-\u036f\u200b-\u200f\U0010eeee]"
_SYLLABLE = rf"[{_LETTER}][{_INDIC}\u200c\u200d]*"
_JAMO = "[\u1100-\u115f][\u1160-\u11ff]+"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_SEQUENCE = rf"(?:[{_EMOJI}]|{_BASE}(?=[{_JOINS}]))(?:[{_JOINS}]|(?<=\u200d){_BASE}|(?<={_FLAG}){_FLAG})*"
_DOUBTFUL = f"{_SYLLABLE}|{_JAMO}|{_SEQUENCE}"
# What is no text: control strings (links, pictures), escape sequences, other control characters.
_NO_TEXT = r"\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;:<=>?]*[ -/]*[@-~]|\x1b.|[\x00-\x1f\x7f]"
_MOVE = r"\x1b\[(\d+);(\d+)H"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern at its first use, not at import."""
    return re.compile(pattern, re.DOTALL)


def anchored(data: str) -> str:
    """Return terminal output with a cursor movement after each cluster of doubtful width."""
    if data.isascii() or not _compiled(_DOUBTFUL).search(data):
        return data
    written: list[str] = []
    column: int | None = None
    at = 0
    for found in _compiled(_NO_TEXT).finditer(data):
        column = _write(data[at : found.start()], column, written)
        at = found.end()
        written.append(found[0])
        column = _after(found[0], column)
    _write(data[at:], column, written)
    return "".join(written)


def _after(sequence: str, column: int | None) -> int | None:
    """The cursor's column, from 0, after an escape sequence or control character; `None`: unknown."""
    if move := _compiled(_MOVE).fullmatch(sequence):
        return int(move[2]) - 1
    if sequence == "\r":
        return 0
    return column if sequence.endswith("m") or sequence.startswith("\x1b]8;") else None


def _write(text: str, column: int | None, written: list[str]) -> int | None:
    """Append a text with its clusters anchored to `written`; return the column after it (`None`: unknown)."""
    if not text or column is None:
        written.append(text)
        return column
    from rich.cells import cell_len  # the width the layout uses

    at = 0
    for found in _compiled(_DOUBTFUL).finditer(text):
        begins, ends = (column + cell_len(text[:place]) for place in found.span())
        written.append(text[at : found.start()])
        if ends > begins:
            written.append(f"{' ' * (ends - begins)}\x1b[{begins + 1}G{found[0]}\x1b[{ends + 1}G")
        else:
            written.append(found[0])
        at = found.end()
    written.append(text[at:])
    return column + cell_len(text)
