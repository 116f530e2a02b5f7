"""Shows an article's pictures on the whole screen, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from placentin_tui.commands import Scope
from placentin_tui.i18n import _, number
from placentin_tui.rendering.picture_list import caption_of
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.screens.app_access import AppAccess
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.services import desktop_actions
from placentin_tui.ui.widgets.picture_size import PictureSize, shape
from placentin_tui.ui.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.prose.blocks import Figure


class PictureScreen(CommandAccess, AppAccess, ErrorBoundary, Screen[None]):
    """One picture, with its caption, credit and alternative text below."""

    CSS_PATH = "picture.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PICTURE)

    def __init__(self, figures: tuple[Figure, ...], at: int) -> None:
        """`figures`: those whose files are here; `at`: index of the first one shown."""
        super().__init__()
        self._figures = figures
        self._at = at

    def compose(self) -> ComposeResult:
        """The picture and its caption."""
        yield PictureView(shape=self._shape, picture_renderer=self.app.picture_renderer)
        yield Static(id="legend", markup=False)

    def on_mount(self) -> None:
        """Show the caption."""
        self._say()

    def _shape(self, columns: int, rows: int) -> PictureSize | None:
        """The size in cells of the picture in an area of so many columns and rows."""
        picture_renderer = self.app.picture_renderer
        stored = self.app.stored_picture(self._figures[self._at].picture.url)
        return shape(stored, columns, rows, picture_renderer.picture_protocol, picture_renderer.cell)

    def _say(self) -> None:
        """Show the picture's number, its caption and the keys."""
        count = f"{number(self._at + 1)}/{number(len(self._figures))}" if len(self._figures) > 1 else ""
        said = "  ".join(part for part in (count, caption_of(self._figures[self._at])) if part)
        keys = self._keys(others=bool(count))
        self.query_one("#legend", Static).update(Content.assemble(said, "\n", (keys, "$ink-quiet")))

    def _keys(self, *, others: bool) -> str:
        """What the keys do; `others`: there are other pictures."""
        browser = self.app.key_of("picture-browser")
        if not others:
            return _("{browser} browser · Esc back").format(browser=browser)
        said = _("{next} {previous} other pictures · {browser} browser · Esc back")
        following, previous = self.app.key_of("picture-next"), self.app.key_of("picture-previous")
        return said.format(next=following, previous=previous, browser=browser)

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_leaf(self, step: int) -> None:
        """Show the next picture (1) or the previous one (-1), from the last to the first."""
        self.action_turn_to((self._at + step) % len(self._figures))

    def action_turn_to(self, at: int) -> None:
        """Show the picture with this index; -1: the last one."""
        self._at = at % len(self._figures)
        self._say()
        self.query_one(PictureView).refresh()

    def action_browse(self) -> None:
        """Open the picture in the browser."""
        desktop_actions.browse(self.app, self._figures[self._at].picture.url)

    def action_put_away(self) -> None:
        """Go back to the article."""
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """A click closes the picture, as a click opened it."""
        event.stop()
        self.dismiss()

    def on_mouse_scroll_down(self) -> None:
        """Show the next picture."""
        self.action_leaf(1)

    def on_mouse_scroll_up(self) -> None:
        """Show the previous picture."""
        self.action_leaf(-1)
