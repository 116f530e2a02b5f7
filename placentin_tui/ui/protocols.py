"""What screens, widgets and services need of the app, each part by itself; nobody below the app names its class.

Imported for type checking alone: the first frame does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable
    from contextlib import AbstractContextManager

    from textual.geometry import Size
    from textual.screen import Screen, ScreenResultCallbackType
    from textual.signal import Signal
    from textual.theme import Theme

    from placentin_tui.commands import Command
    from placentin_tui.config import Config
    from placentin_tui.courier.process.protocol import AddService, RemoveService, SetAccount, Sync
    from placentin_tui.errors import PlacentinError
    from placentin_tui.library import Library
    from placentin_tui.models import Article, StoredPicture, Timestamp, View
    from placentin_tui.paths import Paths
    from placentin_tui.rendering.typography import Typography
    from placentin_tui.ui.message_queue import MessageQueue
    from placentin_tui.ui.widgets.headline_list import HeadlineList
    from placentin_tui.ui.widgets.lettering_renderer import LetteringRenderer
    from placentin_tui.ui.widgets.picture_renderer import PictureRenderer
    from placentin_tui.ui.widgets.status_line import StatusLine

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Notifier(Protocol):
    """Says something to the person."""

    def say(self, message: str, *, beside: bool = False, error: bool = False) -> None:
        """Say it in place of what was said before, or `beside` that, in turn; an `error` stays until it was read."""


class Workers(Protocol):
    """Runs what takes a while beside the keys, as Textual does it."""

    def run_worker(
        self,
        work: Coroutine[Any, Any, Any],
        *,
        group: str = ...,
        description: str = ...,
        exit_on_error: bool = ...,
        exclusive: bool = ...,
    ) -> object:
        """Begin it."""


class Settings(Protocol):
    """What was set for this start."""

    @property
    def config(self) -> Config:
        """The person's settings."""

    @property
    def offline(self) -> bool:
        """No packet leaves: there is no courier."""


class Writer(Protocol):
    """Writes to one library, in order."""

    def submit(self, act: Callable[[Library], Result]) -> Awaitable[Result]:
        """Have `act` run on the library, whoever waits for its result; raises what `act` raises."""

    async def write(self, act: Callable[[Library], Result]) -> Result:
        """Run `act` on the library and return its result; raises what `act` raises."""


class LibraryAccess(Protocol):
    """The library that is read, and how it is written to."""

    first_start: bool
    clock: Callable[[], Timestamp]

    @property
    def library(self) -> Library:
        """The library being read: the person's own, or the built-in edition."""

    @property
    def own_library(self) -> Library:
        """The person's own library."""

    @property
    def writer(self) -> Writer:
        """Writes to the library being read, in order."""

    def write(self, act: Callable[[Library], Result], then: Callable[[Result], None] | None = None) -> None:
        """Run `act` on the library in the writer thread, and then call `then` with its result on the event loop."""

    def remember(self, key: str, value: str) -> None:
        """Keep a small thing among the person's settings."""

    def open_edition(self) -> None:
        """Read the built-in edition."""

    def open_own_library(self) -> None:
        """Show the person's own library again."""


class CourierRequests(Protocol):
    """What can be asked of the courier."""

    def refresh(self, sources: tuple[int, ...]) -> None:
        """Ask sources for news, all where none is named."""

    def subscribe(self, addresses: tuple[str, ...]) -> None:
        """Request a subscription to each address."""

    def send_outbox(self) -> None:
        """Request that the outbox is sent."""

    def set_account(self, request: SetAccount) -> None:
        """Request that an account is verified and stored, or removed."""

    def manage_services(self, request: Sync | AddService | RemoveService) -> None:
        """Request a sync with the servers that keep marks, or that one is added or removed."""

    def fetch_comments(self, article: int) -> None:
        """Request an article's comments."""

    def fetch_pictures(self, article: int, *, asked: bool = False) -> None:
        """Request an article's missing pictures; `asked`: by the person, whatever the source's setting is."""

    def fetch_text(self, article: int) -> None:
        """Request an article's full text."""


class CourierAccess(Protocol):
    """The courier, if it is there, or sent for."""

    @property
    def post(self) -> CourierRequests | None:
        """The courier, once it was sent for."""

    def send_for_courier(self) -> CourierRequests:
        """The courier, started if it is not there yet."""


class PictureSource(Protocol):
    """Pictures, and what paints them."""

    @property
    def picture_renderer(self) -> PictureRenderer:
        """What paints pictures."""

    @property
    def shows_graphics(self) -> bool:
        """The terminal shows pictures as graphics, or did the last time."""

    @property
    def has_few_colours(self) -> bool:
        """The terminal has 16 colours."""

    @property
    def lettering(self) -> LetteringRenderer:
        """What sets and shows headlines in letters."""

    def stored_picture(self, url: str) -> StoredPicture | None:
        """The file of a picture as the library knows it; `None` when there is none, or pictures are off. Cached."""

    def forget_pictures(self) -> None:
        """Empty the cache of picture files: more of them may have been fetched."""


class Commands(Protocol):
    """The acts and their keys."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """All acts, with the keys the person gave them."""

    def command(self, act: str) -> Command:
        """The command with this id. Raises `KeyError`."""

    def key_of(self, act: str) -> str:
        """The key shown for a command, or its label where it has no key."""


class Appearance(Protocol):
    """How the paper looks: its theme, and how text is set."""

    theme: str
    theme_changed_signal: Signal[Theme]

    @property
    def typography(self) -> Typography:
        """How the text is set."""

    def choose_typography(self, typography: Typography, changed: str) -> None:
        """Set text so from now on, and remember the part that was `changed`."""

    @property
    def current_theme(self) -> Theme:
        """The theme, as Textual knows it."""

    def choose_theme(self, theme: str) -> None:
        """Switch to a theme, and store it; an empty name: whatever suits the terminal, now and later."""

    def toggle_theme(self) -> None:
        """Switch between the last light theme and the last dark one, and store that."""


class Desktop(Notifier, Workers, Settings, Protocol):
    """What leaves the paper: the clipboard, and other programs on this terminal."""

    def write_to_clipboard(self, text: str) -> None:
        """Ask the terminal to copy a text (OSC 52)."""

    def suspend(self) -> AbstractContextManager[None]:
        """Lend the terminal to another program."""


class Front(Protocol):
    """The main screen, as the courier's events and other screens change it."""

    view: View
    article: Article | None
    searching: bool

    @property
    def headlines(self) -> HeadlineList:
        """The list of headlines."""

    @property
    def status(self) -> StatusLine:
        """The status line."""

    async def action_do(self, act: str) -> None:
        """Do one of the acts of `commands`."""

    def show_view(self, view: View, *, select: int | None = None, at: int = 0) -> None:
        """Show another set of articles."""

    def repaint(self, articles: Iterable[int] = ()) -> None:
        """Paint these articles anew wherever they show, all where none is named."""

    def say_news(self) -> None:
        """Show how many articles have arrived since the list was read."""

    def show_news(self, *, asked: bool) -> None:
        """A refresh is over, `asked` for by the person: choose the stories of the front page anew."""

    def entitle(self) -> None:
        """Update the masthead (name, view, the number of unread articles, date) and what waits for servers."""

    def dismiss_welcome(self) -> None:
        """Remove the welcome line, if it is there, and focus the list."""


class Screens(Workers, Protocol):
    """What screens use of Textual's own app."""

    @property
    def size(self) -> Size:
        """The terminal's columns and rows."""

    @property
    def screen(self) -> Screen[object]:
        """The screen that has the keys."""

    def push_screen(self, screen: Screen[Answer], callback: ScreenResultCallbackType[Answer] | None = None) -> object:
        """Lay a screen over this one; the callback is given its answer."""

    async def push_screen_wait(self, screen: Screen[Answer]) -> Answer:
        """Lay a screen over this one, and wait for its answer."""

    def call_next(self, callback: Callable[..., Any], *args: Any) -> object:
        """Call it once what is at hand is done."""

    def set_timer(self, delay: float, callback: Callable[[], object] | None = None) -> object:
        """Call it after so many seconds."""

    def set_interval(self, interval: float, callback: Callable[[], object] | None = None) -> object:
        """Call it every so many seconds."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text, and say so."""

    def exit(self, result: int | None = None) -> None:
        """End the app."""


class ReaderApp(
    Desktop, Screens, Settings, LibraryAccess, CourierAccess, PictureSource, Commands, Appearance, Protocol
):
    """All of it: the app as a screen of ours knows it."""

    @property
    def front(self) -> Front:
        """The main screen."""

    @property
    def still(self) -> bool:
        """The first frame is all that is wanted."""

    @property
    def paths(self) -> Paths:
        """The folders."""

    @property
    def plain(self) -> bool:
        """The next start will be like this one."""

    @property
    def is_open(self) -> bool:
        """The main screen lies there whole."""

    @property
    def messages(self) -> MessageQueue:
        """What was said."""

    def read_messages(self) -> None:
        """What is said was read: take it away."""

    def tell(self, error: PlacentinError) -> None:
        """Say what went wrong."""

    def hear(self) -> None:
        """Follow what was typed before the main screen was there."""

    def step_aside(self) -> None:
        """Suspend the process as Ctrl+Z does (SIGTSTP): restore the terminal, stop, and redraw when the shell resumes
        it.
        """

    def action_redraw(self) -> None:
        """Repaint the whole terminal."""
