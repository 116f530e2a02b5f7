"""`refresh`: ask the sources for news, in the foreground, as the courier does behind the app."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from placentin_tui.cli.command import declare
from placentin_tui.cli.output import put, put_json, say
from placentin_tui.cli.progress import Progress
from placentin_tui.cli.status import DONE, FAILED, OFFLINE
from placentin_tui.courier.protocol import RefreshFinished, RefreshStarted, SourceRefreshed
from placentin_tui.i18n import _, ngettext, number

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.command import Call, Commands
    from placentin_tui.courier.protocol import Event
    from placentin_tui.library import Library


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `refresh`."""
    refresh = declare(commands, shared, "refresh", refresh_sources, _("ask the sources for news"))
    refresh.add_argument("sources", metavar=_("SOURCE"), nargs="*", help=_("only these: numbers, addresses or titles"))
    refresh.add_argument("--json", action="store_true", help=_("one JSON object per source"))


def refresh_sources(call: Call) -> int:
    """Ask all sources, or those named; another process doing the same is left to it."""
    with call.library() as library:
        ids = tuple(library.sources.find(name).id for name in call.options.sources)
        if not library.sources.all():
            say(_("there are no sources yet: “placentin-tui add ADDRESS” subscribes to one."))
            return DONE
        if call.options.offline:
            say(_("offline, as asked: no source was refreshed."))
            return OFFLINE
        with library.refresh_lock() as ours:
            if not ours:
                say(_("another refresh is going on: nothing was asked twice."))
                return FAILED
            return asyncio.run(_refresh(call, library, ids))


async def _refresh(call: Call, library: Library, ids: tuple[int, ...]) -> int:
    from placentin_tui.courier.refresh import refresh  # aiohttp and feedparser, 200 ms and more
    from placentin_tui.web import Web

    report = Report(as_json=call.options.json)
    async with Web(timeout=call.config.network.timeout) as web:
        # Who names a source wants it asked now, also one that asked to be left alone for a while.
        async for event in refresh(library, web, ids, now=int(time.time()), force=bool(ids)):
            report.take(event)
    return report.status


class Report:
    """Says what a refresh brings, as it comes; `status` is the exit status once it is over."""

    def __init__(self, *, as_json: bool) -> None:
        self.status = DONE
        self._as_json = as_json
        self._progress = Progress(0)

    def take(self, event: Event) -> None:
        """Say what there is to say of one event."""
        if isinstance(event, RefreshStarted):
            self._progress = Progress(event.total)
        elif isinstance(event, SourceRefreshed):
            self._progress.clear()
            self._source(event)
            self._progress.step(event.title)
        elif isinstance(event, RefreshFinished):
            self._progress.clear()
            self._end(event)

    def _source(self, event: SourceRefreshed) -> None:
        if self._as_json:
            put_json(_record(event))
        elif event.new or event.changed:
            put(f"{event.title}: {_news(event.new, event.changed)}")
        if event.error:
            say(f"{event.title}: {event.error}")

    def _end(self, event: RefreshFinished) -> None:
        if event.offline:
            say(_("there is no network: no source was refreshed; the library stays as it was."))
            self.status = OFFLINE
        elif event.failed:
            self.status = FAILED
        if not self._as_json and not event.offline:
            sources = ngettext("{n} source asked", "{n} sources asked", event.total).format(n=number(event.total))
            failed = ngettext("{n} failed", "{n} failed", event.failed).format(n=number(event.failed))
            put(", ".join([sources, _news(event.new, event.changed)] + ([failed] if event.failed else [])) + ".")


def _news(new: int, changed: int) -> str:
    parts = [ngettext("{n} new article", "{n} new articles", new).format(n=number(new))]
    if changed:
        parts.append(ngettext("{n} corrected", "{n} corrected", changed).format(n=number(changed)))
    return ", ".join(parts)


def _record(event: SourceRefreshed) -> dict[str, object]:
    return {
        "source": event.source,
        "status": event.status,
        "new": event.new,
        "changed": event.changed,
        "error": event.error or None,
        "seconds": round(event.seconds, 3),
    }
