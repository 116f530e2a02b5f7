"""The acts of the switcher of views. Its keys go before those of the line one types into, so they are no letters."""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_views = partial(Command, group="views", scope=Scope.VIEWS, priority=True)

VIEWS: tuple[Command, ...] = (
    _views("views-down", ("down",), N_("Down"), N_("A line down."), action="move(1)"),
    _views("views-up", ("up",), N_("Up"), N_("A line up."), action="move(-1)"),
    _views("views-page-down", ("pagedown",), N_("Page down"), N_("A page down the list."), action="page(1)"),
    _views("views-page-up", ("pageup",), N_("Page up"), N_("A page up the list."), action="page(-1)"),
    _views("views-pick", tuple("123456789"), N_("Views 1 to 9"), N_("Show the view of this number, while nothing is typed."), action="pick", numbered=True),
    _views("views-open", ("right",), N_("Open the folder"), N_("List the papers of the folder too."), action="fold(True)"),
    _views("views-close", ("left",), N_("Close the folder"), N_("List the papers of the folder no longer."), action="fold(False)"),
    _views("views-rename", ("f2",), N_("Rename"), N_("Give the saved view another name.")),
    _views("views-pin", ("f3",), N_("Pin"), N_("Put the saved view among the sections of the front page, or take it from there.")),
    _views("views-move-up", ("shift+up",), N_("Move up"), N_("Move the saved view up by a place."), action="shift(-1)"),
    _views("views-move-down", ("shift+down",), N_("Move down"), N_("Move the saved view down by a place."), action="shift(1)"),
    _views("views-remove", ("ctrl+d",), N_("Remove"), N_("Remove the saved view; it can be undone.")),
)  # fmt: skip
