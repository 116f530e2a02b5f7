"""The acts of the front page that the list does not have: its arrows, and the numbers of its sections."""

from __future__ import annotations

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

FRONT: tuple[Command, ...] = (
    Command("front-up", ("up",), N_("Story above"), N_("On the front page: to the nearest story above."), "front", scope=Scope.FRONT),
    Command("front-down", ("down",), N_("Story below"), N_("On the front page: to the nearest story below."), "front", scope=Scope.FRONT),
    Command("front-left", ("left",), N_("Story at the left"), N_("On the front page: to the nearest story at the left."), "front", scope=Scope.FRONT),
    Command("front-right", ("right",), N_("Story at the right"), N_("On the front page: to the nearest story at the right."), "front", scope=Scope.FRONT),
    Command("front-section", tuple("123456789"), N_("Sections 1 to 9"), N_("On the front page: show the section of this number; 1 is the front page itself."), "front", scope=Scope.FRONT, action="section", numbered=True),
)  # fmt: skip
