"""The base class of all dialogs: a card laid over the screen, closed with Esc or q."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from placentin_tui.commands import Scope
from placentin_tui.prose.layout import text_width
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.error_boundary import ErrorBoundary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from placentin_tui.ui.textual_internals import CSSPathType

Result = TypeVar("Result")

CORNERS = 6
"""Columns of a card's border that text cannot use."""


def foot(card: Widget, hints: str) -> Iterator[Static]:
    """Show key hints on the card's lower border where they fit, else yield them as the card's last line."""
    if text_width(hints) <= card.app.size.width - CORNERS:
        card.border_subtitle = Content(hints)
    else:
        yield Static(Content(hints), classes="quiet")


def copy_or_quit(screen: Screen[Any]) -> None:
    """Ctrl+C on a modal screen: copy its selection; with none, do what the app does."""
    if selected := screen.get_selected_text():
        screen.app.copy_to_clipboard(selected)
    else:
        screen.app.action_help_quit()


class Card(ErrorBoundary, ModalScreen[Result | None], Generic[Result]):
    """A modal dialog; its result is `None` when it is closed without an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DIALOG)

    def action_put_away(self) -> None:
        """Close the dialog without an answer."""
        self.dismiss(None)

    def action_copy_text(self) -> None:
        """Copy the selection, or say how to quit."""
        copy_or_quit(self)
