"""The input line of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive

from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable


class SearchLine(Field):
    """An input of fixed virtual size: no letter causes a layout of the screen, which takes 10 ms."""

    virtual_size = Reactive(Size(0, 0))

    def __init__(self, look: Callable[[str], None], *, placeholder: str, id: str) -> None:  # noqa: A002 - Textual's own name
        """`look` is called with what was typed."""
        super().__init__(placeholder=placeholder, id=id)
        self._look = look
        self._looked_for = ""

    def watch_value(self) -> None:
        """Search at once, so that letter and results are painted in one frame; after the waiting keys where there are
        some.
        """
        if self.message_queue_size:
            self.call_later(self._look_for)
        else:
            self._look_for()

    def _look_for(self) -> None:
        """Search, unless for the same words."""
        if self.value != self._looked_for:
            self._looked_for = self.value
            self._look(self.value)
