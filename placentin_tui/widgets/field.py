"""A line to type into."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input

from placentin_tui.widgets.boundary import ErrorBoundary


class Field(ErrorBoundary, Input):
    """An input whose cursor stands still: a blinking one paints twice a second, and draws eyes and screen readers."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, compact=True, **named)
        self.cursor_blink = False
