"""The links of an article: their words and their real addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _
from placentin_tui.screens.menu import MenuCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.page.links import Link


class LinksScreen(MenuCard[str]):
    """Answers with the address to open."""

    def __init__(self, links: Sequence[Link]) -> None:
        lines = [
            (Content.assemble((f"{link.number:>2} ", "bold"), link.text, "\n   ", (link.href, "dim")), link.href)
            for link in links
        ]
        super().__init__(_("Links"), lines, foot=_("Enter opens · Esc goes back"))
