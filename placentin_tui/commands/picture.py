"""The acts of the pictures on the whole screen."""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_picture = partial(Command, group="picture", scope=Scope.PICTURE)

PICTURE: tuple[Command, ...] = (
    _picture("picture-next", ("n", "j", "l", "right", "down", "space", "pagedown"), N_("Next picture"), N_("The next picture; after the last comes the first."), action="leaf(1)", footer=True),
    _picture("picture-previous", ("p", "N", "k", "left", "up", "b", "pageup"), N_("Previous picture"), N_("The picture before."), action="leaf(-1)", footer=True),
    _picture("picture-first", ("g", "home"), N_("First picture"), N_("To the first picture."), action="turn_to(0)"),
    _picture("picture-last", ("G", "end"), N_("Last picture"), N_("To the last picture."), action="turn_to(-1)"),
    _picture("picture-browser", ("o",), N_("Browser"), N_("Open the picture itself in the browser."), action="browse", footer=True),
    _picture("picture-close", ("escape", "q", "h", "i", "enter", "z"), N_("Back"), N_("Back to the article."), action="put_away", footer=True),
    _picture("picture-quit", ("ctrl+q",), N_("Quit"), N_("Close the paper; everything is kept."), action="app.quit"),
    _picture("picture-redraw", ("ctrl+l",), N_("Draw anew"), N_("Draw the screen anew, when something else has written over it."), action="app.redraw"),
    _picture("picture-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of pictures first.")),
    _picture("picture-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this screen by its name.")),
)  # fmt: skip
