"""Where the terminal's cursor stands: on what the keys are for. Braille displays and speech follow it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.geometry import Offset

from placentin_tui.models.choices import CursorMode
from placentin_tui.ui.textual_internals import line_of_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen
    from textual.widget import Widget
    from textual.widgets import OptionList


@runtime_checkable
class HasCursor(Protocol):
    """A widget that knows where in it the reading is."""

    def cursor_place(self) -> Offset:
        """The cell, from the widget's own corner."""
        ...


def is_shown(wish: CursorMode, environment: Mapping[str, str]) -> bool:
    """Whether the cursor is visible, by the setting `cursor`: `on`, `off`, or `auto` for what the environment says."""
    if wish is not CursorMode.AUTO:
        return wish is CursorMode.ON
    return bool(environment.get("BRLTTY")) or environment.get("ACCESSIBILITY_ENABLED") == "1"


def place(screen: Screen[Any]) -> Offset:
    """The cell of the screen the cursor stands in."""
    owner: Widget | None = getattr(screen, "cursor_owner", None) or screen.focused
    if owner is None or not owner.is_attached:
        return Offset(0, 0)
    corner = owner.content_region.offset
    if isinstance(owner, HasCursor):
        return corner + owner.cursor_place()
    if (caret := getattr(owner, "cursor_screen_offset", None)) is not None:  # a text area of the toolkit's
        return Offset(*caret)
    # Only where there is a list by now: its module takes 10 ms of the start.
    lists = sys.modules.get("textual.widgets._option_list")
    if lists is not None and isinstance(owner, lists.OptionList):
        return corner + _in_list(owner)
    return corner


def _in_list(options: OptionList) -> Offset:
    """The first line of the chosen entry."""
    line = line_of_option(options)
    return Offset(0, max(0, min(line - int(options.scroll_offset.y), options.size.height - 1)))
