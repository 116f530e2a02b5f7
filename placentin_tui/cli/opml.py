"""`import` and `export`: reads and writes the sources as an OPML file."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE
from placentin_tui.cli.output import put
from placentin_tui.errors import AlreadySubscribed, FeedError, OpmlError
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.models import NewSource, Source


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `import`."""
    parser = declare(commands, shared, "import", import_sources, _("subscribe to the sources of an OPML file"))
    parser.add_argument("file", metavar=_("FILE"), help=_("the OPML file; - reads it from the pipe"))


def import_sources(call: CommandContext) -> int:
    """Subscribe to every source of the file that is not one already; no server is asked."""
    from msgspec.structs import replace

    sources = asyncio.run(_read(_bytes_of(call.options.file)))
    if not sources:
        raise OpmlError("opml-empty", file=clean_path(call.options.file))
    added = 0
    with call.library() as library:
        for source in sources:
            try:
                title = source.title or urlsplit(source.url).hostname or source.url
                library.sources.add(replace(source, title=title), chosen=bool(source.title))
            except AlreadySubscribed:
                continue
            added += 1
    put(ngettext("{n} source added.", "{n} sources added.", added).format(n=number(added)))
    if known := len(sources) - added:
        put(ngettext("{n} was there already.", "{n} were there already.", known).format(n=number(known)))
    if added:
        put(_("“placentin-tui refresh” fetches their articles."))
    return DONE


async def _read(data: bytes) -> tuple[NewSource, ...]:
    """Parse an OPML file, which is a foreign document like a feed. Raises `OpmlError`."""
    from placentin_tui.courier.workers import parser_tasks
    from placentin_tui.courier.workers.parser_pool import ParserPool  # asyncio, 30 ms

    async with ParserPool() as pool:
        try:
            return await pool.run(parser_tasks.subscriptions, data)
        except FeedError as error:
            raise OpmlError("opml-broke") from error


def sources_document(sources: Sequence[Source]) -> bytes:
    """Sources with their folders, as an OPML file."""
    from placentin_tui.feeds import opml

    return opml.write(sources).encode()


def _bytes_of(name: str) -> bytes:
    """Read a file, `-` for stdin. Raises `OpmlError`."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        detail = error.strerror or str(error)
        raise OpmlError("opml-unreadable", file=clean_path(name), detail=detail) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically: the one that is there may be the only copy."""
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device, a named pipe
        path.write_bytes(data)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
