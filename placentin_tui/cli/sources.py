"""`remove`, `pictures` and `sources`: the subscriptions."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare, say_no_sources
from placentin_tui.cli.exit_codes import DONE
from placentin_tui.cli.output import iso, line_width, put, put_json, table
from placentin_tui.i18n import _, age, last_days, number
from placentin_tui.models import PictureWish
from placentin_tui.rendering.paper_rows import DAYS

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.models import Source


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `remove`, `pictures` and `sources`."""
    remove = declare(commands, shared, "remove", remove_source, _("unsubscribe from a source"))
    remove.add_argument("source", metavar=_("SOURCE"), help=_("its number, address or title, or the title's beginning"))
    pictures = declare(commands, shared, "pictures", choose_pictures, _("say which pictures of a source are fetched"))
    pictures.add_argument(
        "source", metavar=_("SOURCE"), help=_("its number, address or title, or the title's beginning")
    )
    pictures.add_argument(
        "wish", choices=[str(wish) for wish in PictureWish], nargs="?", help=_("all, the lead picture alone, or none")
    )
    sources = declare(commands, shared, "sources", list_sources, _("list the sources"))
    sources.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def remove_source(call: CommandContext) -> int:
    """Unsubscribe; the app can still undo it. Raises `UnknownSource`."""
    with call.library() as library:
        source = library.sources.find(call.options.source)
        library.undo_log.remove_source(source.id)
    put(_("{title} is removed; U in the app brings it back.").format(title=source.title))
    return DONE


def choose_pictures(call: CommandContext) -> int:
    """Print which pictures of a source are fetched, after changing it where that is asked for."""
    with call.library() as library:
        source = library.sources.find(call.options.source)
        if wish := call.options.wish:
            library.pictures.choose(source.id, PictureWish(wish))
            source = library.sources.get(source.id)
    said = {
        PictureWish.ALL: _("{title}: all pictures are fetched."),
        PictureWish.LEAD: _("{title}: the first picture of each article is fetched."),
        PictureWish.NONE: _("{title}: no pictures are fetched."),
    }
    put(said[source.pictures].format(title=source.title))
    return DONE


def list_sources(call: CommandContext) -> int:
    """List the sources by folder and title."""
    with call.library() as library:
        sources = library.sources.all()
        if not sources and not call.options.json:
            say_no_sources(library)
        bounds = last_days(int(time.time()), DAYS)
        days = library.daily_counts.by_source(bounds) if call.options.json else {}
    if call.options.json:
        for source in sources:
            put_json(_record(source, days.get(source.id, ())))
    elif sources:
        for line in _lines(sources, int(time.time())):
            put(line)
    return DONE


def _lines(sources: list[Source], now: int) -> list[str]:
    """The sources as a table."""
    heading = (_("ID"), _("Title"), _("Folder"), _("Articles"), _("Unread"), _("Refreshed"), _("Error"))
    rows = [
        (
            str(source.id),
            source.title or source.feed,
            source.folder,
            number(source.articles),
            number(source.unread),
            _("never") if source.last_refresh is None else age(source.last_refresh, now),
            source.error,
        )
        for source in sources
    ]
    return table([heading, *rows], width=line_width(), right=(0, 3, 4), soft=(1, 2, 6))


def _record(source: Source, days: tuple[int, ...]) -> dict[str, object]:
    """A source as JSON; `days`: how many articles each of the last days brought."""
    return {
        "id": source.id,
        "title": source.title,
        "url": source.feed,
        "folder": source.folder,
        "articles": source.articles,
        "unread": source.unread,
        "last_refresh": iso(source.last_refresh),
        "error": source.error or None,
        "pictures": source.pictures,
        "full_text": source.fulltext,
        "selector": source.selector or None,
        "last_success": iso(source.last_success),
        "reason": source.error_reason or None,
        "failures": source.failures,
        "next_try": iso(source.next_try),
        "certificate": source.certificate or None,
        "days": days,
    }
