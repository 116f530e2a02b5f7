"""`refresh`: refreshes the sources in the foreground, by the same code as the courier."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from placentin_tui.cli.articles import at_least_one
from placentin_tui.cli.context import declare, say_no_sources
from placentin_tui.cli.exit_codes import DONE, FAILED, OFFLINE
from placentin_tui.cli.output import put, put_json, say
from placentin_tui.cli.progress import Progress
from placentin_tui.cli.run_courier import follow
from placentin_tui.courier.process.protocol import (
    ArticleReadied,
    CommentsFetched,
    PicturesFetched,
    RefreshFinished,
    RefreshStarted,
    SourceRefreshed,
    TextFetched,
)
from placentin_tui.i18n import _, ngettext, number

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncGenerator

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.library import Library
    from placentin_tui.web import Web

NEWEST = 50
"""Articles made offline-ready when no number is given."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `refresh`."""
    refresh = declare(commands, shared, "refresh", refresh_sources, _("ask the sources for news"))
    refresh.add_argument("sources", metavar=_("SOURCE"), nargs="*", help=_("only these: numbers, addresses or titles"))
    refresh.add_argument(
        "--failed", action="store_true", help=_("those that failed, without waiting for their next try")
    )
    refresh.add_argument("--json", action="store_true", help=_("one JSON object per source"))
    refresh.add_argument("--pictures", action="store_true", help=_("fetch the pictures on a metered line too"))
    refresh.add_argument(
        "--offline-ready",
        metavar="N",
        nargs="?",
        type=at_least_one,
        const=NEWEST,
        help=_("go on until the newest N articles (50) can be read whole with no network"),
    )


def refresh_sources(call: CommandContext) -> int:
    """Refresh all sources, or those named; not while another process refreshes."""
    with call.library() as library:
        ids = tuple(library.sources.find(name).id for name in call.options.sources)
        if not (sources := library.sources.all()):
            say_no_sources(library)
            return DONE
        if call.options.failed:
            ids += tuple(source.id for source in sources if source.error and not source.gone)
            if not ids:
                say(_("No source is in trouble."))
                return DONE
        if call.options.offline:
            say(_("Offline, as asked: no source was refreshed."))
            return OFFLINE
        with library.refresh_lock() as ours:
            if not ours:
                say(_("Another refresh is going on: nothing was asked twice."))
                return FAILED
            return _refresh(call, library, ids)


def _refresh(call: CommandContext, library: Library, ids: tuple[int, ...]) -> int:
    """Refresh these sources, then make articles offline-ready and send the outbox; returns the exit status."""
    from placentin_tui.courier.refresh.refresh import refresh  # aiohttp: 200 ms
    from placentin_tui.courier.workers.parser_pool import processor_count

    def ask(web: Web) -> AsyncGenerator[Event, None]:
        # A source that is named is asked even during a pause after errors.
        return refresh(
            library,
            web,
            ids,
            now=int(time.time()),
            force=bool(ids),
            pictures=call.pictures(asked=call.options.pictures),
            portraits=call.config.network.portraits,
            helpers=processor_count(),
        )

    report = _Report(as_json=call.options.json)
    try:
        follow(call, ask, report.take)
    finally:
        report.progress.clear()
    if report.status != OFFLINE and library.remote_sources.concern(ids):
        from placentin_tui.cli.service import sync_after

        report.status = max(report.status, sync_after(call, library))
    if report.status != OFFLINE and call.options.offline_ready:
        report.status = max(report.status, _make_ready(call, library))
    if report.status != OFFLINE and library.outbox.pending():
        from placentin_tui.cli.outbox import send_after

        return max(report.status, send_after(call, library, quietly=call.options.json))
    return report.status


def _make_ready(call: CommandContext, library: Library) -> int:
    """Make the newest articles offline-ready, and print which could not be, and why."""
    from placentin_tui.courier.refresh.offline_ready import make_ready

    def ask(web: Web) -> AsyncGenerator[Event, None]:
        pictures = call.pictures(asked=call.options.pictures)
        return make_ready(library, web, call.options.offline_ready, pictures=pictures)

    ready, progress, lacking = 0, Progress(), []

    def take(event: Event) -> None:
        """Count one article."""
        nonlocal ready
        if isinstance(event, ArticleReadied):
            if event.done == 1:
                progress.begin(event.total)
            progress.step(event.title)
            ready += event.ready
            if not event.ready:
                lacking.append(event)

    try:
        follow(call, ask, take)
    finally:
        progress.clear()
    if not call.options.json:
        put(ngettext("{n} article is offline-ready.", "{n} articles are offline-ready.", ready).format(n=number(ready)))
    for event in lacking:
        say(f"{event.article} {event.title}: {' '.join(event.why)}")
    return FAILED if lacking else DONE


class _Report:
    """Prints the events of a refresh; `status` is the exit status once it is over."""

    def __init__(self, *, as_json: bool) -> None:
        """`as_json`: a JSON object for each source."""
        self.status = DONE
        self.progress = Progress()
        self._as_json = as_json
        self._failures: list[str] = []

    def take(self, event: Event) -> None:
        """Print one event."""
        match event:
            case RefreshStarted(total=total):
                self.progress.begin(total)
            case SourceRefreshed():
                self._source(event)
            case CommentsFetched() | PicturesFetched() | TextFetched():
                self.progress.show(_("texts, comments and pictures"))
            case RefreshFinished():
                self.progress.clear()
                self._end(event)

    def _source(self, event: SourceRefreshed) -> None:
        """Print a source's result; its failure is kept for the end."""
        self.progress.clear()
        if self._as_json:
            put_json(_record(event))
        elif event.new or event.changed:
            put(f"{event.title}: {_news(event.new, event.changed)}")
        if event.error:
            self._failures.append(f"{event.title}: {event.error}")
        self.progress.step(event.title)

    def _end(self, event: RefreshFinished) -> None:
        """Print the totals and the failures, and set the exit status."""
        if event.offline:
            # All sources failed for the same reason: one sentence says it.
            if event.sign_in:
                say(_("This network wants you to sign in first, in a browser; what was fetched before is still there."))
            else:
                say(_("There is no network: no source was refreshed; everything fetched before is still there."))
            self.status = OFFLINE
            return
        if not self._as_json:
            put(_sum(event))
        for failure in self._failures:
            say(failure)
            self.status = FAILED


def _sum(event: RefreshFinished) -> str:
    """The totals, as a sentence."""
    parts = [
        ngettext("{n} source asked", "{n} sources asked", event.total).format(n=number(event.total)),
        _news(event.new, event.changed),
    ]
    if event.failed:
        parts.append(ngettext("{n} failed", "{n} failed", event.failed).format(n=number(event.failed)))
    return ", ".join(parts) + "."


def _news(new: int, changed: int) -> str:
    """The numbers of new and corrected articles."""
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
