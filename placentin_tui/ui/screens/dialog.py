"""The base class of all dialogs: a card laid over the screen, closed with Esc or q."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from placentin_tui.commands import Scope
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.screens.app_access import AppAccess
from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from textual.binding import BindingType

    from placentin_tui.ui.textual_internals import CSSPathType

Result = TypeVar("Result")

LOW = [(0, "-low"), (20, "-high")]
"""Rows of the window below which a card goes without its empty lines."""


def head(title: str, subject: str = "") -> Static:
    """The first line of a card: its title, and what it is about, cut off where there is no room."""
    about = f"  {' '.join(subject.split())}" if subject else ""
    return Static(Content.assemble((title, "bold $ink-strong"), (about, "$ink-quiet")), classes="head")


def foot(hints: str) -> Static:
    """The last line of a card: its keys."""
    return Static(Content(hints), classes="foot")


def copy_or_quit(screen: Screen[Any]) -> None:
    """Ctrl+C on a modal screen: copy its selection; with none, do what the app does."""
    if selected := screen.get_selected_text():
        screen.app.copy_to_clipboard(selected)
    else:
        screen.app.action_help_quit()


class Card(AppAccess, ErrorBoundary, ModalScreen[Result | None], Generic[Result]):
    """A modal dialog; its result is `None` when it is closed without an answer."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialog.tcss"
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = LOW
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DIALOG)

    def action_put_away(self) -> None:
        """Close the dialog without an answer."""
        self.dismiss(None)

    def action_copy_text(self) -> None:
        """Copy the selection, or say how to quit."""
        copy_or_quit(self)


class FieldCard(Card[Result], Generic[Result]):
    """A dialog with one field."""

    def type_in(self, text: str) -> None:
        """Put into the field what was typed before it was there."""
        self.query_one(Field).insert_text_at_cursor(text)
