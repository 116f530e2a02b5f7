"""The choice of what to save as an e-book: today's articles, the starred ones, the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual.content import Content

from placentin_tui.i18n import _, number
from placentin_tui.sharing.export_collection import MOST, of_articles, of_starred, of_today
from placentin_tui.ui.screens.menu_dialog import MenuCard
from placentin_tui.ui.screens.share_actions import saved_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.models import ArticleSummary
    from placentin_tui.ui.protocols import ReaderApp
    from placentin_tui.ui.widgets.picks import Picked

    Sharing: TypeAlias = Callable[[ReaderApp], None]


class ExportScreen(MenuCard["Sharing"]):
    """Returns the function that saves the book chosen."""

    def __init__(self, summary: ArticleSummary | None, picks: Picked | None = None) -> None:
        """`summary`: the current article, if there is one; `picks`: the articles that are picked."""
        lines = [
            (_line(_("Today's edition"), _("the articles of the last 24 hours")), saved_book(of_today)),
            (_line(_("The starred articles"), ""), saved_book(of_starred)),
        ]
        if summary:
            this_one = summary.id
            this = _line(_("This article"), summary.title)
            lines.append((this, saved_book(lambda library: of_articles(library, (this_one,)))))
        if picks:
            said = _("the first {most} of {n}") if picks.count > MOST else "{n}"
            several = _line(_("What is picked"), said.format(most=number(MOST), n=number(picks.count)))
            lines.insert(0, (several, saved_book(lambda library: of_articles(library, picks.ids(library)[:MOST]))))
        super().__init__(_("Save as an e-book"), lines, foot=_("Enter does it · Esc goes back"))


def _line(label: str, detail: str) -> Content:
    """A line of the list: the label, and a quiet detail on the same line."""
    return Content.assemble((label, "bold"), "  ", (" ".join(detail.split()), "dim"))
