"""`account`: an application password for a paper, kept in the system's keyring."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import TYPE_CHECKING

from placentin_tui.cli.command import declare
from placentin_tui.cli.output import put, say
from placentin_tui.cli.status import DONE, FAILED, OFFLINE, USAGE
from placentin_tui.i18n import _

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.command import Call, Commands
    from placentin_tui.courier.accounts import Account
    from placentin_tui.library import Library
    from placentin_tui.models import Source


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `account`."""
    account = declare(commands, shared, "account", look_after, _("comment with your account at a paper"))
    account.add_argument("source", metavar=_("SOURCE"), help=_("the paper: its number, address or title"))
    which = account.add_mutually_exclusive_group()
    which.add_argument("--user", metavar="U", default="", help=_("your name there; the password is asked for, unseen"))
    which.add_argument("--forget", action="store_true", help=_("forget the account"))


def look_after(call: Call) -> int:
    """Say which account there is, take a new one, or forget it."""
    from placentin_tui.courier import accounts  # aiohttp, 200 ms

    with call.library() as library:
        source = library.sources.find(call.options.source)
        root = library.sources.rest_root(source.id)
        if not root:
            say(
                _("{title} does not say that it runs on WordPress; refresh it, then try again.").format(
                    title=source.title
                )
            )
            return FAILED
        if call.options.forget:
            accounts.forget(library, root)
            put(_("Comments go to {title} by its form.").format(title=source.title))
        elif call.options.user:
            return _enter(call, library, source, root)
        elif user := accounts.user_of(library, root):
            put(_("Comments go to {title} as {user}.").format(title=source.title, user=user))
        else:
            put(_("Comments go to {title} by its form.").format(title=source.title))
    return DONE


def _enter(call: Call, library: Library, source: Source, root: str) -> int:
    from placentin_tui.courier import accounts

    if call.options.offline:
        say(_("offline, as asked: the password could not be tried."))
        return OFFLINE
    password = _password(source)
    if not password:
        say(_("no password was given."))
        return USAGE
    account = accounts.Account(root, call.options.user, password)
    asyncio.run(_check(call, account))
    accounts.remember(library, account)
    put(_("Comments go to {title} as {user}.").format(title=source.title, user=account.user))
    return DONE


def _password(source: Source) -> str:
    """Typed unseen at a terminal; a line of stdin where there is none."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Application password for {title}: ").format(title=source.title)).strip()
    return sys.stdin.readline().strip()


async def _check(call: Call, account: Account) -> None:
    from placentin_tui.courier import accounts
    from placentin_tui.web import Web

    async with Web(timeout=call.config.network.timeout) as web:
        await accounts.check(web, account)
