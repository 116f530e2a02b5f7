"""The choice among the feeds of a page that links to more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _
from placentin_tui.ui.screens.menu_dialog import MenuCard

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChoiceScreen(MenuCard[str]):
    """Returns the URL of the feed chosen."""

    def __init__(self, urls: Sequence[str], titles: Sequence[str]) -> None:
        """`urls` and `titles` are of the same length; a feed without a title is shown by its URL."""
        lines = [
            (Content.assemble((title or url, "bold"), "\n", (url, "dim")), url)
            for url, title in zip(urls, titles, strict=True)
        ]
        super().__init__(_("This page has several feeds"), lines, foot=_("Enter subscribes · Esc goes back"))
