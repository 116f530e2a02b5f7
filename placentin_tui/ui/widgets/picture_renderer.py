"""Where pictures are painted, by the best means the terminal has; half-blocks stand in while better is being made."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from placentin_tui.models.choices import PictureMode
from placentin_tui.terminal.capabilities import USUAL, PictureProtocol, TerminalResponses, cell_of, question
from placentin_tui.ui.textual_internals import driver_of
from placentin_tui.ui.widgets.halfblocks import HalfBlocks
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
"""Parts of pictures kept as Sixel, at some hundred kilobytes each."""


class PictureRenderer:
    """Paints pictures as strips, and what is to be drawn over them."""

    def __init__(self, app: App[int], wish: PictureMode) -> None:
        """`wish`: the setting `pictures`."""
        self._app = app
        self._wish = wish
        self._answers = TerminalResponses()
        self.picture_protocol = PictureProtocol.HALFBLOCK
        self.cell: CellSize | None = None
        self._halfblocks = HalfBlocks()
        self._kitty: Kitty | None = None
        self._sixels: OrderedDict[Crop, str] = OrderedDict()
        self._unreadable: set[Path] = set()
        self._turn = asyncio.Lock()
        self._under_way: set[PictureSize | Crop] = set()

    # ── what the terminal can ────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, environment: Mapping[str, str]) -> bool:
        """Ask the terminal what it can do, and wait for nothing; whether what is known already changes the page."""
        from placentin_tui.ui.response_parser import can_hear, response_filter

        # Without colours (Textual heeds the bare name) pictures are half-blocks in greys.
        if not can_hear(driver_of(self._app)) or "NO_COLOR" in environment:
            self._wish = PictureMode.HALFBLOCK
            return False
        self._answers.cell = self._measured()
        if asked := question(self._wish, environment, self._answers.cell):
            response_filter.listen()
            self.write(asked)
        return self._decide()

    def hear(self, answer: str) -> bool:
        """Heed an answer; whether it changes what is painted."""
        self._answers.hear(answer)
        return self._decide()

    def measure(self) -> bool:
        """Look again how large a cell is: letters may have another size now; whether they have."""
        if cell := self._measured():
            self._answers.cell = cell
        return self._decide()

    def _measured(self) -> CellSize | None:
        return cell_of(getattr(driver_of(self._app), "fileno", -1))

    def _decide(self) -> bool:
        picture_protocol = self._wished()
        if picture_protocol is PictureProtocol.KITTY and self._app.console.color_system != "truecolor":
            # A picture's number is a colour, and must not be rounded to the nearest one there is.
            picture_protocol = PictureProtocol.HALFBLOCK
        return self._use(picture_protocol, self._answers.cell)

    def _wished(self) -> PictureProtocol:
        match self._wish:
            case PictureMode.AUTO:
                return self._answers.best
            case PictureMode.KITTY:
                return PictureProtocol.KITTY
            case PictureMode.SIXEL:
                return PictureProtocol.SIXEL
            case PictureMode.HALFBLOCK | PictureMode.OFF:
                return PictureProtocol.HALFBLOCK

    def _use(self, picture_protocol: PictureProtocol, cell: CellSize | None) -> bool:
        """Paint by other means, for cells of another size; whether anything changes by it."""
        if picture_protocol is not PictureProtocol.HALFBLOCK:
            cell = cell or USUAL
        if (picture_protocol, cell) == (self.picture_protocol, self.cell):
            return False
        self.clear()
        self._under_way.clear()
        self.picture_protocol, self.cell = picture_protocol, cell
        if picture_protocol is PictureProtocol.KITTY and self._kitty is None:
            from placentin_tui.ui.widgets.kitty import Kitty  # only where the terminal can

            self._kitty = Kitty(self.write)
        return True

    def write(self, sequences: str) -> None:
        """Write to the terminal, between two frames."""
        if (driver := driver_of(self._app)) and not self._app.is_headless:
            driver.write(sequences)

    def clear(self) -> None:
        """Let go of everything, the terminal too."""
        self._sixels.clear()
        if self._kitty:
            self._kitty.clear()

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def strip(self, shape: PictureSize, row: int, ready: Callable[[], object]) -> Strip:
        """One row of a picture; `ready` is called when a better one can be had."""
        if self._kitty and self.picture_protocol is PictureProtocol.KITTY:
            if strips := self._kitty.strips(shape):
                return strips[row]
            self._begin(shape, ready)
        return self._halfblocks.strip(shape.path, shape.columns, shape.rows, row)

    # ── what is drawn over them ──────────────────────────────────────────────────────────────────────────────────────

    @property
    def draws_over(self) -> bool:
        """Something is drawn over the lines."""
        return self.picture_protocol is PictureProtocol.SIXEL

    def sixels(self, crop: Crop, ready: Callable[[], object]) -> str:
        """A part of a picture as Sixel; empty while it is being made, and then `ready` is called."""
        if crop in self._sixels:
            self._sixels.move_to_end(crop)
            return self._sixels[crop]
        self._begin(crop, ready)
        return ""

    # ── behind the lines ─────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, what: PictureSize | Crop, ready: Callable[[], object]) -> None:
        """Make a picture ready beside the app; only once."""
        if what not in self._under_way and _path(what) not in self._unreadable:
            self._under_way.add(what)
            self._app.run_worker(
                self._make(what, ready),
                group="pictures",
                description=f"a picture by {self.picture_protocol}",
                exit_on_error=True,
            )

    async def _make(self, what: PictureSize | Crop, ready: Callable[[], object]) -> None:
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
        from placentin_tui.ui.widgets.sixel import Crop

        if isinstance(what, Crop):
            self._sixels[what] = data
            while len(self._sixels) > KEPT:
                self._sixels.popitem(last=False)
        elif self._kitty:
            self._kitty.send(what, data)


def _path(what: PictureSize | Crop) -> Path:
    return (what if isinstance(what, PictureSize) else what.shape).path


def _encoded(what: PictureSize | Crop, cell: CellSize) -> str:
    from placentin_tui.ui.widgets import kitty, sixel

    return sixel.encode(what, cell) if isinstance(what, sixel.Crop) else kitty.encode(what, cell)
