"""What the terminal can do with pictures: the queries sent to it once, and what its responses mean.

Nothing waits for a response: until one comes, and where none comes, pictures are half-blocks.
"""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.terminal.ground import ASK_GROUND
from placentin_tui.terminal.response_filter import ANSWER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.terminal.tmux import Client

# Name (XTVERSION); two pixels of nothing, to learn whether they could be shown (kitty's graphics protocol); the size of
# a cell (XTWINOPS); the colour of the ground (OSC 11, `ground.py`); and last the one query every terminal answers
# (DA1): what has not come by then never will.
_ASK_NAME = "\x1b[>q"
_ASK_KITTY = "\x1b_Gi=4213,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_ASK_CELL = "\x1b[16t"
_ASK_KIND = "\x1b[c"

ASK_AREA = "\x1b[?2;1;0S"
"""Asks how much of the window Sixel can be drawn on (XTSMGRAPHICS): not its border, which xterm counts in when it tells
the system its size. Sent where there is Sixel; others might scroll.
"""

_HAS_SIXEL = "4"

_PLACEHOLDERS = {"kitty": (0, 28), "ghostty": (0, 0)}
"""Terminals that place pictures by placeholder characters, as `widgets.kitty` does, and the first version that can.
Others claim to know kitty's graphics and show each placeholder as a box: kitty before 0.28, for example.
"""

_SEXTANTS = {"kitty": (0, 20), "ghostty": (0, 0), "foot": (1, 7), "wezterm": (20210814, 0), "vte": (6200, 0)}
"""Terminals that draw sextants themselves, and the first version that does. Others that do (Alacritty) do not say who
they are; Konsole, xterm, iTerm2 and Windows Terminal take them from a font, which seldom has them.
"""

_NO_QUESTION = ("linux", "dumb")
"""Terminals, by the beginning of their `TERM`, that print a query they do not know."""
_NO_PICTURE = ("screen", "tmux")
"""Those that can show no pictures, or would answer for the terminal they are in."""


class PictureProtocol(StrEnum):
    """The protocols pictures are shown by."""

    KITTY = "kitty"
    SIXEL = "sixel"
    HALFBLOCK = "halfblock"


class CellSize(NamedTuple):
    """Pixels of a character cell."""

    width: int
    height: int


class Window(NamedTuple):
    """The terminal's window, as the system knows it."""

    columns: int
    rows: int
    width: int
    """Pixels, with the border in them where the terminal counts it in."""
    height: int

    def cell(self, border: tuple[int, int] = (0, 0)) -> CellSize:
        """The size of a cell; `border`: pixels of its width and height that are none of a cell."""
        across, down = border
        return CellSize((self.width - across) // self.columns, (self.height - down) // self.rows)


BORDER = 100
"""Pixels that a border takes of a width or a height, at most."""
USUAL = CellSize(10, 20)
"""The cell of a VT340, which terminals that scale Sixel claim to have."""


class TerminalResponses:
    """The terminal's responses so far."""

    def __init__(self, cell: CellSize | None = None) -> None:
        """`cell`: the size of a cell, when it is known already."""
        self.cell = cell
        self.done = False
        """Whether the last response has come."""
        self._window: Window | None = None
        self._border = (0, 0)
        self._kitty = self._sixel = False
        self._name, self._version = "", (0, 0)

    def hear(self, answer: str) -> None:
        """Note one response."""
        found = re.fullmatch(ANSWER, answer)
        if found is None:
            return
        if (kitty := found["kitty"]) is not None:
            self._kitty = kitty == "OK"
        elif (name := found["name"]) is not None:
            self._name, self._version = _name_and_version(name)
        elif (kind := found["kind"]) is not None:
            self._sixel = _HAS_SIXEL in kind.split(";")[1:]
            self.done = True
        elif self.cell is None and found["width"] is not None:
            width, height = int(found["width"]), int(found["height"])
            self.cell = CellSize(width, height) if width and height else None
        elif self._window and found["across"] is not None:
            # A Sixel picture a pixel too high scrolls the whole screen when it is drawn above the last line.
            beside = self._window.width - int(found["across"]), self._window.height - int(found["down"])
            self._border = tuple(size if 0 < size <= BORDER else 0 for size in beside)  # type: ignore[assignment]
            self.cell = self._window.cell(self._border)

    def measured(self, window: Window) -> None:
        """Note what the system knows of the window: more of a cell's size than the terminal says."""
        self._window = window
        self.cell = window.cell(self._border)

    @property
    def has_sixel(self) -> bool:
        """Whether it says that it has Sixel."""
        return self._sixel

    def inside_tmux(self, client: Client) -> None:
        """Note what tmux says of the terminal around it: Sixel is drawn by tmux itself, kitty's placeholders are text
        to tmux, and their pictures are written past it.
        """
        self._name, self._version = _name_and_version(client.name)
        self._sixel = "sixel" in client.features
        self._kitty = client.passes and "RGB" in client.features

    @property
    def draws_sextants(self) -> bool:
        """Whether it draws sextants itself, without gaps, whatever its font has."""
        return self._name in _SEXTANTS and self._version >= _SEXTANTS[self._name]

    @property
    def best(self) -> PictureProtocol:
        """The best protocol it has. Konsole and WezTerm answer kitty's query too, but place pictures by Sixel alone;
        kitty and Ghostty have no Sixel. Nor has tmux before 3.4.
        """
        if self._sixel and self.cell:
            return PictureProtocol.SIXEL
        has_placeholders = self._name in _PLACEHOLDERS and self._version >= _PLACEHOLDERS[self._name]
        return PictureProtocol.KITTY if self._kitty and has_placeholders else PictureProtocol.HALFBLOCK


def _name_and_version(said: str) -> tuple[str, tuple[int, int]]:
    """A terminal's name in lower case and the first two numbers of its version: of `kitty(0.26.5)`, `ghostty 1.0.1`."""
    found = re.match(r"([A-Za-z][\w-]{0,40})[ (]+(\d{1,9})(?!\d)(?:\.(\d{1,9}))?", said)
    if found:
        return found[1].lower(), (int(found[2]), int(found[3] or 0))
    return said[:40].strip().lower(), (0, 0)


def question(wish: PictureMode, environment: Mapping[str, str], cell: CellSize | None) -> str:
    """The queries to send for the setting `pictures`: what can be told without them is not asked, nor anything where
    the responses would not matter or a query would be printed.
    """
    term = environment.get("TERM", "")
    if not term or term.startswith(_NO_QUESTION) or is_inside(environment, "STY"):
        return ""
    inside = is_inside(environment, "TMUX", "ZELLIJ") or term.startswith(_NO_PICTURE)
    ask_cell = "" if cell else _ASK_CELL
    if wish in (PictureMode.KITTY, PictureMode.SIXEL):
        return ask_cell + ASK_GROUND
    if wish is not PictureMode.AUTO or inside or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return ASK_GROUND
    return _ASK_NAME + _ASK_KITTY + ask_cell + ASK_GROUND + _ASK_KIND


def is_inside(environment: Mapping[str, str], *names: str) -> bool:
    """Whether the environment says that one of these programs stands between us and the terminal."""
    return any(environment.get(name) for name in names)


def window_of(terminal: int) -> Window | None:
    """The window as the system knows it (TIOCGWINSZ), without a query; `None` when it knows no pixels of it."""
    with suppress(ImportError, OSError, ValueError):  # not on every system; not of everything that is open
        import fcntl
        import termios

        rows, columns, width, height = struct.unpack("HHHH", fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8)))
        if rows and columns and width >= columns and height >= rows:
            return Window(columns, rows, width, height)
    return None
