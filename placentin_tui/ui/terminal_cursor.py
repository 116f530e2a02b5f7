"""Places the terminal's cursor on what the keys act on, for Braille displays and speech, which follow it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.geometry import Offset

from placentin_tui.models.setting_enums import CursorMode
from placentin_tui.ui.textual_internals import line_of_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen
    from textual.widget import Widget
    from textual.widgets import OptionList


@runtime_checkable
class HasCursor(Protocol):
    """A widget that knows its reading position."""

    def cursor_place(self) -> Offset:
        """The cell, relative to the content's corner."""
        ...


def is_shown(wish: CursorMode, environment: Mapping[str, str]) -> bool:
    """Whether the cursor is visible, by the setting `cursor`: `on`, `off`, or `auto` (by the variables of assistive
    software).
    """
    if wish is not CursorMode.AUTO:
        return wish is CursorMode.ON
    return bool(environment.get("BRLTTY")) or environment.get("ACCESSIBILITY_ENABLED") == "1"


def place(screen: Screen[Any]) -> Offset:
    """The cell of the screen where the cursor belongs."""
    owner: Widget | None = getattr(screen, "cursor_owner", None) or screen.focused
    if owner is None or not owner.is_attached:
        return Offset(0, 0)
    corner = owner.content_region.offset
    if isinstance(owner, HasCursor):
        return corner + owner.cursor_place()
    if (caret := getattr(owner, "cursor_screen_offset", None)) is not None:  # an input or a text area of Textual
        return Offset(*caret)
    # Only when a list was imported already: its module takes 10 ms at the start.
    lists = sys.modules.get("textual.widgets._option_list")
    if lists is not None and isinstance(owner, lists.OptionList):
        return corner + _in_list(owner)
    return corner


def _in_list(options: OptionList) -> Offset:
    """The cell of the first letter of the highlighted entry, right of the bar that marks it."""
    line = line_of_option(options)
    return Offset(1, max(0, min(line - int(options.scroll_offset.y), options.size.height - 1)))
