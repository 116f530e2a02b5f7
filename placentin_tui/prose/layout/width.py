"""The width of text in terminal columns."""

from __future__ import annotations

import re
from functools import lru_cache

_NARROW = (
    "\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1d2c-\u1d6a\u1e00-\u1fff"
    "\u2010-\u2027\u202f-\u203b\u203d-\u2048\u204a-\u205e\u2070-\u2094\u20a0-\u20bf\u2190-\u2193"
    "\u2500-\u259f\u25cf\u2605\u275e"
)
"""Characters that are certainly one column wide: Latin, Greek, Cyrillic, punctuation, box drawing, our own marks."""
narrow = re.compile(f"[{_NARROW}]*+").fullmatch


def text_width(text: str) -> int:
    """The columns of one line of text: wide characters are two, combining marks none, emoji sequences two."""
    return len(text) if narrow(text) else _measured(text)


@lru_cache(maxsize=4096)
def _measured(text: str) -> int:
    from wcwidth import wcswidth  # 40 ms, which most papers never need

    width = wcswidth(text)
    return width if width >= 0 else len(text)
