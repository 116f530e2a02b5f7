"""A dialog with a list of choices, one of which is taken with Enter or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import Card, foot, head
from placentin_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

Choice = TypeVar("Choice")


class MenuCard(CommandAccess, Card[Choice], Generic[Choice]):
    """Returns the value of the line chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MENU)

    def __init__(self, title: str, lines: Sequence[tuple[Content, Choice]], *, foot: str = "") -> None:
        """`lines`: what is shown, and the value of each; `foot`: the key hints."""
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._foot = foot

    def compose(self) -> ComposeResult:
        """The card with the list."""
        with Vertical(classes="card"):
            yield head(self._title)
            yield ChoiceList(*(Option(line) for line, _choice in self._lines))
            yield foot(self._foot)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the value of the line."""
        self.dismiss(self._lines[event.option_index][1])

    def action_move(self, how: str) -> None:
        """Move in the list, or take the line; `how`: the rest of the name of an action of Textual's `OptionList`."""
        getattr(self.query_one(OptionList), f"action_{how}")()
