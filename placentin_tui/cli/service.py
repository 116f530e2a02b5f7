"""`service`: servers that keep subscriptions and marks are added, listed, synced and removed; what waits for them."""

from __future__ import annotations

import asyncio
import getpass
import shlex
import sys
import time
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED, OFFLINE, USAGE
from placentin_tui.cli.output import hint, iso, line_width, put, put_json, say, table
from placentin_tui.destination_policy import server
from placentin_tui.errors import ConsentNeeded
from placentin_tui.i18n import N_, _, ngettext, number
from placentin_tui.models import ChangeState, NewService, SubscriptionOp, SyncField
from placentin_tui.rendering import service_words
from placentin_tui.text.sanitize import clean
from placentin_tui.text.urls import safe_url

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncGenerator, Callable

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.library import Library
    from placentin_tui.models import Service, SyncOutcome
    from placentin_tui.web import Web

_WORDS = {"add": (2, 2), "sync": (0, 1), "queue": (0, 1), "subscribe": (2, 2), "remove": (1, 1)}
"""How many words follow each act, at least and at most."""
_LABELS = {"+label": N_("give the tag"), "-label": N_("take off the tag")}
_OFFLINE = frozenset({"offline", "unknown-host"})


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `service`."""
    words = _("share subscriptions and marks with a server of yours")
    service = declare(commands, shared, "service", manage_services, words)
    service.add_argument(
        "act",
        metavar="add|sync|queue|subscribe|remove",
        nargs="?",
        choices=tuple(_WORDS),
        help=_("what to do; else the services are listed"),
    )
    service.add_argument(
        "words",
        metavar=_("WORD"),
        nargs="*",
        help=_(
            "“add”: freshrss, miniflux, greader or fever, and the address;"
            " “subscribe”: service and address; else a service"
        ),
    )
    service.add_argument(
        "--user", metavar="U", default="", help=_("your name there; the password is asked for, unseen")
    )
    service.add_argument("--name", metavar="N", default="", help=_("what to call it here; by default its host"))
    service.add_argument(
        "--password-command", metavar="C", default="", help=_("a command that prints the password, such as “pass rss”")
    )
    service.add_argument(
        "--in-clear", action="store_true", help=_("agree that the password goes to this host without encryption")
    )
    service.add_argument("--folder", metavar="F", default="", help=_("with “subscribe”: the folder there"))
    service.add_argument("--dry-run", action="store_true", help=_("with “sync”: only say what would be sent"))
    service.add_argument("--drop", metavar="N", action="append", default=[], help=_("with “queue”: forget this change"))
    service.add_argument("--retry", action="store_true", help=_("with “queue”: send again what was not accepted"))
    service.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def manage_services(call: CommandContext) -> int:
    """Do what the command line says. Raises `SyncError`, `AccountError` and `FetchError`."""
    options = call.options
    least, most = _WORDS.get(options.act, (0, 0))
    if not least <= len(options.words) <= most or (options.act == "add" and not options.user):
        say(_("“add” needs a kind, an address and “--user”; “subscribe” a service and an address; “remove” a service."))
        return USAGE
    acts: dict[str | None, Callable[[CommandContext, Library], int]] = {
        None: _list,
        "add": _add,
        "sync": _sync,
        "queue": _queue,
        "subscribe": _subscribe,
        "remove": _remove,
    }
    with call.library() as library:
        return acts[options.act](call, library)


# ── which there are ──────────────────────────────────────────────────────────────────────────────────────────────────


def _list(call: CommandContext, library: Library) -> int:
    services = library.services.all()
    if call.options.json:
        for service in services:
            put_json(_record(service))
    elif not services:
        say(_("There are no services yet: “placentin-tui service add freshrss ADDRESS --user U” adds one."))
    else:
        now = library.clock()
        lines = [[one.name, one.address, one.user, service_words.standing(one, now)] for one in services]
        for row in table(lines, width=line_width(), soft=(1, 3)):
            put(row)
    return DONE


def _record(service: Service) -> dict[str, object]:
    return {
        "name": service.name,
        "kind": service.dialect,
        "address": service.address,
        "user": service.user,
        "sources": service.sources,
        "waiting": service.waiting,
        "refused": service.refused,
        "last_success": iso(service.last_success),
        "next_try": iso(service.next_try),
        "error": str(service.reason) if service.reason else None,
    }


def _add(call: CommandContext, library: Library) -> int:
    """Sign in at a server, and add it."""
    from placentin_tui.sync.dialects import api_address, has_labels

    options, (kind, typed) = call.options, call.options.words
    address = api_address(kind, safe_url(typed if "://" in typed else f"https://{typed}"))
    agreed = server(address) if options.in_clear else ""
    name = clean(options.name) or server(address)
    new = NewService(
        name, kind, address, clean(options.user), tuple(shlex.split(options.password_command)), agreed, has_labels(kind)
    )
    if options.offline:
        say(_("offline, as asked: the password could not be tried."))
        return OFFLINE
    password = "" if new.password_command else _password(name)
    if not (password or new.password_command):
        say(_("no password was given."))
        return USAGE
    try:
        asyncio.run(_signed_in(call, library, new, password))
    except ConsentNeeded as needed:
        say(str(needed))
        hint(_("If you agree that your password goes there unencrypted, add “--in-clear”."))
        return FAILED
    put(_("{name} is added; “placentin-tui service sync” brings its articles.").format(name=name))
    return DONE


async def _signed_in(call: CommandContext, library: Library, new: NewService, password: str) -> None:
    from placentin_tui.courier.sync.service import add  # aiohttp, 200 ms
    from placentin_tui.web import Web

    async with Web(timeout=call.config.network.timeout) as web:
        await add(library, web, new, password, int(time.time()))


def _password(name: str) -> str:
    """Read the password unseen from a terminal, else as a line of stdin."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Password for {name}: ").format(name=name)).strip()
    return sys.stdin.readline().strip()


def _remove(call: CommandContext, library: Library) -> int:
    from placentin_tui.courier.sync.service import remove  # aiohttp, 200 ms

    service = library.services.find(call.options.words[0])
    asyncio.run(remove(library, service))
    put(_("{name} is removed; its articles and their marks stay.").format(name=service.name))
    return DONE


# ── what goes up and down ────────────────────────────────────────────────────────────────────────────────────────────


def _chosen(call: CommandContext, library: Library) -> list[Service]:
    words = call.options.words
    return [library.services.find(words[0])] if words else library.services.all()


def _sync(call: CommandContext, library: Library) -> int:
    """Sync with a service, or with all."""
    services = _chosen(call, library)
    if call.options.dry_run:
        return _plan(call, library, services)
    if call.options.offline:
        say(_("Offline, as asked: nothing was synced."))
        return OFFLINE
    return max((_sync_one(call, library, service) for service in services), default=DONE)


def sync_after(call: CommandContext, library: Library) -> int:
    """Sync with the servers whose turn it is, after a refresh; with `--json` only what fails is said."""
    from placentin_tui.courier.sync.service import is_due  # aiohttp, 200 ms

    due = [service for service in library.services.all() if is_due(service, int(time.time()))]
    return max((_sync_one(call, library, service, is_quiet=call.options.json) for service in due), default=DONE)


def _sync_one(call: CommandContext, library: Library, service: Service, *, is_quiet: bool = False) -> int:
    """Sync with one service, and say what came of it (`is_quiet`: only what went wrong)."""
    from placentin_tui.cli.run_courier import follow
    from placentin_tui.courier.sync.service import sync  # aiohttp, 200 ms
    from placentin_tui.courier.workers.parser_pool import processor_count

    outcomes: list[SyncOutcome] = []

    def ask(web: Web) -> AsyncGenerator[Event, None]:
        pictures, portraits = call.pictures(), call.config.network.portraits
        return sync(
            library,
            web,
            service,
            now=int(time.time()),
            done=outcomes.append,
            pictures=pictures,
            portraits=portraits,
            helpers=processor_count(),
        )

    follow(call, ask, lambda _event: None)
    status = DONE
    for outcome in outcomes:
        if call.options.json and not is_quiet:
            put_json(msgspec.to_builtins(outcome))
        elif not outcome.error and not is_quiet:
            put(_sum(outcome))
        if outcome.error:
            say(f"{outcome.service}: {outcome.error}")
            status = OFFLINE if outcome.reason in _OFFLINE else FAILED
    return status


def _sum(outcome: SyncOutcome) -> str:
    """What a sync did, as a sentence."""
    parts = [ngettext("{n} new article", "{n} new articles", outcome.new).format(n=number(outcome.new))]
    if outcome.changed:
        parts.append(ngettext("{n} corrected", "{n} corrected", outcome.changed).format(n=number(outcome.changed)))
    if outcome.marked:
        parts.append(
            ngettext("{n} mark from there", "{n} marks from there", outcome.marked).format(n=number(outcome.marked))
        )
    if outcome.sent:
        parts.append(ngettext("{n} change sent", "{n} changes sent", outcome.sent).format(n=number(outcome.sent)))
    if outcome.refused:
        parts.append(
            ngettext("{n} not accepted", "{n} not accepted", outcome.refused).format(n=number(outcome.refused))
        )
    return f"{outcome.service}: {', '.join(parts)}."


def _plan(call: CommandContext, library: Library, services: list[Service]) -> int:
    """Say what a sync would send; no server is asked."""
    from placentin_tui.courier.sync.service import planned

    for service in services:
        for act, what, count in planned(library, service):
            if call.options.json:
                put_json({"service": service.name, "act": act, "what": what or None, "count": count})
            else:
                put(f"{service.name}: {_act(act)} {what or number(count)}")
    return DONE


def _act(act: str) -> str:
    """An act as it is shown: `+read`, or the name of a change of subscriptions."""
    if act in _LABELS:
        return _(_LABELS[act])
    if act[0] in "+-":
        return service_words.mark_words(SyncField(act[1:]), value=act.startswith("+"))
    return service_words.op_words(SubscriptionOp(act))


def _queue(call: CommandContext, library: Library) -> int:
    """Show what waits; forget some of it, or have what was not accepted sent again."""
    options = call.options
    if options.drop:
        return _drop(library, options.drop)
    for service in _chosen(call, library):
        if options.retry:
            library.changes.retry(service.id)
        for record in _queued(library, service):
            if options.json:
                put_json(record)
            else:
                shown = [str(record["id"]), _act(str(record["act"])), str(record["title"]), str(record["error"] or "")]
                put("  ".join(part for part in shown if part))
    return DONE


def _drop(library: Library, names: list[str]) -> int:
    """Forget changes by what `queue` calls them; those of subscriptions have an `s` before their number."""
    of_subscriptions = [int(name[1:]) for name in names if name.startswith("s") and name[1:].isdecimal()]
    found = library.changes.drop(int(name) for name in names if name.isdecimal())
    found += sum(map(library.changes.drop_subscription, of_subscriptions))
    if found < len(names):
        say(_("There is no such change."))
        return FAILED
    return DONE


def _queued(library: Library, service: Service) -> list[dict[str, object]]:
    """What waits for a service: subscriptions, then marks."""
    subscriptions: list[dict[str, object]] = [
        {
            "service": service.name,
            "id": f"s{change.seq}",
            "act": change.op.value,
            "title": change.title or change.value or change.remote,
            "article": None,
            "state": change.state.value,
            "error": str(change.reason) if change.reason else None,
        }
        for change in library.changes.subscriptions(service.id)
    ]
    return subscriptions + [
        {
            "service": service.name,
            "id": str(change.seq),
            "act": f"{'+' if change.value else '-'}{change.field}",
            "title": change.title,
            "article": change.article,
            "state": change.state.value,
            "error": str(change.reason) if change.state is ChangeState.REFUSED and change.reason else None,
        }
        for change in library.changes.all(service.id)
    ]


def _subscribe(call: CommandContext, library: Library) -> int:
    """Have a server subscribe to a feed with the next sync."""
    name, typed = call.options.words
    service = library.services.find(name)
    url = safe_url(typed if "://" in typed else f"https://{typed}")
    library.changes.subscribe(service.id, url, folder=clean(call.options.folder))
    put(_("{name} subscribes to {url} with the next sync.").format(name=service.name, url=url))
    return DONE
