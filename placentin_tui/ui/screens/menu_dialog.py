"""A menu card: a title, a list of choices, one of them taken with Enter or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import Card, foot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

Choice = TypeVar("Choice")


class MenuCard(CommandAccess, Card[Choice], Generic[Choice]):
    """Lines to choose from; the answer is the value of the one taken."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MENU)

    def __init__(self, title: str, lines: Sequence[tuple[Content, Choice]], *, foot: str = "") -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._foot = foot

    def compose(self) -> ComposeResult:
        """The card, its list inside."""
        with Vertical(classes="card") as card:
            card.border_title = Content(self._title)
            yield OptionList(*(Option(line) for line, _choice in self._lines), markup=False)
            yield from foot(card, self._foot)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with what was chosen."""
        self.dismiss(self._lines[event.option_index][1])

    def action_move(self, how: str) -> None:
        """Move in the list, or take the line."""
        getattr(self.query_one(OptionList), f"action_{how}")()
