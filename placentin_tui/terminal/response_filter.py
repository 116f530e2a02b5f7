"""The terminal's answers taken out of what is typed; as little as the start needs, for the driver begins with it.

An answer may come late, in pieces, or to a question another program asked: none of it is ever a key.
"""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.1
"""Seconds within which a terminal answers that has anything to say; an answer that comes later is heeded as well."""
LISTENING = 5.0
"""Seconds after the question in which an answer may come in pieces."""
HESITATION = 0.5
"""Seconds after which the beginning of a sequence is taken for a key with Alt: a slow line may bring the rest."""
UNFINISHED = 2.0
"""Seconds after which what began as an answer, and cannot be a key, is given up: its end is lost."""
LONGEST = 100_000
"""Characters of an answer; what goes on longer is none, and dropped."""

# Patterns, compiled when there is something to look at: the first frame does without.
_KITTY_ANSWER = r"\x1b_Gi=4213;(?P<kitty>[^\x1b]*)\x1b\\"
_NAME_ANSWER = r"\x1bP>\|(?P<name>[^\x1b\x07]*)(?:\x1b\\|\x07)"
_CELL_ANSWER = r"\x1b\[6;(?P<height>\d{1,4});(?P<width>\d{1,4})t"
_KIND_ANSWER = r"\x1b\[\?(?P<kind>[\d;]*)c"
ANSWER = "|".join((_KITTY_ANSWER, _NAME_ANSWER, _CELL_ANSWER, _KIND_ANSWER))

# What begins an answer and no key: a string of the terminal's (OSC, DCS, APC) that says what it is about. A bare
# `ESC ]` may be Alt+]. Keys begin with `ESC [` too, but not with `ESC [ ?` or `ESC [ >`.
_STRING = r"(?:\][0-9]|P[>!+$0-9]|_G)"
_REPORT = r"\[[?>]"
_SWALLOWED = rf"\x1b{_STRING}[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[?>][\d;]*c|{_CELL_ANSWER}"
# One that another sequence breaks off.
_BROKEN = rf"\x1b{_STRING}[^\x07\x1b]*(?=\x1b[^\\])"
_CERTAIN = rf"\x1b(?:{_STRING}[^\x07\x1b]*\x1b?|{_REPORT}[\d;]*)\Z"
_PERHAPS = r"\x1b(?:[\]P_]|\[[\d;]{0,100})\Z"
# The rest of one whose first character was taken for the key Esc.
_REST = rf"{_STRING}[^\x07\x1b]*(?:\x07|\x1b\\|\x1b?\Z)|\[[?>][\d;]*c"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class ResponseFilter:
    """Takes the terminal's answers out of what comes from the keyboard, however they are cut in pieces."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = 0.0
        self._held = ""
        self._held_at = 0.0
        self._escaped_at = -LISTENING
        """When an Esc was let through last that stood alone at the end of what had come."""

    def listen(self) -> None:
        """A question has been asked: an answer may come in pieces for a while."""
        self._until = self._clock() + LISTENING

    def sift(self, data: str) -> tuple[str, list[str]]:
        """What was typed, and those of the answers in between that are heeded; a beginning of one is held back."""
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
        """What was held back and is no answer, for no end of it has come: a key such as Esc."""
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
