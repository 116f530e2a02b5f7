"""The orders a list can have, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList

from placentin_tui.i18n import _
from placentin_tui.ui.screens.menu_dialog import MenuCard

if TYPE_CHECKING:
    from collections.abc import Mapping


class SortScreen(MenuCard[str]):
    """Returns the order chosen."""

    def __init__(self, orders: Mapping[str, str], now: str) -> None:
        """`orders`: the words for each; `now`: the one the list has."""
        lines = [(Content(f"{'●' if order == now else ' '} {_(words)}"), order) for order, words in orders.items()]
        super().__init__(_("Sort the list"), lines, foot=_("Enter chooses · Esc goes back"))
        self._at = list(orders).index(now) if now in orders else 0

    def on_mount(self) -> None:
        """Begin at the order the list has."""
        self.query_one(OptionList).highlighted = self._at
