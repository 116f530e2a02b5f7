"""A dialog with a long list that typing narrows; one line is taken with Enter or a click."""

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
from placentin_tui.ui.screens.dialog import FieldCard, foot, head
from placentin_tui.ui.widgets.choice_list import ChoiceList
from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets import Input

Choice = TypeVar("Choice")


class Entry(NamedTuple, Generic[Choice]):
    """A line of the list and its value."""

    value: Choice
    label: str
    detail: str = ""
    """A sentence below the label; searched too."""
    hint: str = ""
    """Shown beside the label: a key, for example."""


class Picker(FieldCard[Choice], Generic[Choice]):
    """Returns the value of the line chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PICKER)

    def __init__(self, title: str, entries: Sequence[Entry[Choice]], *, first: int = 0) -> None:
        """`first`: index of the line under the cursor before anything is typed."""
        super().__init__()
        self._title = title
        self._entries = tuple(entries)
        self._shown = self._entries
        self._first = first
        self._moved = False
        """Whether the cursor was moved in the list since the last letter was typed."""

    @property
    def cursor_owner(self) -> Widget:
        """The widget the terminal's cursor stands in: list or input, whichever was used last."""
        return self.query_one(OptionList) if self._moved else self.query_one(Field)

    def compose(self) -> ComposeResult:
        """The card with the input and the list."""
        with Vertical(classes="card"):
            yield head(self._title)
            yield Field(placeholder=_("Type to narrow the list"), id="narrow")
            yield ChoiceList()
            yield Static(Content(_("Nothing here is called so.")), id="none", classes="quiet")
            yield foot(_("Enter picks · Esc goes back"))

    def on_mount(self) -> None:
        """List all entries; the focus stays in the input."""
        self._fill(self._first)
        self.query_one(Field).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the entries that match what was typed, the best first."""
        self._moved = False
        wanted = folded(event.value).split()
        ranked = [(rank, entry) for entry in self._entries if (rank := _rank(entry, wanted)) is not None]
        self._shown = tuple(entry for _rank, entry in sorted(ranked, key=lambda pair: pair[0]))
        self._fill()

    def _fill(self, chosen: int = 0) -> None:
        """Show the present entries, the cursor on one of them; say so when there is none."""
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(entry)) for entry in self._shown])
        options.highlighted = chosen if self._shown else None
        self.query_one("#none").display = not self._shown

    def on_input_submitted(self) -> None:
        """Take the line under the cursor."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the value of the line."""
        self.dismiss(self._shown[event.option_index].value)

    def action_move(self, how: str) -> None:
        """Move in the list while the input has the focus."""
        self._moved = True
        getattr(self.query_one(OptionList), f"action_{how}")()


def _line(entry: Entry[Choice]) -> Content:
    """An entry as it is shown: label and hint, below them the detail."""
    hint = f"  {entry.hint}" if entry.hint else ""
    detail = f"\n{entry.detail}" if entry.detail else ""
    return Content.assemble((entry.label, "bold"), (hint, "$ink-quiet"), (detail, "$ink-quiet"))


def _rank(entry: Entry[Choice], wanted: list[str]) -> int | None:
    """How well an entry matches the words, 0 best; `None`: a word is missing."""
    label, everything = folded(entry.label), folded(f"{entry.label} {entry.detail} {entry.hint}")
    if not all(word in everything for word in wanted):
        return None
    if not wanted or label.startswith(" ".join(wanted)):
        return 0
    begins = all(any(part.startswith(word) for part in label.split()) for word in wanted)
    return 1 if begins else 2 if all(word in label for word in wanted) else 3
