"""The input line of the search, and what is said about the query below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from placentin_tui.query.completion import Completion


class SearchLine(Field):
    """An input of fixed virtual size: no letter causes a layout of the screen, which takes 10 ms."""

    virtual_size = Reactive(Size(0, 0))

    def __init__(self, look: Callable[[str], None], *, placeholder: str, id: str) -> None:  # noqa: A002 - Textual's own name
        """`look` is called with what was typed."""
        super().__init__(placeholder=placeholder, id=id)
        self._look = look
        self._looked_for = ""
        self._completions: Sequence[Completion] = ()

    def watch_value(self) -> None:
        """Search at once, so that letter and results are painted in one frame; after the waiting keys where there are
        some.
        """
        if self.message_queue_size:
            self.call_later(self._look_for)
        else:
            self._look_for()

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show what the last word can become, grey behind what was typed."""
        self._completions = completions
        if completions:
            self._suggestion = self.value + completions[0].rest

    def complete(self) -> bool:
        """Take the word that is offered, where one is and the caret stands behind what was typed; whether it was."""
        if not (self._completions and self._suggestion and self.cursor_at_end):
            return False
        self.value = self._completions[0].query
        self.cursor_position = len(self.value)
        return True

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the word that is offered, else go a letter further."""
        if select or not self.complete():
            super().action_cursor_right(select)

    def _look_for(self) -> None:
        """Search, unless for the same words."""
        if self.value != self._looked_for:
            self._looked_for = self.value
            self._look(self.value)


class SearchNotes(Static):
    """Sentences about the query; takes no room while there are none."""

    def __init__(self) -> None:
        super().__init__(id="search-notes", markup=False)
        self.display = False
        self._said: tuple[str, ...] = ()

    def on_click(self) -> None:
        """Take the word that is offered."""
        for line in self.screen.query(SearchLine):
            line.complete()

    def say(self, notes: Sequence[str]) -> None:
        """Show these sentences, a paragraph each."""
        if tuple(notes) != self._said:
            self._said = tuple(notes)
            self.update(Content("\n".join(notes)))
            self.display = bool(notes)
