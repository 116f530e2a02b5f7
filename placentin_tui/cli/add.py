"""`add`: subscribes to a paper or feed by its address, and fetches its first articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED, OFFLINE, USAGE
from placentin_tui.cli.output import hint, put, say
from placentin_tui.cli.progress import Progress
from placentin_tui.cli.run_courier import follow
from placentin_tui.courier.process.protocol import Subscribed
from placentin_tui.errors import FetchError, SeveralFeeds
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.rendering.source_status import fingerprint, no_fingerprint, read_fingerprint
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncGenerator

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.library import Library
    from placentin_tui.web import Web


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `add`."""
    add = declare(commands, shared, "add", add_source, _("subscribe to a paper or feed"))
    add.add_argument(
        "address", metavar=_("ADDRESS"), help=_("the address of the paper, of a page of it, or of its feed")
    )
    add.add_argument("--title", metavar=_("TITLE"), default="", help=_("what to call it"))
    add.add_argument("--folder", metavar=_("FOLDER"), default="", help=_("where to keep it; / between levels"))
    add.add_argument(
        "--certificate",
        metavar=_("SHA256"),
        default="",
        help=_("a certificate to believe, though nobody vouches for it"),
    )


def add_source(call: CommandContext) -> int:
    """Find the feed, subscribe to it, fetch its articles, and print their number."""
    if call.options.offline:
        return _offline()
    if call.options.certificate and not read_fingerprint(call.options.certificate):
        say(no_fingerprint(call.options.certificate))
        return USAGE
    with call.library() as library:
        progress = Progress()
        progress.begin(1, call.options.address)
        try:
            title, articles = _subscribe(call, library)
        except SeveralFeeds as several:
            progress.clear()
            return _list_feeds(several)
        except FetchError as error:
            progress.clear()
            if error.code == "offline":
                return _offline()
            if error.certificate:
                say(str(error))
                hint(_("It shows this certificate: {mark}").format(mark=fingerprint(error.certificate)))
                hint(_("To believe it all the same, add “--certificate” and that."))
                return FAILED
            raise
        finally:
            progress.clear()
    count = ngettext("{n} article", "{n} articles", articles).format(n=number(articles))
    put(_("Subscribed to {title}: {articles}.").format(title=title, articles=count))
    return DONE


def _subscribe(call: CommandContext, library: Library) -> tuple[str, int]:
    """The new source's title, and the number of its articles."""
    from placentin_tui.courier.refresh.subscribe import subscribe  # aiohttp and feedparser, 200 ms and more

    def ask(web: Web) -> AsyncGenerator[Event, None]:
        title, folder = clean(call.options.title), _folder(call.options.folder)
        return subscribe(
            library,
            web,
            call.options.address,
            title=title,
            folder=folder,
            certificate=read_fingerprint(call.options.certificate),
            pictures=call.pictures(),
        )

    subscribed: list[Subscribed] = []
    follow(call, ask, lambda event: subscribed.append(event) if isinstance(event, Subscribed) else None)
    source = library.sources.get(subscribed[0].source)
    return source.title, source.articles


def _folder(typed: str) -> str:
    levels = (clean(level, 100) for level in typed.split("/"))
    return "/".join(level for level in levels if level)


def _offline() -> int:
    """Say that there is no network; returns the exit status."""
    say(_("There is no network: nothing was added; try again when there is one."))
    return OFFLINE


def _list_feeds(several: SeveralFeeds) -> int:
    """List the feeds of a page that has several; returns the exit status."""
    say(str(several))
    for place, choice in enumerate(several.choices, 1):
        hint(f"{place}. {choice.url} {choice.title}")
    hint(_("Choose one by its own address: “placentin-tui add {url}”").format(url=several.choices[0].url))
    return FAILED
