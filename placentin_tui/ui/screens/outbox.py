"""The list of the person's own comments, each with its state, as they stand below their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _, age
from placentin_tui.rendering.initials import look_of
from placentin_tui.rendering.outgoing_state import state_wording
from placentin_tui.text.sanitize import clean
from placentin_tui.ui.screens.menu_dialog import MenuCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import OutgoingComment, Timestamp


class OutboxScreen(MenuCard[int]):
    """Returns the id of the article of the comment chosen."""

    def __init__(self, outgoing_comments: Sequence[OutgoingComment], now: Timestamp) -> None:
        """`outgoing_comments`: oldest first; they are listed newest first."""
        lines = [
            (
                Content.assemble(
                    (look_of(outgoing.name or _("You")).initial, "bold reverse"),
                    "  ",
                    (outgoing.name or _("You"), "bold"),
                    "  ",
                    (f" {state_wording(outgoing.state)} ", "reverse"),
                    f"  {age(outgoing.at, now)}\n",
                    clean(outgoing.text, 120),
                    (f"\n{outgoing.said}" if outgoing.said else "", "dim"),
                ),
                outgoing.article,
            )
            for outgoing in reversed(outgoing_comments)
        ]
        super().__init__(_("Your comments"), lines, foot=_("Enter goes to the article · Esc goes back"))
