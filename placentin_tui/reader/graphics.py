"""What the terminal can do with pictures: the question it is asked once, and the answers taken out of what is typed.

Nobody waits for an answer: until one comes, and where none comes, pictures are half-blocks.
"""

from __future__ import annotations

import re
import struct
import time
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PATIENCE = 0.1
"""Seconds within which a terminal answers that has anything to say; an answer that comes later is heeded as well."""
LISTENING = 5.0
"""Seconds after the question in which an answer may come in pieces."""

# Two pixels of nothing, only to hear whether they could be shown (kitty's graphics protocol); the size of a cell
# (XTWINOPS); and last the one thing every terminal answers (DA1): whatever has not come by then never will.
_ASK_KITTY = "\x1b_Gi=4213,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_ASK_CELL = "\x1b[16t"
_ASK_KIND = "\x1b[c"

_KITTY_ANSWER = r"\x1b_Gi=4213;(?P<kitty>[^\x1b]*)\x1b\\"
_CELL_ANSWER = r"\x1b\[6;(?P<height>\d{1,4});(?P<width>\d{1,4})t"
_KIND_ANSWER = r"\x1b\[\?(?P<kind>[\d;]*)c"
_ANSWER = re.compile("|".join((_KITTY_ANSWER, _CELL_ANSWER, _KIND_ANSWER)))
# The beginning of one whose end has not come yet.
_BEGINNING = re.compile(r"\x1b(?:_[^\x1b]{0,200}\x1b?|\[\??[\d;]{0,100})?\Z")
_HAS_SIXEL = "4"

_NO_QUESTION = ("linux", "dumb", "screen", "tmux")
"""Terminals, by the beginning of their `TERM`, that show nothing, or print a question they do not know."""


class Means(StrEnum):
    """By what pictures are shown."""

    KITTY = "kitty"
    SIXEL = "sixel"
    HALFBLOCK = "halfblock"


class Cell(NamedTuple):
    """Pixels of a character cell."""

    width: int
    height: int


USUAL = Cell(10, 20)
"""The cell of a VT340, which terminals that scale Sixel pretend to have."""


class Answers:
    """What the terminal has said so far."""

    def __init__(self, cell: Cell | None = None) -> None:
        self.cell = cell
        self.done = False
        """It has said all it will."""
        self._kitty = self._sixel = False

    def hear(self, answer: str) -> None:
        """Note one answer."""
        found = _ANSWER.fullmatch(answer)
        if found is None:
            return
        if (kitty := found["kitty"]) is not None:
            self._kitty = kitty == "OK"
        elif (kind := found["kind"]) is not None:
            self._sixel = _HAS_SIXEL in kind.split(";")[1:]
            self.done = True
        elif self.cell is None:
            width, height = int(found["width"]), int(found["height"])
            self.cell = Cell(width, height) if width and height else None

    @property
    def best(self) -> Means:
        """The best it can. Konsole and WezTerm answer to kitty's question too, but place pictures by Sixel alone; kitty
        and Ghostty have no Sixel.
        """
        if self._sixel and self.cell:
            return Means.SIXEL
        return Means.KITTY if self._kitty else Means.HALFBLOCK


def question(wish: str, environment: Mapping[str, str], cell: Cell | None) -> str:
    """What to ask the terminal for the setting `pictures`; nothing where nothing depends on it, where it is not the
    terminal itself that would answer, or where it cannot.
    """
    if wish != "auto":
        return _ASK_CELL if wish in (Means.KITTY, Means.SIXEL) and cell is None else ""
    term = environment.get("TERM", "")
    inside = environment.get("TMUX") or environment.get("STY") or environment.get("ZELLIJ")
    if inside or not term or term.startswith(_NO_QUESTION) or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return ""
    return _ASK_KITTY + ("" if cell else _ASK_CELL) + _ASK_KIND


def cell_of(terminal: int) -> Cell | None:
    """The size of a cell as the system knows it of a terminal, which costs no question; `None` when it does not."""
    with suppress(ImportError, OSError, ValueError):  # not on every system; not of everything that is open
        import fcntl
        import termios

        rows, columns, width, height = struct.unpack("HHHH", fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8)))
        if rows and columns and width >= columns and height >= rows:
            return Cell(width // columns, height // rows)
    return None


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
        answers = [found[0] for found in _ANSWER.finditer(data)]
        typed = _ANSWER.sub("", data) if answers else data
        if self._clock() < self._until and (half := _BEGINNING.search(typed)):
            self._held, self._held_at, typed = half[0], self._clock(), typed[: half.start()]
        return typed, answers

    def release(self) -> str:
        """What was held back and is no answer, for no end of it has come: a key such as Esc."""
        if not self._held or self._clock() - self._held_at < PATIENCE:
            return ""
        held, self._held = self._held, ""
        return held
