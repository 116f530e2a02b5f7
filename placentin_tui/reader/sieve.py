"""The terminal's answers taken out of what is typed; as little as the start needs, for the driver begins with it."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.1
"""Seconds within which a terminal answers that has anything to say; an answer that comes later is heeded as well."""
LISTENING = 5.0
"""Seconds after the question in which an answer may come in pieces."""

# Patterns, compiled when there is something to look at: the first frame does without.
_KITTY_ANSWER = r"\x1b_Gi=4213;(?P<kitty>[^\x1b]*)\x1b\\"
_CELL_ANSWER = r"\x1b\[6;(?P<height>\d{1,4});(?P<width>\d{1,4})t"
_KIND_ANSWER = r"\x1b\[\?(?P<kind>[\d;]*)c"
ANSWER = "|".join((_KITTY_ANSWER, _CELL_ANSWER, _KIND_ANSWER))
# The beginning of one whose end has not come yet.
_BEGINNING = r"\x1b(?:_[^\x1b]{0,200}\x1b?|\[\??[\d;]{0,100})?\Z"


class Sieve:
    """Takes the terminal's answers out of what comes from the keyboard, however they are cut in pieces."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = 0.0
        self._held = ""
        self._held_at = 0.0

    def listen(self) -> None:
        """A question has been asked: an answer may come in pieces for a while."""
        self._until = self._clock() + LISTENING

    def sift(self, data: str) -> tuple[str, list[str]]:
        """What was typed, and the answers that stood in between; a beginning of one is held back."""
        data, self._held = self._held + data, ""
        if "\x1b" not in data:
            return data, []
        answers = [found[0] for found in re.finditer(ANSWER, data)]
        typed = re.sub(ANSWER, "", data) if answers else data
        if self._clock() < self._until and (half := re.search(_BEGINNING, typed)):
            self._held, self._held_at, typed = half[0], self._clock(), typed[: half.start()]
        return typed, answers

    def release(self) -> str:
        """What was held back and is no answer, for no end of it has come: a key such as Esc."""
        if not self._held or self._clock() - self._held_at < PATIENCE:
            return ""
        held, self._held = self._held, ""
        return held
