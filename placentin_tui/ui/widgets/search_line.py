"""The line one types a search into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive

from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable


class SearchLine(Field):
    """Is as wide as the pane, whatever stands in it: no letter has the screen arranged anew, as that takes 10 ms."""

    virtual_size = Reactive(Size(0, 0))

    def __init__(self, look: Callable[[str], None], *, placeholder: str, id: str) -> None:  # noqa: A002 - Textual's own name
        """`look` looks for what was typed."""
        super().__init__(placeholder=placeholder, id=id)
        self._look = look
        self._looked_for = ""

    def watch_value(self) -> None:
        """Look for what was typed at once, to be painted with it; where more is waiting already, after that."""
        if self.message_queue_size:
            self.call_later(self._look_for)
        else:
            self._look_for()

    def _look_for(self) -> None:
        if self.value != self._looked_for:
            self._looked_for = self.value
            self._look(self.value)
