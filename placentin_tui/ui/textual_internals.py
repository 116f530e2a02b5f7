"""All that the program uses of Textual and does not find in its public interface, each part with its reason.

Another version of Textual may change any of it: tests/ui/widgets/test_textual_internals.py says of each part which of
Textual's names it needs and what stops working without it. No other module uses a private name of Textual or Rich;
only `textual_imports` reaches into it too, for it must run before any of Textual is imported, this module included.
"""

from __future__ import annotations

import re
import sys
from codecs import getincrementaldecoder
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich import _wrap
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual._path import CSSPathType  # the type of `CSS_PATH`, which a subclass that names several files must repeat
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from rich.console import Console
    from textual._compositor import LayoutUpdate
    from textual.driver import Driver
    from textual.geometry import Region, Size
    from textual.message import Message
    from textual.widget import Widget
    from textual.widgets import OptionList

__all__ = [
    "CSSPathType",
    "DispatchGuard",
    "InternalsApp",
    "SingleFrameScreen",
    "XTermParser",
    "app_of",
    "decode_any_bytes",
    "draw_with_frame",
    "driver_of",
    "is_chosen_line",
    "keep_no_break_spaces",
    "line_of_option",
    "record_updates",
    "resize_scrollbars",
    "updated_regions",
    "use_native_colours",
    "use_parser",
    "uses_parser",
    "whole_frame",
    "written_regions",
]

_SPACE, _LETTER = r"[^\S\u00a0\u202f]", r"[\S\u00a0\u202f]"
_WORD = re.compile(rf"{_LETTER}++{_SPACE}*+|{_SPACE}++(?:{_LETTER}++{_SPACE}*+)?")
"""A word with the spaces around it, where no-break spaces are letters."""

# ── errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class DispatchGuard(MessagePump):
    """A message pump that goes on after errors of the `BEARABLE` kind.

    Textual hands every error of a handler to the app too, but lets the widget take no more messages afterwards; there
    is no public place between the two.
    """

    BEARABLE: ClassVar[type[Exception]]

    async def _dispatch_message(self, message: Message) -> None:
        """Dispatch a message as Textual does, and keep the message pump alive after a `PlacentinError`."""
        try:
            await super()._dispatch_message(message)
        except self.BEARABLE as error:
            self.app._handle_exception(error)


class InternalsApp(App[int]):
    """Textual's app, which asks `bears` before it ends over an error, and says nothing of its own when it does.

    By itself it ends over every error, with a traceback that shows the values of all variables.
    """

    _with_frame: dict[Widget, Callable[[], str]] | None = None
    """What gives the sequences to be written at the end of the next frame, by the widget they are for."""

    def bears(self, error: Exception) -> bool:
        """Whether the app goes on after an error nobody caught."""
        raise NotImplementedError

    @property
    def first_failure(self) -> Exception | None:
        """The error the app ends over; `run` raises it, and has no public name for it before."""
        return self._exception

    @property
    def is_ending(self) -> bool:
        """`exit` was called."""
        return self._exit

    def draw_with_frame(self, widget: Widget, sequences: Callable[[], str]) -> None:
        """Write sequences to the terminal with the frame being rendered: it has been written when they are asked for,
        and is shown with them (by a synchronised update, where the terminal has those).
        """
        self._with_frame = {**(self._with_frame or {}), widget: sequences}

    def _end_update(self) -> None:
        """End a frame, with what is to be drawn over it."""
        drawn, self._with_frame = self._with_frame, None
        if drawn and self._driver is not None and (said := "".join(sequences() for sequences in drawn.values())):
            self._driver.write(said)
        super()._end_update()

    def _handle_exception(self, error: Exception) -> None:
        if not self.bears(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close without Textual's traceback, which prints the values of all local variables; `run` raises the error
        again once the terminal is restored.
        """
        self._close_messages_no_wait()

    def panic(self, *_renderables: object) -> None:
        """End in the same way where Textual has an account already: of a terminal that is gone, say."""
        self._return_code = 1
        self._close_messages_no_wait()


# ── the terminal ─────────────────────────────────────────────────────────────────────────────────────────────────────


def driver_of(app: App[Any]) -> Driver | None:
    """What stands between the app and the terminal, to write to it and to leave it to the shell for a while."""
    return app._driver


def app_of(driver: Driver) -> App[Any]:
    """The app a driver works for: how it leaves the cursor depends on the app's settings."""
    return driver._app


def use_parser(driver: type[Driver], parser: type[XTermParser]) -> bool:
    """Have a driver that reads a terminal parse what it reads by another parser; whether it is such a driver.

    Textual takes an answer it does not know for keys pressed one after the other, and leaves no door to teach it
    another one but the name its driver finds its parser by.
    """
    module = _terminal_module(driver)
    if module is None:
        return False
    vars(module)["XTermParser"] = parser
    return True


def uses_parser(driver: type[Driver], parser: type[XTermParser]) -> bool:
    """Whether `use_parser` was called for such a driver."""
    module = _terminal_module(driver)
    return module is not None and vars(module)["XTermParser"] is parser


def _terminal_module(driver: type) -> ModuleType | None:
    """The module of a driver that reads the terminal by Textual's parser; `None` for the drivers of other systems and
    tests.
    """
    module = sys.modules.get("textual.drivers.linux_driver")
    if module and "XTermParser" in vars(module) and issubclass(driver, module.LinuxDriver):
        return module
    return None


def decode_any_bytes() -> None:
    """Have the driver read bytes that are no UTF-8 as U+FFFD; by itself it ends the app over the first of them."""
    from textual.drivers import linux_driver

    vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(getincrementaldecoder(name), "replace")


def keep_no_break_spaces() -> None:
    """Have labels and lists break no line at a no-break space, of which French puts one before « ? » and « : »: Textual
    wraps by Rich, for which any space is one.
    """
    vars(_wrap)["re_word"] = _WORD


def use_native_colours(app: App[Any]) -> None:
    """Have the terminal's own colours reach it as they are in a theme that names them, and as RGB in any other: done
    by itself only when the theme changes, not for the first one.
    """
    app._refresh_truecolor_filter(app.ansi_theme)


# ── what is on the screen ────────────────────────────────────────────────────────────────────────────────────────────


def whole_frame(screen: Screen[Any]) -> str:
    """All lines of a screen as the terminal gets them; publicly there are only pictures of it (SVG)."""
    return screen._compositor.render_full_update().render_segments(screen.app.console)


class ExactUpdate(ChopsUpdate):
    """A frame that writes what is replaced and nothing beside it.

    Textual's own writes of a line also all that the same widget has to the left of it, pictures included.
    """

    def render_segments(self, console: Console) -> str:
        """The frame as it is written to the terminal."""
        written: list[str] = []
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                first, last = max(x, left), min(end, right)
                if strip is not None and first < last:
                    written.append(Control.move_to(first, y).segment.text)
                    written.append(strip.crop(first - x, last - x).render(console))
        return "".join(written)


class RecordingCompositor(Compositor):
    """Textual's compositor, which knows which regions of the screen the frame it renders will replace, and replaces
    nothing else.

    By itself it forgets them before it asks the widgets for their lines, and asks them for all of those.
    """

    updated: frozenset[Region] = frozenset()

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Note that all is replaced."""
        self.updated = frozenset((self.size.region,))
        return super().render_full_update(simplify)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Note the regions that are replaced."""
        self.updated = frozenset(self._dirty_regions)
        update = super().render_partial_update()
        return ExactUpdate(update.chops, update.spans, update.chop_ends) if update else None


class SingleFrameScreen(Screen[None]):
    """A screen that is painted once where its layout and its own style have changed together.

    By itself it paints a frame for the layout, and then for the style all of it again: half of what it takes to open an
    article.
    """

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Have the frame of the new layout replace all that is to be painted again, and no second one follow it."""
        if self._repaint_required:
            self._dirty_widgets.add(self)
        super()._refresh_layout(size, scroll)
        if self.is_active and not self.app._batch_count and self.size.region in updated_regions(self):
            self._repaint_required = False


def record_updates(screen: Screen[Any]) -> None:
    """Have a new screen say which regions of it a frame replaces."""
    screen._compositor = RecordingCompositor()


def updated_regions(screen: Screen[Any]) -> Iterable[Region]:
    """The regions that the frame being rendered replaces; all of the screen where that is not recorded."""
    compositor = screen._compositor
    return compositor.updated if isinstance(compositor, RecordingCompositor) else (screen.region,)


def written_regions(widget: Widget) -> list[Region]:
    """The regions of a widget that the frame being rendered writes to the terminal."""
    return [region for region in updated_regions(widget.screen) if region.overlaps(widget.region)]


def draw_with_frame(widget: Widget, sequences: Callable[[], str]) -> None:
    """Have sequences written at the end of the frame being rendered; without effect in an app that is not ours."""
    app: App[Any] = widget.app
    if isinstance(app, InternalsApp):
        app.draw_with_frame(widget, sequences)


def line_of_option(options: OptionList) -> int:
    """The line the chosen option of a list begins in, which may have several: the terminal's cursor stands there."""
    return options._index_to_line.get(options.highlighted or 0, 0)


def is_chosen_line(options: OptionList, line: int) -> bool:
    """Whether a line of a list is one of the chosen option: the bar stands beside it."""
    lines = options._lines
    return line < len(lines) and lines[line][0] == options.highlighted


def resize_scrollbars(widget: Widget, size: Size) -> None:
    """Tell the scrollbars alone that what is scrolled has another size: to arrange everything anew takes 10 ms."""
    widget._scroll_update(size)
