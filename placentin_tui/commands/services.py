"""The acts of the page of servers, and of the list of changes that wait for one."""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_services = partial(Command, group="services", scope=Scope.SERVICES)
_queue = partial(Command, group="queue", scope=Scope.QUEUE)

SERVICES: tuple[Command, ...] = (
    _services("services-down", ("j", "down"), N_("Down"), N_("To the next server."), action="move('cursor_down')"),
    _services("services-up", ("k", "up"), N_("Up"), N_("To the server before."), action="move('cursor_up')"),
    _services("services-top", ("g", "home"), N_("Top"), N_("To the first server."), action="move('first')"),
    _services("services-bottom", ("G", "end"), N_("Bottom"), N_("To the last server."), action="move('last')"),
    _services("services-queue", ("enter", "l", "right"), N_("What waits"), N_("List the changes the server is still to be told of, and those it did not accept.")),
    _services("services-sync", ("s", "r"), N_("Sync now"), N_("Send what was marked here, and fetch what is new there; also during a pause after errors.")),
    _services("services-add", ("a",), N_("Add a server"), N_("Sign in at FreshRSS, Miniflux or another server that speaks the Google Reader API.")),
    _services("services-sign-in", ("p",), N_("Sign in again"), N_("Give the server's password again, when it was changed; what waits is kept.")),
    _services("services-remove", ("d", "delete"), N_("Remove"), N_("Remove the server here, with its password and what waits; its articles and their marks stay.")),
    _services("services-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of servers first."), action="help"),
    _services("services-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this page by its name.")),
)  # fmt: skip

QUEUE: tuple[Command, ...] = (
    _queue("queue-down", ("j", "down"), N_("Down"), N_("To the next change."), action="move('cursor_down')"),
    _queue("queue-up", ("k", "up"), N_("Up"), N_("To the change before."), action="move('cursor_up')"),
    _queue("queue-page-down", ("pagedown",), N_("Page down"), N_("A page down the list of changes."), action="move('page_down')"),
    _queue("queue-page-up", ("pageup",), N_("Page up"), N_("A page up the list of changes."), action="move('page_up')"),
    _queue("queue-top", ("g", "home"), N_("Top"), N_("To the first change."), action="move('first')"),
    _queue("queue-bottom", ("G", "end"), N_("Bottom"), N_("To the last change."), action="move('last')"),
    _queue("queue-show", ("enter", "l", "right"), N_("Show"), N_("Go to the article that is marked."), action="show"),
    _queue("queue-drop", ("d", "delete"), N_("Forget"), N_("Do not tell the server of this change; the next sync then shows what the server has."), action="drop"),
    _queue("queue-retry", ("r",), N_("Try again"), N_("Send again all that was not accepted, with the next sync."), action="retry"),
    _queue("queue-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of this list first."), action="help"),
    _queue("queue-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this list by its name.")),
)  # fmt: skip
