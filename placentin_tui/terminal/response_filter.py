"""Separates the terminal's responses from what is typed; imports little, since the driver needs it at the start.

A response may come late, in pieces, or to another program's query: no part of it is ever a key.
"""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.1
"""Seconds within which a terminal responds; later responses are taken as well."""
LISTENING = 5.0
"""Seconds after a query in which a response may come in pieces."""
HESITATION = 0.5
"""Seconds after which the beginning of a sequence is taken for a key with Alt: a slow line may bring the rest."""
UNFINISHED = 2.0
"""Seconds after which what began as a response, and cannot be a key, is dropped: its end is lost."""
LONGEST = 100_000
"""Characters of a response; what is longer is none, and dropped."""

# Patterns, compiled at their first use: the first frame does not need them.
_KITTY_ANSWER = r"\x1b_Gi=4213;(?P<kitty>[^\x1b]*)\x1b\\"
_NAME_ANSWER = r"\x1bP>\|(?P<name>[^\x1b\x07]*)(?:\x1b\\|\x07)"
_CELL_ANSWER = r"\x1b\[6;(?P<height>\d{1,4});(?P<width>\d{1,4})t"
_AREA_ANSWER = r"\x1b\[\?2;0;(?P<across>\d{1,5});(?P<down>\d{1,5})S"
_KIND_ANSWER = r"\x1b\[\?(?P<kind>[\d;]*)c"
_GROUND_ANSWER = (
    r"\x1b\]11;rgba?:(?P<red>[0-9A-Fa-f]{1,4})/(?P<green>[0-9A-Fa-f]{1,4})/(?P<blue>[0-9A-Fa-f]{1,4})"
    r"(?:/[0-9A-Fa-f]{1,4})?(?:\x1b\\|\x07)"
)
ANSWER = "|".join((_KITTY_ANSWER, _NAME_ANSWER, _CELL_ANSWER, _AREA_ANSWER, _KIND_ANSWER, _GROUND_ANSWER))

# What begins a response and no key: a control string (OSC, DCS, APC) with the character that says what it is about. A
# bare `ESC ]` may be Alt+]. Keys begin with `ESC [` too, but not with `ESC [ ?` or `ESC [ >`.
_STRING = r"(?:\][0-9]|P[>!+$0-9]|_G)"
_REPORT = r"\[[?>]"
_SWALLOWED = rf"\x1b{_STRING}[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[?>][\d;]*[cS]|{_CELL_ANSWER}"
# A response that another sequence interrupts.
_BROKEN = rf"\x1b{_STRING}[^\x07\x1b]*(?=\x1b[^\\])"
_CERTAIN = rf"\x1b(?:{_STRING}[^\x07\x1b]*\x1b?|{_REPORT}[\d;]*)\Z"
_PERHAPS = r"\x1b(?:[\]P_]|\[[\d;]{0,100})\Z"
# The rest of a response whose first character was taken for the key Esc.
_REST = rf"{_STRING}[^\x07\x1b]*(?:\x07|\x1b\\|\x1b?\Z)|\[[?>][\d;]*[cS]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern at its first use."""
    return re.compile(pattern)


class ResponseFilter:
    """Removes the terminal's responses from the input, however they are split."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: a monotonic clock in seconds."""
        self._clock = clock
        self._until = 0.0
        self._held = ""
        self._held_at = 0.0
        self._escaped_at = -LISTENING
        """When an Esc that stood alone at the end of the input was last let through."""

    def listen(self) -> None:
        """A query was sent: a response may come in pieces for a while."""
        self._until = self._clock() + LISTENING

    def sift(self, data: str) -> tuple[str, list[str]]:
        """Return what was typed, and the responses in it that are known; the beginning of one is held back."""
        now = self._clock()
        if not self._held and now - self._escaped_at < UNFINISHED and _compiled(_REST).match(data):
            data = f"\x1b{data}"
        data, self._held, self._escaped_at = self._held + data, "", -LISTENING
        if "\x1b" not in data:
            return data, []
        answers = [found[0] for found in _compiled(ANSWER).finditer(data)]
        typed = _compiled(_SWALLOWED).sub("", data)
        typed = _compiled(_BROKEN).sub("", typed)
        if half := _compiled(_CERTAIN).search(typed) or _compiled(_PERHAPS).search(typed):
            self._held, self._held_at, typed = half[0][-LONGEST:], now, typed[: half.start()]
        elif typed.endswith("\x1b") and now < self._until:
            self._held, self._held_at, typed = "\x1b", now, typed[:-1]
        elif typed.endswith("\x1b"):
            self._escaped_at = now
        return typed, answers

    def release(self) -> str:
        """Return what was held back and is no response after all, since its end has not come: a key such as Esc."""
        waited = self._clock() - self._held_at
        if not self._held or waited < (PATIENCE if self._held == "\x1b" else HESITATION):
            return ""
        if _compiled(_CERTAIN).fullmatch(self._held):
            if waited >= UNFINISHED:
                self._held = ""
            return ""
        held, self._held = self._held, ""
        if held.endswith("\x1b"):
            self._escaped_at = self._clock()
        return held
