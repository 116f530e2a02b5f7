"""`account`: an application password for a paper, kept in the system's keyring."""

from __future__ import annotations

import asyncio
import getpass
import shlex
import sys
from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED, OFFLINE, USAGE
from placentin_tui.cli.output import hint, put, say
from placentin_tui.destination_policy import no_wordpress, password_server, server, typed_server
from placentin_tui.errors import ConsentNeeded
from placentin_tui.i18n import _
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library
    from placentin_tui.models import Source


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `account`."""
    account = declare(commands, shared, "account", manage_account, _("comment with your account at a paper"))
    account.add_argument("source", metavar=_("SOURCE"), help=_("the paper: its number, address or title"))
    which = account.add_mutually_exclusive_group()
    which.add_argument("--user", metavar="U", default="", help=_("your name there; the password is asked for, unseen"))
    which.add_argument("--forget", action="store_true", help=_("forget the account, and the hosts you agreed to"))
    account.add_argument(
        "--host", metavar=_("HOST"), default="", help=_("with “--user”: the host that may get the password")
    )


def manage_account(call: CommandContext) -> int:
    """Show the account of a source, store one, or remove it."""
    options = call.options
    if options.host and not (options.user and typed_server(options.host)):
        say(_("“--host” goes with “--user”, and names a host such as “paper.example”."))
        return USAGE
    with call.library() as library:
        source = library.sources.find(options.source)
        if options.forget:
            _forget(library, source)
        elif options.user:
            return _enter(call, library, source)
        elif not (library.sources.rest_root(source.id) or library.accounts.of(source.id).user):
            raise no_wordpress(source)
        for line in _lines(library, source):
            put(line)
    return DONE


def _lines(library: Library, source: Source) -> list[str]:
    """The sentences about how comments are sent to a paper, and to which other servers."""
    given, lines = library.accounts.of(source.id), []
    if given.user:
        lines.append(_("Comments go to {title} as {user}.").format(title=source.title, user=given.user))
    else:
        lines.append(_("Comments go to {title} by its form.").format(title=source.title))
    if given.user and server(given.root) != server(source.url):
        lines.append(_("You agreed that your password goes to {host}.").format(host=server(given.root)))
    if others := library.accounts.comment_servers(source.id):
        lines.append(_("You agreed that comments go to {hosts}.").format(hosts=", ".join(others)))
    return lines


def _forget(library: Library, source: Source) -> None:
    from placentin_tui.courier.comments import credentials  # aiohttp, 200 ms
    from placentin_tui.courier.process.executor import Executor

    asyncio.run(credentials.forget(Executor(library), source.id))


def _enter(call: CommandContext, library: Library, source: Source) -> int:
    """Verify and store an account, after asking for its password; returns the exit status."""
    user, root = clean(call.options.user), library.sources.rest_root(source.id) or ""
    agreed = typed_server(call.options.host)
    try:
        password_server(source, root, library.accounts.of(source.id), agreed)
    except ConsentNeeded as needed:
        say(str(needed))
        command = f"placentin-tui account {source.id} --user {shlex.quote(user)} --host {needed.server}"
        hint(_("If you agree that your password goes there: “{command}”").format(command=command))
        return FAILED
    if call.options.offline:
        say(_("offline, as asked: the password could not be tried."))
        return OFFLINE
    password = _password(source)
    if not password:
        say(_("no password was given."))
        return USAGE
    asyncio.run(_give(call, library, source.id, user=user, password=password, agreed=agreed))
    for line in _lines(library, source):
        put(line)
    return DONE


def _password(source: Source) -> str:
    """Read the password unseen from a terminal, else as a line of stdin."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Application password for {title}: ").format(title=source.title)).strip()
    return sys.stdin.readline().strip()


async def _give(call: CommandContext, library: Library, source: int, *, user: str, password: str, agreed: str) -> None:
    """Verify and store an account."""
    from placentin_tui.courier.comments import credentials
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.web import Web

    async with Web(timeout=call.config.network.timeout) as web:
        web.believe(library.sources.trusted())
        await credentials.give(Executor(library), web, source, user, password, agreed=agreed)
