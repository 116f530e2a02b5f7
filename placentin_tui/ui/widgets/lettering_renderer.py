"""Sets and shows lettering: whether this terminal gets it, in which face, size and colours, and what it is sent."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from rich.color import Color, ColorType
from rich.style import Style
from textual.color import Color as TextualColor

from placentin_tui.models.setting_enums import LetteringMode
from placentin_tui.rendering.lettering.metrics import shipped
from placentin_tui.rendering.lettering.typeset import Room, initial, typeset
from placentin_tui.terminal.capabilities import PictureProtocol
from placentin_tui.ui.lettering.drawing import Drawing
from placentin_tui.ui.lettering.face import shipped_face

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.strip import Strip

    from placentin_tui.config import Config
    from placentin_tui.prose.layout.lines import Lettering
    from placentin_tui.rendering.lettering.metrics import FaceMetrics
    from placentin_tui.terminal.capabilities import CellSize
    from placentin_tui.ui.lettering.face import Face
    from placentin_tui.ui.lettering.source import DrawingSource
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer

LEAST_COLUMNS, LEAST_ROWS = 60, 24
"""Of the window: in a smaller one the terminal's letters say more."""
ROWS = ((200, 7), (120, 6), (0, 5))
"""Columns of the window, and the most rows of a headline from there on."""
QUOTE_LINES = 4
"""The most lines of a pull quote."""
LEAST_QUOTE = 1.2
"""The size of a pull quote's smallest letters, to the height of a cell: the text's own are no larger than that."""
SIXEL_LEVELS, REMOTE_LEVELS, KITTY_LEVELS = 8, 4, 16
"""Shades: Sixel data is sent with each frame, and over SSH it has half the bytes with four of them."""
MOST_UNDRAWABLE = 200
"""Drawings remembered as impossible."""


class LetteringRenderer:
    """Lettering of all widgets."""

    def __init__(self, app: App[int], config: Config, source: DrawingSource, picture_renderer: PictureRenderer) -> None:
        self._app = app
        self._wish = config.lettering
        self._font = config.headline_font
        self._source = source
        self._picture_renderer = picture_renderer
        self._under_way: set[Drawing] = set()
        self._undrawable: set[Drawing] = set()
        self._was_on: bool | None = None
        """Whether the last text was set in letters; `None` before the first one."""

    # ── setting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def is_on(self) -> bool:
        """Whether texts are set in letters here."""
        size = self._app.size
        return (
            self._wish is LetteringMode.AUTO
            and self._picture_renderer.picture_protocol is not PictureProtocol.HALFBLOCK
            and self._app.console.color_system in ("truecolor", "256")
            and size.width >= LEAST_COLUMNS
            and size.height >= LEAST_ROWS
            and self._is_known("ink-strong")
            and (self._is_known("background") or not self.draws_over)
        )

    def _is_known(self, variable: str) -> bool:
        """Whether a colour of the theme is one of ours, and not one of the terminal's own."""
        return TextualColor.parse(self._app.theme_variables[variable]).ansi is None

    @property
    def is_outdated(self) -> bool:
        """Whether texts were set in letters that are not to be now, or the other way round."""
        return self._was_on not in (None, self.is_on)

    def _begin(self) -> CellSize | None:
        """The size of a cell, where a text is to be set in letters now."""
        self._was_on = self.is_on
        return self._picture_renderer.cell if self._was_on and self._face else None

    @property
    def most_rows(self) -> int:
        """The most rows of a headline in this window."""
        return next(rows for columns, rows in ROWS if self._app.size.width >= columns)

    def typeset(self, text: str, columns: int, language: str, style: str) -> Lettering | None:
        """A headline in letters; `None` where it is shown in the terminal's."""
        return self.set_in(text, columns, self.most_rows, language=language, style=style)

    def set_in(
        self,
        text: str,
        columns: int,
        rows: int,
        *,
        lines: int = 3,
        language: str = "",
        style: str = "headline",
        centred: bool = False,
    ) -> Lettering | None:
        """A text in letters, in so many columns and at most so many rows; `None` where it is not to be, or cannot."""
        cell = self._begin()
        if cell is None:
            return None
        room = Room(columns, rows, (cell.width, cell.height), lines)
        return self._in_face(typeset(text, room, self._metrics, language=language, style=style, centred=centred))

    def pull_quote(self, text: str, columns: int, language: str) -> Lettering | None:
        """A pull quote in letters, smaller than a headline and larger than the text; `None` where there are none."""
        cell = self._begin()
        if cell is None:
            return None
        least = round(cell.height * LEAST_QUOTE)
        room = Room(columns, self.most_rows - 1, (cell.width, cell.height), QUOTE_LINES, least)
        return self._in_face(typeset(text, room, self._metrics, language=language, style="pull"))

    def initial(self, letter: str, rows: int, style: str) -> Lettering | None:
        """A large letter at the beginning of a text; `None` where there is none."""
        cell = self._begin()
        if cell is None:
            return None
        return self._in_face(initial(letter, rows, (cell.width, cell.height), self._metrics, style))

    def _in_face(self, lettering: Lettering | None) -> Lettering | None:
        """Lettering that says in which font it was set, since it is drawn later, when another may be measured."""
        return lettering._replace(face=self._font) if lettering and self._named else lettering

    @cached_property
    def _named(self) -> tuple[Face, FaceMetrics] | None:
        """The font the person has named and its measures; `None` when there is none, or it is being measured."""
        if not self._font:
            return None
        if measured := self._source.measured(self._font):
            return measured.face, measured.metrics
        self._app.run_worker(
            self._measure(), group="lettering", description="a font being measured", exit_on_error=True
        )
        return None

    async def _measure(self) -> None:
        """Measure the named font: pages set from now on have it."""
        if measured := await self._source.measure(self._font):
            self.__dict__["_named"] = measured.face, measured.metrics

    @cached_property
    def _shipped_face(self) -> Face | None:
        return shipped_face()

    @property
    def _face(self) -> Face | None:
        """The font headlines are set in; `None` when there is none."""
        return self._named[0] if self._named else self._shipped_face

    @property
    def _metrics(self) -> FaceMetrics:
        """Its measures."""
        return self._named[1] if self._named else shipped()

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def draws_over(self) -> bool:
        """Whether letters are drawn over the text of their rows (Sixel), and not placed in it (kitty)."""
        return self._picture_renderer.draws_over

    def strip(self, lettering: Lettering, row: int, look: Style, ready: Callable[[], object]) -> Strip | None:
        """A row of lettering by kitty's placeholders; `None` while the terminal does not have it, then `ready` is
        called. `look`: the style of the text, ink and ground.
        """
        kitty, drawing = self._picture_renderer.kitty, self._drawing(lettering, look)
        if kitty is None or drawing is None:
            return None
        strips = kitty.strips(drawing)
        if strips is None:
            data = self._data(drawing, ready)
            if data is None:
                return None
            kitty.send(drawing, data[0])
            strips = kitty.strips(drawing) or []
        return strips[row].apply_style(Style(bgcolor=look.bgcolor)) if row < len(strips) else None

    def sixels(self, lettering: Lettering, look: Style, ready: Callable[[], object]) -> tuple[str, ...]:
        """Sixel data of each row; none while it is being drawn, and then `ready` is called."""
        drawing = self._drawing(lettering, look)
        return (self._data(drawing, ready) or ()) if drawing else ()

    def _drawing(self, lettering: Lettering, look: Style) -> Drawing | None:
        """What is to be drawn, in the colours the terminal shows; `None` where a colour is not known."""
        cell = self._picture_renderer.cell
        face, metrics = self._named if lettering.face and self._named else (self._shipped_face, shipped())
        ink, ground = self._shown(look.color), self._shown(look.bgcolor)
        is_kitty = not self.draws_over
        if cell is None or face is None or not ink or not (ground or is_kitty):
            return None
        is_remote = bool(os.environ.get("SSH_CONNECTION"))
        return Drawing(
            lines=lettering.lines,
            places=tuple(tuple(metrics.places(line)) for line in lettering.lines),
            size=lettering.size,
            baseline=lettering.baseline,
            pitch=lettering.pitch,
            centred=lettering.centred,
            columns=lettering.columns,
            rows=lettering.rows,
            cell=(cell.width, cell.height),
            ink=ink,
            ground="#000000" if is_kitty else ground,
            levels=KITTY_LEVELS if is_kitty else REMOTE_LEVELS if is_remote else SIXEL_LEVELS,
            is_kitty=is_kitty,
            face=face,
        )

    def _shown(self, colour: Color | None) -> str:
        """A colour as the terminal shows it, `#rrggbb`; empty for one of its own, which only it knows."""
        if colour is None or colour.triplet is None:
            return ""
        if self._app.console.color_system == "256":
            from placentin_tui.ui.widgets.fewer_colours import nearest_of_256  # only where the terminal has few

            return Color("", ColorType.EIGHT_BIT, nearest_of_256(colour.triplet)).get_truecolor().hex
        return colour.triplet.hex

    def _data(self, drawing: Drawing, ready: Callable[[], object]) -> tuple[str, ...] | None:
        """A drawing's data; `None` while it is being drawn, and then `ready` is called."""
        if data := self._source.kept(drawing):
            return data
        if drawing not in self._under_way and drawing not in self._undrawable:
            self._under_way.add(drawing)
            self._app.run_worker(
                self._draw(drawing, ready), group="lettering", description="a headline", exit_on_error=True
            )
        return None

    async def _draw(self, drawing: Drawing, ready: Callable[[], object]) -> None:
        """Have it drawn, in the process that draws."""
        try:
            data = await self._source.draw(drawing)
        finally:
            self._under_way.discard(drawing)
        if data is not None:
            ready()
        elif len(self._undrawable) < MOST_UNDRAWABLE:
            self._undrawable.add(drawing)

    async def close(self) -> None:
        """End the process that draws."""
        await self._source.close()
