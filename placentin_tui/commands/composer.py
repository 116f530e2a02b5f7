"""The acts of the composer, where a comment is written.

All of them go before the keys of the field that is typed into, so that any key but a letter can be chosen for them.
"""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_writing = partial(Command, group="composer", scope=Scope.COMPOSER, priority=True)

COMPOSER: tuple[Command, ...] = (
    _writing("composer-send", ("ctrl+s", "ctrl+enter", "alt+enter"), N_("Send"), N_("Send the comment; with no network it waits and goes out later."), footer=True),
    _writing("composer-keep", ("escape",), N_("Keep the draft"), N_("Back to the article; the draft is kept."), footer=True),
    _writing("composer-discard", ("ctrl+d",), N_("Throw the draft away"), N_("Twice: throw the draft away for good."), footer=True),
    _writing("composer-redraw", ("ctrl+l",), N_("Draw anew"), N_("Draw the screen anew, when something else has written over it."), action="app.redraw"),
    _writing("composer-help", ("f1",), N_("Help"), N_("Every command and its keys, those for writing first.")),
    _writing("composer-palette", ("ctrl+p",), N_("All commands"), N_("Find a command for writing by its name.")),
)  # fmt: skip
