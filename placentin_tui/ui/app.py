"""The Textual app of the reader process: opens the library, shows the main screen, starts the courier after the first
frame.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import time
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.worker import WorkerFailed

from placentin_tui.errors import LibraryReadOnly, PlacentinError, UnknownArticle, UnknownSource
from placentin_tui.i18n import _
from placentin_tui.library import PATIENCE
from placentin_tui.models.setting_enums import PictureMode
from placentin_tui.prose.layout import text_width
from placentin_tui.startup import cached_frame
from placentin_tui.terminal.ground import light_by
from placentin_tui.terminal.restore import ENDINGS, hurry, status_of, stop_here
from placentin_tui.ui import terminal_cursor
from placentin_tui.ui.bindings import keymap
from placentin_tui.ui.library_app import LibraryApp
from placentin_tui.ui.messages import ArticlesGone, LibraryChanged
from placentin_tui.ui.response_parser import Answered, hearing
from placentin_tui.ui.textual_internals import driver_of, keep_no_break_spaces, use_native_colours
from placentin_tui.ui.themes import meanings, own_themes
from placentin_tui.ui.widgets.text_styles import has_few_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.message import Message

    from placentin_tui.config import Config
    from placentin_tui.models import Timestamp
    from placentin_tui.paths import Paths
    from placentin_tui.ui.screens.main.courier_events import CourierEvents
    from placentin_tui.ui.screens.main.screen import MainScreen

LONGEST_PASTE = 100_000
"""Characters; more than any paper accepts for a comment. What is pasted beyond them is cut off."""
TWICE = 2.0
"""Seconds within which a second Ctrl+C quits."""
LOOK_AROUND = 1.0
"""Seconds between two checks for changes made by other processes or by the clock."""


def _tidy_up() -> None:
    """Import what the first key press needs; exempt the objects that exist now from garbage collection (they live to
    the end).
    """
    import placentin_tui.ui.screens.main.action_table  # noqa: F401

    gc.collect()
    gc.freeze()
    gc.enable()


def _taking_over() -> type[Driver]:
    """Return the driver that starts on the screen the launch frame was printed to; imported only then."""
    from placentin_tui.ui.terminal_driver import CachedFrameDriver

    return CachedFrameDriver


class PlacentinApp(LibraryApp):
    """The app: owns the library, its writer thread, the courier's client and the settings, and hands them to the
    screens.
    """

    TITLE = "Placentin"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # the palette is ui/screens/palette.py

    def __init__(
        self,
        paths: Paths,
        config: Config,
        *,
        offline: bool,
        plain: bool = False,
        taking_over: bool = False,
        still: bool = False,
        clock: Callable[[], Timestamp] = lambda: int(time.time()),
        patience: float = PATIENCE,
    ) -> None:
        """`plain`: no options were given, so that a launch frame made now will fit the next start; `taking_over`: the
        launch frame is on the screen; `still`: only the first frame is wanted (nothing is started after it);
        `patience`: seconds to wait for the lock of another process that writes to the library. Raises `LibraryError`.
        """
        driver = _taking_over() if taking_over else None
        super().__init__(paths, config, offline=offline, still=still, clock=clock, patience=patience, driver=driver)
        self.plain = plain
        self._dress()
        self.set_class(has_few_colours(self), "-few-colours")
        self.post: CourierEvents | None = None
        self._seen: tuple[Timestamp, tuple[int, int]] = (0, (0, 0))
        """The minute, and the change counters of the library, that the screens show."""
        self._early: list[events.Event] | None = []
        """Key and paste events that arrive before the main screen is mounted; `None` once they have been replayed."""
        self._interrupted = -TWICE
        """When Ctrl+C was pressed last, in seconds of the monotonic clock."""

    def _dress(self) -> None:
        """Register our themes and set the one chosen last, before Textual reads the first style sheet, which uses their
        variables.
        """
        for theme in own_themes(self.config.ground):
            self.register_theme(theme)
        # Without the watcher of `theme`, which would parse every style sheet once more before the first frame.
        self.set_reactive(App.theme, self.theme_choice.worn)
        use_native_colours(self)
        keep_no_break_spaces()
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Values of our own theme variables, for the themes that do not define them."""
        return meanings(self.current_theme)

    # ── start and end ────────────────────────────────────────────────────────────────────────────────────────────────

    def get_default_screen(self) -> MainScreen:
        """The main screen is the default screen itself, so that no empty screen lies under it."""
        from placentin_tui.ui.screens.main.screen import MainScreen

        return MainScreen()

    def on_mount(self) -> None:
        """Set keys and signal handlers, start the timers, report notices; start the courier after the first frame
        unless offline.
        """
        if self.still:
            return
        # Only the remapped keys: Textual applies the keymap at every key press, and the whole map takes 5 ms.
        self.set_keymap(keymap(command for command in self.commands if command.id in self.config.keys))
        loop = asyncio.get_running_loop()
        for ending in ENDINGS:
            loop.add_signal_handler(ending, self._ended_by, ending)
        loop.add_signal_handler(signal.SIGTSTP, self.step_aside)
        # Textual resumes on every SIGCONT, even without a stop before it: that starts a second input thread, which
        # never ends.
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        self.call_after_refresh(_tidy_up)
        self.call_after_refresh(self._ask_terminal)
        self._seen = (self.clock() // 60, self.library.state())
        self.set_interval(LOOK_AROUND, self._look_around)
        of_library = self.own_library.notice or (self.own_library.offer() if self.first_start else "")
        sentence = _("The theme “{name}” cannot be shown here; another one is used.")
        aside = self.put_aside and sentence.format(name=self.put_aside)
        if said := " ".join(filter(None, (of_library, aside))):
            self.call_after_refresh(self.say, said, error=bool(self.own_library.notice))
        if self.put_aside:
            self.choose_theme("")
        self.call_after_refresh(self.end_rules if self.offline else self.send_for_courier)

    def _ended_by(self, ending: signal.Signals) -> None:
        """Exit with the status of a signal received (SIGTERM, SIGHUP …)."""
        hurry()
        self.exit(return_code=status_of(ending))

    def step_aside(self) -> None:
        """Suspend the process as Ctrl+Z does (SIGTSTP): restore the terminal, stop, and redraw when the shell resumes
        it.
        """
        if driver := driver_of(self):
            driver.suspend_application_mode()
            stop_here()
            driver.resume_application_mode()
            self.refresh(layout=True)

    def action_redraw(self) -> None:
        """Clear the terminal and repaint every screen: another program may have written to it."""
        if driver := driver_of(self):
            driver.write("\x1b[2J")
        for screen in self.screen_stack:
            screen.refresh(repaint=True, layout=True)

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, taken out of Textual's `WorkerFailed`; `None` when there is none."""
        error = self.first_failure
        return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error

    def bears(self, error: Exception) -> bool:
        """Report a `PlacentinError` in a notification and go on; end the app on any other error.

        Errors raised once an exit was requested are dropped: what raised them may have been interrupted half way.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, PlacentinError) and self.is_open:
            self.tell(cause)
            return True
        return self.is_ending

    def tell(self, error: PlacentinError) -> None:
        """Show an error's sentence; where it says that an article or a source is gone, have every screen read its lists
        again.
        """
        if not (self.own_library.notice and isinstance(error, LibraryReadOnly)):  # the notice at the start said so
            self.say(str(error), error=True)
        if isinstance(error, UnknownArticle | UnknownSource):
            self._announce(ArticlesGone)

    def _announce(self, message: type[Message]) -> None:
        """Post a message of this type to every screen of the stack."""
        for screen in self.screen_stack:
            screen.post_message(message())

    def _look_around(self) -> None:
        """Called each `LOOK_AROUND` seconds: post `LibraryChanged` when another process has written, or a minute has
        passed.
        """
        seen = (self.clock() // 60, self.library.state())
        if seen != self._seen:
            if self.offline and seen[0] != self._seen[0]:  # else the courier does it with a refresh
                self.end_rules()
            self._seen = seen
            self._announce(LibraryChanged)

    # ── the cursor ───────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def shows_cursor(self) -> bool:
        """Whether the terminal's cursor is visible (the setting `cursor`)."""
        return terminal_cursor.is_shown(self.config.cursor, os.environ)

    @property  # Textual stores what its inputs set last; here the position is computed from the focus
    def cursor_position(self) -> Offset:
        """The cell the terminal's cursor is moved to after each frame; what is assigned to it is ignored."""
        return terminal_cursor.place(self.screen) if self.screen_stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _place: Offset) -> None:
        pass

    # ── colours ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours for terminals with fewer colours than 24 bits."""
        filters = super().get_line_filters()
        return filters if self.console.color_system == "truecolor" else [*filters, self._fewer_colours]

    @cached_property
    def _fewer_colours(self) -> LineFilter:
        """The filter that maps colours to the 256 or 16 the terminal has."""
        from placentin_tui.ui.widgets.fewer_colours import FewerColours  # only where the terminal has few

        return FewerColours(self.console.color_system)

    # ── the terminal's capabilities ──────────────────────────────────────────────────────────────────────────────────

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver class, extended to parse the terminal's responses and to anchor columns."""
        return hearing(super().get_driver_class())

    def _ask_terminal(self) -> None:
        """Send the capability queries to the terminal, after the first frame."""
        if self.picture_renderer.ask(os.environ) or self.expects_graphics is not self.shows_graphics:
            self._set_again()
        if os.environ.get("TMUX") and self.config.pictures is not PictureMode.OFF:
            self.run_worker(self._ask_tmux(), group="pictures", description="what tmux says", exit_on_error=True)

    async def _ask_tmux(self) -> None:
        """Ask tmux what the terminal around it can do."""
        if await self.picture_renderer.ask_tmux(os.environ):
            self._set_again()
        self.remember_graphics()

    def on_answered(self, event: Answered) -> None:
        """Switch to a better picture protocol when the terminal says that it has one, and to the theme that suits its
        ground.
        """
        light = light_by(event.answer)
        if light is not None:
            self.suit_ground(light=light)
        else:
            expected = self.shows_graphics
            if self.picture_renderer.hear(event.answer) or self.shows_graphics is not expected:
                self._set_again()
            self.remember_graphics()

    def on_resize(self) -> None:
        """Measure the cell size in pixels again: the font size may have changed."""
        if "picture_renderer" in vars(self) and self.picture_renderer.measure():
            self._set_again()

    def _set_again(self) -> None:
        """Lay out page and list again, for pictures of another size or kind."""
        if self.is_open:
            self.front.set_again()
            pixels = self.config.pictures is not PictureMode.OFF and self.picture_renderer.draws_pixels
            self.front.headlines.show_thumbnails(shown=pixels)
            self.screen.refresh()

    async def on_unmount(self) -> None:
        """Stop the courier, finish the pending writes, close the libraries, and keep the launch
        frame's stamps valid.
        """
        if "picture_renderer" in vars(self):
            self.picture_renderer.clear()
        if "lettering" in vars(self):
            await self.lettering.close()
        if self.post:
            await self.post.close()
        self._own_writer.close()
        seen = cached_frame.stamps(self.paths)
        self.own_library.close()
        cached_frame.restamp(self.paths, seen)
        if self.library is not self.own_library:
            self.library.close()

    def send_for_courier(self) -> CourierEvents:
        """Return the courier's client; start it at the first call: after the first frame, or when an act needs it
        sooner.
        """
        from placentin_tui.ui.screens.main.courier_events import (
            CourierEvents,  # 10 ms that the first frame does not need
        )

        if self.post is None:
            self.post = CourierEvents(self)
            self.run_worker(self.post.run(), group="post", description="the courier's events", exit_on_error=True)
        return self.post

    def hear(self) -> None:
        """Replay the events that arrived before the main screen was mounted, in their order."""
        self.call_later(self._hear_early)

    async def _hear_early(self) -> None:
        """Handle the queued events, and queue no more."""
        early, self._early = self._early or [], None
        for event in early:
            await self.on_event(event)

    async def on_event(self, event: events.Event) -> None:
        """Sanitize pasted text, which Textual's inputs show with its control characters; queue input before the front
        page is there.
        """
        if self._early is not None and isinstance(event, (events.InputEvent, events.Paste)):
            self._early.append(event)
            return
        if isinstance(event, events.Paste):
            from placentin_tui.text.sanitize import clean_block  # 6 ms that the first frame does not need

            event.text = clean_block(event.text, LONGEST_PASTE)
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Hand on what was typed just after the key that opens a dialog with a field, before the field was there."""
        type_in = getattr(self.screen, "type_in", None)
        if type_in and event.is_printable and (self.focused is None or self.focused.check_consume_key("a", "a")):
            event.prevent_default()
            self.screen.call_later(type_in, event.character)

    # ── copying, and Ctrl+C ──────────────────────────────────────────────────────────────────────────────────────────

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a selection made in an input or on a page; Textual calls this."""
        from placentin_tui.ui.services import desktop_actions

        desktop_actions.copy(self, text)

    def write_to_clipboard(self, text: str) -> None:
        """Send the terminal the OSC 52 sequence that copies a text; terminals do not say whether they obey."""
        super().copy_to_clipboard(text)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click on a message takes it away; where it was cut, all of it is shown among the last ones."""
        message = self.messages.shown
        if message is None:
            return
        # Not the click itself: Textual takes the message away then, and tells nobody.
        widget, region = self.get_widget_at(event.screen_x, event.screen_y)
        if type(widget).__name__ == "Toast":
            self.read_messages()
            if text_width(message.text) > region.width - 2:
                self.front.call_next(self.front.action_do, "messages")

    def action_help_quit(self) -> None:
        """Ctrl+C with no selection: say how to quit, and quit at the second press within `TWICE` seconds; in an input
        do nothing.
        """
        if self.focused is not None and self.focused.check_consume_key("a", "a"):
            return
        if 0 <= time.monotonic() - self._interrupted <= TWICE:
            self.front.call_next(self.front.action_do, "quit")
            return
        self._interrupted = time.monotonic()
        self.say(_("Ctrl+C once more quits; so does {key}.").format(key=self.key_of("quit")))
