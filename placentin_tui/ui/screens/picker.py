"""A picker: a long list narrowed by typing, one line of it taken with Enter or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope
from placentin_tui.i18n import _
from placentin_tui.text.collation import folded
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import Card, foot
from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets import Input

Choice = TypeVar("Choice")


class Entry(NamedTuple, Generic[Choice]):
    """A line to pick."""

    value: Choice
    label: str
    detail: str = ""
    """A sentence below the label; what is typed is looked for in it too."""
    hint: str = ""
    """What stands beside the label: its key, say."""


class Picker(Card[Choice], Generic[Choice]):
    """Answers with the value of the line picked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PICKER)

    def __init__(self, title: str, entries: Sequence[Entry[Choice]], *, first: int = 0) -> None:
        """`first`: the line chosen before anything is typed."""
        super().__init__()
        self._title = title
        self._entries = tuple(entries)
        self._shown = self._entries
        self._first = first
        self._moved = False
        """The list was gone through since something was typed."""

    @property
    def cursor_owner(self) -> Widget:
        """Where the terminal's cursor stands: in what was used last, the list or the line."""
        return self.query_one(OptionList) if self._moved else self.query_one(Field)

    def compose(self) -> ComposeResult:
        """The card: the line to type into, the list."""
        with Vertical(classes="card") as card:
            card.border_title = Content(self._title)
            yield Field(placeholder=_("Type to narrow the list"), id="narrow")
            yield OptionList(markup=False)
            yield Static(Content(_("Nothing here is called so.")), id="none", classes="quiet")
            yield from foot(card, _("Enter picks · Esc goes back"))

    def on_mount(self) -> None:
        """List everything; what is typed goes to the line."""
        self._fill(self._first)
        self.query_one(Field).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what was typed."""
        self._moved = False
        wanted = folded(event.value).split()
        ranked = [(rank, entry) for entry in self._entries if (rank := _rank(entry, wanted)) is not None]
        self._shown = tuple(entry for _rank, entry in sorted(ranked, key=lambda pair: pair[0]))
        self._fill()

    def _fill(self, chosen: int = 0) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(entry)) for entry in self._shown])
        options.highlighted = chosen if self._shown else None
        self.query_one("#none").display = not self._shown

    def on_input_submitted(self) -> None:
        """Take the chosen line."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with what was picked."""
        self.dismiss(self._shown[event.option_index].value)

    def action_move(self, how: str) -> None:
        """Move in the list while the line has the keys."""
        self._moved = True
        getattr(self.query_one(OptionList), f"action_{how}")()


def _line(entry: Entry[Choice]) -> Content:
    hint = f"  {entry.hint}" if entry.hint else ""
    detail = f"\n{entry.detail}" if entry.detail else ""
    return Content.assemble((entry.label, "bold"), (hint, "$ink-quiet"), (detail, "$ink-quiet"))


def _rank(entry: Entry[Choice], wanted: list[str]) -> int | None:
    """How well an entry fits what was typed, 0 best; `None`: not at all. Every word must be there."""
    label, everything = folded(entry.label), folded(f"{entry.label} {entry.detail} {entry.hint}")
    if not all(word in everything for word in wanted):
        return None
    if not wanted or label.startswith(" ".join(wanted)):
        return 0
    begins = all(any(part.startswith(word) for part in label.split()) for word in wanted)
    return 1 if begins else 2 if all(word in label for word in wanted) else 3
