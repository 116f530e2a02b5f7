"""A card: a small sheet laid over the paper, put away with Esc or q."""

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
"""Columns of a card's border no word can stand on."""


def foot(card: Widget, hints: str) -> Iterator[Static]:
    """What the keys do: on the card's border where that has room, else as its last lines, to be yielded there."""
    if text_width(hints) <= card.app.size.width - CORNERS:
        card.border_subtitle = Content(hints)
    else:
        yield Static(Content(hints), classes="quiet")


def copy_or_quit(screen: Screen[Any]) -> None:
    """Ctrl+C on a modal screen: copy what is selected there; where nothing is, it is the app's."""
    if selected := screen.get_selected_text():
        screen.app.copy_to_clipboard(selected)
    else:
        screen.app.action_help_quit()


class Card(ErrorBoundary, ModalScreen[Result | None], Generic[Result]):
    """A screen whose answer is `None` when it is put away."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.DIALOG)

    def action_put_away(self) -> None:
        """Go back to the paper."""
        self.dismiss(None)

    def action_copy_text(self) -> None:
        """Copy what is selected, or say how to quit."""
        copy_or_quit(self)
