"""The outbox: every comment of the person's own, and what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from placentin_tui.i18n import _, age
from placentin_tui.rendering.comment_thread import state_of
from placentin_tui.text.sanitize import clean
from placentin_tui.ui.screens.menu_dialog import MenuCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import OutgoingComment, Timestamp


class OutboxScreen(MenuCard[int]):
    """Answers with the article of the letter taken."""

    def __init__(self, letters: Sequence[OutgoingComment], now: Timestamp) -> None:
        lines = [
            (
                Content.assemble(
                    (state_of(letter), "bold"),
                    f" · {age(letter.at, now)}\n",
                    clean(letter.text, 120),
                    (f"\n{letter.said}" if letter.said else "", "dim"),
                ),
                letter.article,
            )
            for letter in reversed(letters)
        ]
        super().__init__(_("Your comments"), lines, foot=_("Enter goes to the article · Esc goes back"))
