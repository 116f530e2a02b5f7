"""The part of the app that knows the library: which one is read, how it is written, what is remembered and said."""

from __future__ import annotations

import os
import sys
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from placentin_tui import i18n
from placentin_tui.commands import sign, with_keys
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.library import Library, open_or_repair
from placentin_tui.models.setting_enums import Ground, PictureMode
from placentin_tui.terminal.ground import says_light
from placentin_tui.text import resanitize
from placentin_tui.theme_definitions import THEMES
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.message_queue import FOR_GOOD, Message, MessageQueue
from placentin_tui.ui.messages import ArticlesGone
from placentin_tui.ui.services.library_writer import InlineWriter, LibraryWriter
from placentin_tui.ui.textual_internals import InternalsApp
from placentin_tui.ui.themes import ThemeChoice
from placentin_tui.ui.widgets.text_styles import has_few_colours

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver
    from textual.timer import Timer
    from textual.worker import WorkType

    from placentin_tui.commands import Command
    from placentin_tui.config import Config
    from placentin_tui.models import StoredPicture, Timestamp
    from placentin_tui.paths import Paths
    from placentin_tui.rendering.typography import Typography
    from placentin_tui.ui.screens.main.screen import MainScreen
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer

T = TypeVar("T")

MOST_LOOKED_UP = 1000
"""Entries of the cache of picture files; more than any page has pictures."""


def _say_before(sentence: str) -> None:
    """Print a sentence to standard error, before Textual has taken the terminal."""
    print(sentence, file=sys.__stderr__, flush=True)


def _terminal() -> str:
    """What this terminal calls itself in the environment."""
    return " ".join(os.environ.get(name, "") for name in ("TERM", "TERM_PROGRAM", "COLORTERM"))


class LibraryApp(ErrorBoundary, InternalsApp):
    """What every screen may want of the app; starting, ending and the terminal are `PlacentinApp`'s."""

    def __init__(
        self,
        paths: Paths,
        config: Config,
        *,
        offline: bool,
        still: bool,
        clock: Callable[[], Timestamp],
        patience: float,
        driver: type[Driver] | None,
    ) -> None:
        # The terminal's own ground must reach it as that, not as a colour.
        super().__init__(driver_class=driver, ansi_color=config.ground is Ground.TERMINAL or None)
        i18n.use(config.language)
        self.paths = paths
        self.config = config
        self.offline = offline
        self.still = still
        self.clock = clock
        self.commands: tuple[Command, ...] = with_keys(config.keys)
        self._command_of = {command.id: command for command in self.commands}
        own = partial(open_or_repair, paths.library, paths.pictures, clock=clock, patience=patience, frugal=True)
        # Whoever repairs a library says so, which takes a person who reads it.
        self.own_library: Library = Library.open(*own.args, **own.keywords) if still else own(warn=_say_before)
        """The person's own library."""
        self._own_writer = LibraryWriter(own)
        self.library = self.own_library
        """The library being read: the person's own, or the built-in edition."""
        self.writer: LibraryWriter | InlineWriter = self._own_writer
        self._pictures: dict[str, StoredPicture | None] = {}
        self.put_aside = ""
        """The name of a remembered theme that cannot be shown any more; empty when there is none."""
        self.messages = MessageQueue()
        """What was said."""
        self._next_message: Timer | None = None
        self.first_start = not self.own_library.sources.count()
        if self.first_start:
            self._take_edition()

    @property
    def front(self) -> MainScreen:
        """The main screen."""
        from placentin_tui.ui.screens.main.screen import MainScreen

        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

    @property
    def is_open(self) -> bool:
        """Whether the main screen is fully mounted; before and after, events change nothing on it."""
        return any(screen.query("StatusLine") for screen in self.screen_stack if screen.id == "main")

    # ── which library ────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_edition(self) -> None:
        """Load the built-in edition into a library in memory and show that."""
        from placentin_tui import edition  # only at a first start

        self.library = Library.in_memory(edition.PICTURES, clock=self.clock)
        edition.load(self.library, i18n.language())
        self.writer = InlineWriter(self.library)
        self._pictures.clear()

    def open_edition(self) -> None:
        """Show the built-in edition; `open_own_library` goes back."""
        if self.library is self.own_library:
            self._take_edition()
            self.front.open_library()

    def open_own_library(self) -> None:
        """Show the person's own library again."""
        if self.library is not self.own_library:
            self.library.close()
            self.library, self.writer = self.own_library, self._own_writer
            self._pictures.clear()
            self.front.open_library()

    # ── acts every screen may want ───────────────────────────────────────────────────────────────────────────────────

    def command(self, act: str) -> Command:
        """The command with this id. Raises `KeyError`."""
        return self._command_of[act]

    def key_of(self, act: str) -> str:
        """The key shown for a command, or its label where it has no key."""
        command = self._command_of[act]
        return sign(command.keys[0]) if command.keys else _(command.label)

    def say(self, message: str, *, beside: bool = False, error: bool = False) -> None:
        """Show a sentence in the footer, as plain text without markup; an `error` stays until it was read.

        It replaces what was said before; one that answers no key press (`beside`) comes after that.
        """
        # It may name a file, and names of files may hold anything.
        said = Message(resanitize.printable(message), self.clock(), error)
        if self.messages.say(said, beside=beside):
            self._show_message(said)
        self._count_errors()

    def _show_message(self, message: Message) -> None:
        """Show a message in place of the one before, and the next one once it was read."""
        self.clear_notifications()
        self.notify(
            message.text,
            markup=False,
            timeout=FOR_GOOD if message.error else message.seconds,
            severity="error" if message.error else "information",
        )
        if self._next_message:
            self._next_message.stop()
        self._next_message = self.set_timer(message.seconds, self._show_next_message)

    def _count_errors(self) -> None:
        """Say at the foot how many errors were not read yet: another message may stand in their place."""
        if self.is_open:
            said = ngettext("{n} error: {key}", "{n} errors: {key}", errors := self.messages.unread_errors)
            said = said.format(n=number(errors), key=self.key_of("messages"))
            self.front.status.unread_errors = said if errors else ""

    def _show_next_message(self) -> None:
        """Show the message that has waited longest, where one has."""
        if message := self.messages.following():
            self._show_message(message)

    def read_messages(self) -> None:
        """What is shown was read: take it away."""
        self.messages.read()
        self._count_errors()
        self.clear_notifications()
        self._show_next_message()

    def write(self, act: Callable[[Library], T], then: Callable[[T], None] | None = None) -> None:
        """Run `act` on the library in the writer thread, and then call `then` with its result on the event loop.

        It is in the thread's queue when this returns: what is written in the moment of quitting is kept.
        """
        result = self.writer.submit(act)

        async def writing() -> None:
            done = await result
            if then is not None and self.is_open:
                then(done)

        work: WorkType[None] = writing  # not a coroutine: one that is not begun before the end would be complained of
        self.run_worker(work, group="writes", description="a write to the library", exit_on_error=True)

    def end_rules(self) -> None:
        """Turn off the rules whose end has come, as a refresh does: what they have muted shows again."""
        if self.own_library.rules.has_ended():
            work: WorkType[None] = self._end_rules
            self.run_worker(work, group="writes", description="turning off rules that have ended", exit_on_error=True)

    async def _end_rules(self) -> None:
        while await self._own_writer.write(lambda library: library.rules.end()):  # in pieces: other writes go between
            pass
        if self.is_open:
            self.front.post_message(ArticlesGone())

    def remember(self, key: str, value: str) -> None:
        """Store a setting in the person's own library, whichever library is shown."""
        result = self._own_writer.submit(lambda library: library.settings.set(key, value))

        async def remembering() -> None:
            await result

        work: WorkType[None] = remembering
        self.run_worker(work, group="writes", description="a setting remembered", exit_on_error=True)

    @cached_property
    def typography(self) -> Typography:
        """The typography in force: from the config, else as last chosen; read at the first article."""
        from placentin_tui.ui.services import typography_settings

        return typography_settings.typography(
            self.config, {name: self.own_library.settings.get(name) for name in typography_settings.NAMES}
        )

    def choose_typography(self, typography: Typography, changed: str) -> None:
        """Set text so from now on, and remember the part that was `changed`."""
        self.typography = typography
        self.remember(changed, str(getattr(typography, changed)))

    def choose_theme(self, theme: str) -> None:
        """Switch to a theme, and store it; an empty name: whatever suits the terminal, now and later."""
        self.theme = self.theme_choice.choose(theme)
        self.remember(self._theme_setting, theme)

    def toggle_theme(self) -> None:
        """Switch between the last light theme and the last dark one, and store that."""
        self.choose_theme(self.theme_choice.other(self.current_theme))

    def suit_ground(self, *, light: bool) -> None:
        """Note whether the terminal's ground is light, and wear what suits it where nothing else was chosen."""
        self.theme_choice.light = light
        said = "light" if light else "dark"
        if self.own_library.settings.get("ground") != said:
            self.remember("ground", said)  # the next first frame has the right theme before the terminal answers
        if self.theme != self.theme_choice.worn:
            self.theme = self.theme_choice.worn

    @property
    def _theme_setting(self) -> str:
        """The name the theme is remembered by: what one wears in 16 colours is chosen by itself."""
        return "theme-16" if has_few_colours(self) else "theme"

    @cached_property
    def theme_choice(self) -> ThemeChoice:
        """Which theme is worn, and why."""
        settings = self.own_library.settings
        light = settings.get("ground") == "light" if settings.get("ground") else says_light(os.environ)
        kept = settings.get(self._theme_setting)
        if kept and kept not in THEMES:
            self.put_aside, kept = kept, ""
        return ThemeChoice(self.config, kept, few_colours=has_few_colours(self), light=light)

    @property
    def _shows_pictures(self) -> bool:
        """Whether pictures are shown: in 16 colours not as blocks, in which nobody knows what they are, but when the
        config wants that.
        """
        if self.config.pictures is not PictureMode.AUTO or not has_few_colours(self):
            return self.config.pictures is not PictureMode.OFF
        return self.picture_renderer.draws_pixels

    @property
    def has_few_colours(self) -> bool:
        """Whether the terminal has 16 colours."""
        return has_few_colours(self)

    @property
    def shows_graphics(self) -> bool:
        """Whether the terminal shows pictures in pixels: as it has answered, until then as it did the last time, so
        that nothing moves on the page when it answers.
        """
        if "picture_renderer" in vars(self) and self.picture_renderer.is_settled:
            return self.picture_renderer.draws_pixels
        return self.expects_graphics

    @cached_property
    def expects_graphics(self) -> bool:
        """Whether this terminal has shown pictures in pixels before."""
        return self.config.pictures is PictureMode.AUTO and self.own_library.settings.get("graphics") == _terminal()

    def remember_graphics(self) -> None:
        """Remember whether this terminal shows pictures in pixels, once it has said so."""
        if self.picture_renderer.is_settled and self.shows_graphics is not self.expects_graphics:
            self.expects_graphics = self.shows_graphics
            self.remember("graphics", _terminal() if self.shows_graphics else "")

    def stored_picture(self, url: str) -> StoredPicture | None:
        """The file of a picture as the library knows it; `None` when there is none, or none is shown here. Cached."""
        if not self._shows_pictures:
            return None
        if url not in self._pictures:
            if len(self._pictures) > MOST_LOOKED_UP:
                self._pictures.clear()
            self._pictures[url] = self.library.pictures.find((url,)).get(url)
        return self._pictures[url]

    def forget_pictures(self) -> None:
        """Empty the cache of picture files: more of them may have been fetched."""
        self._pictures.clear()

    @cached_property
    def picture_renderer(self) -> PictureRenderer:
        """The renderer of all pictures; created with the first picture, since its imports are slow."""
        from placentin_tui.ui.widgets.picture_renderer import PictureRenderer  # not before there is something to paint

        return PictureRenderer(self, self.config.pictures)

    @cached_property
    def lettering(self) -> LetteringRenderer:
        """The renderer of headlines in letters; created with the first article."""
        from placentin_tui.ui.lettering.source import DrawingSource  # not before there is a headline
        from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer  # as above

        source = DrawingSource(self.paths.lettering, self.config.lettering_bytes)
        return LetteringRenderer(self, self.config, source, self.picture_renderer)
