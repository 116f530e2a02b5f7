"""Renders pictures by the best protocol of the terminal; half-blocks are shown while a better
version is being encoded.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.terminal.capabilities import (
    ASK_AREA,
    USUAL,
    PictureProtocol,
    TerminalResponses,
    question,
    window_of,
)
from placentin_tui.ui.textual_internals import driver_of
from placentin_tui.ui.widgets.halfblocks import HalfBlocks, row_of
from placentin_tui.ui.widgets.picture_size import PictureSize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from textual.app import App
    from textual.strip import Strip

    from placentin_tui.terminal.capabilities import CellSize
    from placentin_tui.ui.widgets.kitty import Kitty
    from placentin_tui.ui.widgets.sixel import Crop

KEPT = 40
"""Parts of pictures cached as Sixel, of some hundred kilobytes each."""


class PictureRenderer:
    """Renders pictures as strips, and as Sixel data to be drawn over them."""

    def __init__(self, app: App[int], wish: PictureMode) -> None:
        """`wish`: the setting `pictures`."""
        self._app = app
        self._wish = wish
        self._answers = TerminalResponses()
        self.picture_protocol = PictureProtocol.HALFBLOCK
        self.cell: CellSize | None = None
        self._halfblocks = HalfBlocks()
        self._kitty: Kitty | None = None
        self._is_inside_tmux = False
        self._sixels: OrderedDict[Crop, str] = OrderedDict()
        self._unreadable: set[Path] = set()
        self._turn = asyncio.Lock()
        self._under_way: set[PictureSize | Crop] = set()
        self._painting: set[PictureSize] = set()
        """Pictures being painted as half-blocks in a thread."""
        self._painters_turn = asyncio.Lock()
        self._is_settled = False

    # ── the terminal's capabilities ──────────────────────────────────────────────────────────────────────────────────

    def ask(self, environment: Mapping[str, str]) -> bool:
        """Send capability queries to the terminal without waiting; returns whether the protocol or cell size has
        changed already.
        """
        from placentin_tui.ui.response_parser import can_hear, response_filter

        # Without colours (NO_COLOR, even empty, as in Textual) pictures are half-blocks in greys.
        if not can_hear(driver_of(self._app)) or "NO_COLOR" in environment:
            self._wish = PictureMode.HALFBLOCK
            self._is_settled = True
            return False
        self._measure()
        if asked := question(self._wish, environment, self._answers.cell):
            response_filter.listen()
            self.write(asked)
            if self._wish is PictureMode.SIXEL:
                self._ask_area()
        self._is_settled = not asked or self._wish is not PictureMode.AUTO
        return self._decide()

    async def ask_tmux(self, environment: Mapping[str, str]) -> bool:
        """Ask tmux for the terminal around it; returns whether the protocol or cell size has changed."""
        from placentin_tui.terminal import tmux  # only inside tmux
        from placentin_tui.ui.response_parser import can_hear

        if not can_hear(driver_of(self._app)):
            return False
        self._is_inside_tmux = True
        if client := await asyncio.to_thread(tmux.client, environment):
            self._answers.inside_tmux(client)
        return self._decide()

    @property
    def is_settled(self) -> bool:
        """Whether it is known how pictures are shown: no answer of the terminal is awaited."""
        return self._is_settled or self._answers.done

    def hear(self, answer: str) -> bool:
        """Take a response of the terminal; returns whether the protocol or cell size has changed."""
        had_sixel = self._answers.has_sixel
        self._answers.hear(answer)
        if self._answers.has_sixel and not had_sixel:
            self._ask_area()
        return self._decide()

    def measure(self) -> bool:
        """Ask the terminal driver for the cell size again; returns whether it has changed."""
        self._measure()
        return self._decide()

    def _measure(self) -> None:
        """Note the window's size in pixels as the terminal device reports it, where it does."""
        if window := window_of(getattr(driver_of(self._app), "fileno", -1)):
            self._answers.measured(window)

    def _ask_area(self) -> None:
        """Ask the terminal how much of its window is no border."""
        from placentin_tui.ui.response_parser import response_filter

        response_filter.listen()
        self.write(ASK_AREA)

    def _decide(self) -> bool:
        """Choose the protocol from setting and responses; returns whether it or the cell size has changed."""
        picture_protocol = self._wished()
        if picture_protocol is PictureProtocol.KITTY and self._app.console.color_system != "truecolor":
            # kitty's placeholders carry the picture's number as a colour, which must not be rounded to a palette.
            picture_protocol = PictureProtocol.HALFBLOCK
        sextants = self._wish is PictureMode.SEXTANT or (
            self._wish is not PictureMode.HALFBLOCK and self._answers.draws_sextants
        )
        changed = self._halfblocks.use(sextants=sextants)
        return self._use(picture_protocol, self._answers.cell) or changed

    def _wished(self) -> PictureProtocol:
        """The protocol the config asks for; by itself, the best one the terminal has answered to."""
        match self._wish:
            case PictureMode.AUTO:
                return self._answers.best
            case PictureMode.KITTY:
                return PictureProtocol.KITTY
            case PictureMode.SIXEL:
                return PictureProtocol.SIXEL
            case PictureMode.HALFBLOCK | PictureMode.SEXTANT | PictureMode.OFF:
                return PictureProtocol.HALFBLOCK

    def _use(self, picture_protocol: PictureProtocol, cell: CellSize | None) -> bool:
        """Switch to a protocol and a cell size; returns whether either has changed."""
        if picture_protocol is not PictureProtocol.HALFBLOCK:
            cell = cell or USUAL
        if (picture_protocol, cell) == (self.picture_protocol, self.cell):
            return False
        self.clear()
        self._under_way.clear()
        self.picture_protocol, self.cell = picture_protocol, cell
        if picture_protocol is PictureProtocol.KITTY and self._kitty is None:
            from placentin_tui.ui.widgets.kitty import Kitty  # only for terminals with this protocol

            self._kitty = Kitty(self.write_graphics)
        return True

    def write_graphics(self, sequences: str) -> None:
        """Write commands of kitty's graphics protocol to the terminal, past tmux where that is between."""
        if self._is_inside_tmux:
            from placentin_tui.terminal.tmux import past_tmux  # only inside tmux

            sequences = past_tmux(sequences)
        self.write(sequences)

    def write(self, sequences: str) -> None:
        """Write escape sequences to the terminal, between two frames."""
        if (driver := driver_of(self._app)) and not self._app.is_headless:
            driver.write(sequences)

    def clear(self) -> None:
        """Drop all encoded pictures, in the terminal's memory too."""
        self._sixels.clear()
        if self._kitty:
            self._kitty.clear()

    @property
    def kitty(self) -> Kitty | None:
        """The pictures a terminal with kitty's graphics has; `None` where others are used."""
        return self._kitty if self.picture_protocol is PictureProtocol.KITTY else None

    # ── strips ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def strip(self, shape: PictureSize, row: int, ready: Callable[[], object]) -> Strip:
        """Row `row` of a picture; `ready` is called when a better version can be rendered."""
        if self._kitty and self.picture_protocol is PictureProtocol.KITTY:
            if strips := self._kitty.strips(shape):
                return row_of(strips, row, shape)
            self._begin(shape, ready)
        return self._halfblocks.strip(shape, row)

    def strip_without_waiting(self, shape: PictureSize, row: int, ready: Callable[[], object]) -> Strip | None:
        """Like `strip`, but the picture is decoded in a thread: `None` until then, and then `ready` is called."""
        if self._kitty and self.picture_protocol is PictureProtocol.KITTY:
            if strips := self._kitty.strips(shape):
                return row_of(strips, row, shape)
            self._begin(shape, ready)
        strip = self._halfblocks.painted(shape, row)
        if strip is None and shape not in self._painting:
            self._painting.add(shape)
            self._app.run_worker(
                self._paint(shape, ready), group="pictures", description="a picture as blocks", exit_on_error=True
            )
        return strip

    async def _paint(self, shape: PictureSize, ready: Callable[[], object]) -> None:
        """Paint a picture as blocks in a thread, one at a time; anew where the terminal has said meanwhile which it
        draws.
        """
        try:
            async with self._painters_turn:
                strips, kind = None, self._halfblocks.uses_sextants
                while strips is None or kind is not self._halfblocks.uses_sextants:
                    kind = self._halfblocks.uses_sextants
                    strips = await asyncio.to_thread(self._halfblocks.paint, shape)
                self._halfblocks.keep(shape, strips)
        finally:
            self._painting.discard(shape)
        ready()

    # ── drawn over the strips ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def draws_pixels(self) -> bool:
        """Whether pictures are shown in their own pixels, not as characters."""
        return self.picture_protocol is not PictureProtocol.HALFBLOCK

    @property
    def draws_over(self) -> bool:
        """Whether pictures are drawn over the strips (Sixel)."""
        return self.picture_protocol is PictureProtocol.SIXEL

    def sixels(self, crop: Crop, ready: Callable[[], object]) -> str:
        """A part of a picture as Sixel data; empty while it is being encoded, and then `ready` is called."""
        if crop in self._sixels:
            self._sixels.move_to_end(crop)
            return self._sixels[crop]
        self._begin(crop, ready)
        return ""

    # ── encoding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, what: PictureSize | Crop, ready: Callable[[], object]) -> None:
        """Encode a picture in a worker, unless that is under way or its file cannot be read."""
        if what not in self._under_way and _path(what) not in self._unreadable:
            self._under_way.add(what)
            self._app.run_worker(
                self._make(what, ready),
                group="pictures",
                description=f"a picture by {self.picture_protocol}",
                exit_on_error=True,
            )

    async def _make(self, what: PictureSize | Crop, ready: Callable[[], object]) -> None:
        """Encode in a thread, one picture at a time; drop the result when the protocol has changed meanwhile."""
        picture_protocol, cell = self.picture_protocol, self.cell or USUAL
        try:
            async with self._turn:
                data = await asyncio.to_thread(_encoded, what, cell)
        finally:
            self._under_way.discard(what)
        if (picture_protocol, cell) != (self.picture_protocol, self.cell):
            return
        if data:
            self._keep(what, data)
            ready()
        else:
            self._unreadable.add(_path(what))

    def _keep(self, what: PictureSize | Crop, data: str) -> None:
        """Cache Sixel data, or transmit a picture to kitty."""
        from placentin_tui.ui.widgets.sixel import Crop

        if isinstance(what, Crop):
            self._sixels[what] = data
            while len(self._sixels) > KEPT:
                self._sixels.popitem(last=False)
        elif self._kitty:
            self._kitty.send(what, data)


def _path(what: PictureSize | Crop) -> Path:
    """The file of a picture, or of a part of one."""
    return (what if isinstance(what, PictureSize) else what.shape).path


def _encoded(what: PictureSize | Crop, cell: CellSize) -> str:
    """The picture's data in the protocol of its type; empty when the file cannot be read."""
    from placentin_tui.ui.widgets import kitty, sixel

    return sixel.encode(what, cell) if isinstance(what, sixel.Crop) else kitty.encode(what, cell)
