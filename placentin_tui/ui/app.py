"""The reader: opens the library, shows the front page, starts the courier once the paper is on the table."""

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
from placentin_tui.startup import cached_frame
from placentin_tui.terminal.restore import ENDINGS, hurry, status_of, stop_here
from placentin_tui.theme_names import NIGHT, THEMES
from placentin_tui.ui import terminal_cursor
from placentin_tui.ui.bindings import keymap
from placentin_tui.ui.library_app import LibraryApp
from placentin_tui.ui.messages import ArticlesGone, LibraryChanged
from placentin_tui.ui.response_parser import Answered, hearing
from placentin_tui.ui.textual_internals import driver_of
from placentin_tui.ui.themes import OWN_THEMES, meanings
from placentin_tui.ui.widgets.text_styles import has_few_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.message import Message

    from placentin_tui.config import Config
    from placentin_tui.models import Timestamp
    from placentin_tui.paths import Paths
    from placentin_tui.ui.screens.front_page.courier_events import CourierEvents
    from placentin_tui.ui.screens.front_page.screen import FrontPage

LONGEST_PASTE = 100_000
"""Characters: more than any paper takes for a comment."""
TWICE = 2.0
"""Seconds within which a second Ctrl+C quits."""
LOOK_AROUND = 1.0
"""Seconds between two looks at what may have changed without the app's doing."""


def _tidy_up() -> None:
    """Load what the first key needs; and what is there now stays to the end: it need not be looked through again."""
    import placentin_tui.ui.screens.front_page.action_table  # noqa: F401

    gc.collect()
    gc.freeze()
    gc.enable()


def _taking_over() -> type[Driver]:
    from placentin_tui.ui.terminal_driver import CachedFrameDriver

    return CachedFrameDriver


class PlacentinApp(LibraryApp):
    """The Textual app."""

    TITLE = "Placentin"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # we have one of our own

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
        """`plain`: the next start will be like this one; `taking_over`: the launch frame is on the screen; `still`: the
        first frame is all that is wanted of it; `patience`: seconds to wait for another process that is writing.
        """
        driver = _taking_over() if taking_over else None
        super().__init__(paths, config, offline=offline, still=still, clock=clock, patience=patience, driver=driver)
        self.plain = plain
        self._put_aside = ""
        """What was remembered and cannot be used any more, in words."""
        self._dress()
        self.set_class(has_few_colours(self), "-few-colours")
        self.post: CourierEvents | None = None
        self._seen: tuple[Timestamp, tuple[int, int]] = (0, (0, 0))
        """The minute, and the library's state, that the screens show."""
        self._early: list[events.Event] | None = []
        """What is typed before the front page is there; `None` once it is."""
        self._interrupted = -TWICE
        """When Ctrl+C was pressed last, by the monotonic clock."""

    def _dress(self) -> None:
        """Put on the colours chosen last; before the first style sheet is read, which names them."""
        for theme in OWN_THEMES.values():
            self.register_theme(theme)
        kept = self.own_library.settings.get("theme")
        if kept and kept not in THEMES:
            self._put_aside = _("The theme “{name}” cannot be shown here; another one is used.").format(name=kept)
            kept = ""
        # Past the watcher, which would have every style sheet read once more before the first frame.
        self.set_reactive(App.theme, self.config.theme or kept or NIGHT)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own meanings, for the themes that do not name them."""
        return meanings(self.current_theme)

    # ── start and end ────────────────────────────────────────────────────────────────────────────────────────────────

    def get_default_screen(self) -> FrontPage:
        """The front page is the first screen, and not one laid over an empty one."""
        from placentin_tui.ui.screens.front_page.screen import FrontPage

        return FrontPage()

    def on_mount(self) -> None:
        """Send for the courier once the front page shows."""
        if self.still:
            return
        # Only what was remapped: Textual lays the map over the keys at each of them, and all of ours take it 5 ms.
        self.set_keymap(keymap(command for command in self.commands if command.id in self.config.keys))
        loop = asyncio.get_running_loop()
        for ending in ENDINGS:
            loop.add_signal_handler(ending, self._ended_by, ending)
        loop.add_signal_handler(signal.SIGTSTP, self.step_aside)
        # Textual starts anew on every SIGCONT, also one without a stop: two readers of the keys, and no way back.
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        self.call_after_refresh(_tidy_up)
        self.call_after_refresh(self._ask_terminal)
        self._seen = (self.clock() // 60, self.library.state())
        self.set_interval(LOOK_AROUND, self._look_around)
        of_library = self.own_library.notice or (self.own_library.offer() if self.first_start else "")
        if said := " ".join(filter(None, (of_library, self._put_aside))):
            self.call_after_refresh(self.say, said)
        if self._put_aside:
            self.remember("theme", "")
        if not self.offline:
            self.call_after_refresh(self.send_for_courier)

    def _ended_by(self, ending: signal.Signals) -> None:
        """Somebody outside wants the end."""
        hurry()
        self.exit(return_code=status_of(ending))

    def step_aside(self) -> None:
        """Leave the terminal to the shell until the person comes back."""
        if driver := driver_of(self):
            driver.suspend_application_mode()
            stop_here()
            driver.resume_application_mode()
            self.refresh(layout=True)

    def action_redraw(self) -> None:
        """Draw the screen anew: another program may have written over it."""
        if driver := driver_of(self):
            driver.write("\x1b[2J")
        for screen in self.screen_stack:
            screen.refresh(repaint=True, layout=True)

    @property
    def failure(self) -> Exception | None:
        """What the paper could not go on after."""
        error = self.first_failure
        return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error

    def bears(self, error: Exception) -> bool:
        """Say what can be told, and go on; end with what else went wrong.

        What falls over once the end was asked for is no failure: it may have been half begun.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, PlacentinError) and self.is_open:
            self.tell(cause)
            return True
        return self.is_ending

    def tell(self, error: PlacentinError) -> None:
        """Say what went wrong; what the library has no more is shown no longer."""
        if not (self.own_library.notice and isinstance(error, LibraryReadOnly)):  # of that it was said at the start
            self.say(str(error))
        if isinstance(error, UnknownArticle | UnknownSource):
            self._announce(ArticlesGone)

    def _announce(self, message: type[Message]) -> None:
        """Tell every screen that lies open."""
        for screen in self.screen_stack:
            screen.post_message(message())

    def _look_around(self) -> None:
        """Once a second: whether another process has changed the library, or the clock what it says of ages."""
        seen = (self.clock() // 60, self.library.state())
        if seen != self._seen:
            self._seen = seen
            self._announce(LibraryChanged)

    # ── the cursor ───────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def shows_cursor(self) -> bool:
        """The terminal's cursor is visible."""
        return terminal_cursor.is_shown(self.config.cursor, os.environ)

    @property  # the toolkit keeps what its fields last set; here it follows the keys
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor is put after each frame."""
        return terminal_cursor.place(self.screen) if self.screen_stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _place: Offset) -> None:
        pass

    # ── colours ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The toolkit's, and ours for terminals with fewer colours."""
        filters = super().get_line_filters()
        return filters if self.console.color_system == "truecolor" else [*filters, self._fewer_colours]

    @cached_property
    def _fewer_colours(self) -> LineFilter:
        from placentin_tui.ui.widgets.fewer_colours import FewerColours  # only where the terminal has few

        return FewerColours(self.console.color_system)

    # ── what the terminal can ────────────────────────────────────────────────────────────────────────────────────────

    def get_driver_class(self) -> type[Driver]:
        """Textual's, with an ear for what the terminal answers, and columns anchored."""
        return hearing(super().get_driver_class())

    def _ask_terminal(self) -> None:
        """Ask it what it can do with pictures, now that the paper shows."""
        if self.picture_renderer.ask(os.environ):
            self._set_again()

    def on_answered(self, event: Answered) -> None:
        """Show pictures as well as the terminal says it can."""
        if self.picture_renderer.hear(event.answer):
            self._set_again()

    def on_resize(self) -> None:
        """Look whether the letters have another size."""
        if "picture_renderer" in vars(self) and self.picture_renderer.measure():
            self._set_again()

    def _set_again(self) -> None:
        """Set the page for pictures of another shape."""
        if self.is_open:
            self.front.set_again()
            self.screen.refresh()

    async def on_unmount(self) -> None:
        """Let the courier go and put the pen down; nothing that was written is lost."""
        if "picture_renderer" in vars(self):
            self.picture_renderer.clear()
        if self.post:
            await self.post.close()
        self._shelf_pen.close()
        seen = cached_frame.stamps(self.paths)
        self.own_library.close()
        cached_frame.restamp(self.paths, seen)
        if self.library is not self.own_library:
            self.library.close()

    def send_for_courier(self) -> CourierEvents:
        """The courier's post: sent for after the first frame, or when somebody wants it sooner."""
        from placentin_tui.ui.screens.front_page.courier_events import (
            CourierEvents,  # 10 ms the first frame does without
        )

        if self.post is None:
            self.post = CourierEvents(self)
            self.run_worker(self.post.run(), group="post", description="the courier's events", exit_on_error=True)
        return self.post

    def hear(self) -> None:
        """Follow what was typed before the front page was there, in its order."""
        self.call_later(self._hear_early)

    async def _hear_early(self) -> None:
        early, self._early = self._early or [], None
        for event in early:
            await self.on_event(event)

    async def on_event(self, event: events.Event) -> None:
        """Let what is pasted pass the gate: fields show it as it is, controls and all."""
        if self._early is not None and isinstance(event, (events.InputEvent, events.Paste)):
            self._early.append(event)
            return
        if isinstance(event, events.Paste):
            from placentin_tui.text.sanitize import clean_block  # 6 ms the first frame does without

            event.text = clean_block(event.text, LONGEST_PASTE)
        await super().on_event(event)

    # ── copying, and Ctrl+C ──────────────────────────────────────────────────────────────────────────────────────────

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected, in a field or on a page, as all that is copied here."""
        from placentin_tui.ui.services import desktop_actions

        desktop_actions.copy(self, text)

    def write_to_clipboard(self, text: str) -> None:
        """Ask the terminal to copy a text (OSC 52); whether it does, it does not say."""
        super().copy_to_clipboard(text)

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing is selected: say how to quit, and quit when it comes twice; in a field do nothing."""
        if self.focused is not None and self.focused.check_consume_key("a", "a"):
            return
        if 0 <= time.monotonic() - self._interrupted <= TWICE:
            self.front.call_next(self.front.action_do, "quit")
            return
        self._interrupted = time.monotonic()
        self.say(_("Ctrl+C once more quits; so does {key}.").format(key=self.key_of("quit")))
