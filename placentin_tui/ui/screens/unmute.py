"""What is done with a muted article: shown again, or a rule that mutes it turned off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _
from placentin_tui.ui.screens.menu_dialog import MenuCard

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary


class UnmuteScreen(MenuCard[str]):
    """Returns the name of the rule to turn off; empty: the article alone is shown again."""

    def __init__(self, article: ArticleSummary) -> None:
        """`article`: a muted one."""
        lines = [(Content(_("Show this article again")), "")]
        lines += [
            (Content(_("Turn the rule “{name}” off, with all it mutes").format(name=name)), name)
            for name in article.muted_by
        ]
        super().__init__(_("Muted"), lines, foot=_("Enter chooses · Esc goes back"))
