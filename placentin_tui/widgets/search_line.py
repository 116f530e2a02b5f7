"""The line one types a search into."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class SearchLine(Input):
    """Is as wide as the pane, whatever stands in it: no letter has the screen arranged anew, as that takes 10 ms."""

    virtual_size = Reactive(Size(0, 0))
