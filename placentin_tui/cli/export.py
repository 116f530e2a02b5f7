"""`export`: writes the sources as OPML, or articles as text, Markdown, a web page or an e-book."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from placentin_tui.cli.articles import add_json_option, add_query_option, article_number, at_least_one, say_notes
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.opml import sources_document, write_whole
from placentin_tui.cli.output import put_json, say
from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import ExportFormat

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library
    from placentin_tui.sharing.article_collection import ArticleCollection

FORMATS = ("opml", *ExportFormat)


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `export`."""
    words = _("write the sources as an OPML file, or articles as a document or an e-book")
    export = declare(commands, shared, "export", write, words)
    export.add_argument(
        "file", metavar=_("FILE"), nargs="?", default="-", help=_("where to write; without it, to the pipe")
    )
    export.add_argument("--format", choices=FORMATS, default="", help=_("opml, or what the articles are written as"))
    which = export.add_mutually_exclusive_group()
    which.add_argument(
        "--article",
        metavar=_("ID"),
        type=article_number,
        action="append",
        help=_("this article; may be given several times"),
    )
    which.add_argument("--starred", action="store_true", help=_("the starred articles"))
    add_query_option(which)
    which.add_argument("--today", action="store_true", help=_("today's edition: the articles of the last 24 hours"))
    export.add_argument("--limit", metavar="N", type=at_least_one, default=200, help=_("how many at most (200)"))
    add_json_option(export)


def write(call: CommandContext) -> int:
    """Write the sources, or the articles asked for. Raises `UnknownArticle` or `ShareError`."""
    options = call.options
    names_articles = bool(options.article or options.starred or options.today) or options.query is not None
    if options.query is not None and not options.query.strip():
        say(_("There is nothing to search for."))
        return USAGE
    if options.json and options.file == "-":
        say(_("“--json” tells what was written to a file: name one."))
        return USAGE
    is_opml = options.format == "opml" or not (options.format or names_articles)
    if is_opml and not names_articles:
        with call.library() as library:
            sources = library.sources.all()
        return _put(call, sources_document(sources), format="opml", sources=len(sources))
    if is_opml or not names_articles:
        say(_("Say which articles, “--article”, “--starred”, “--today” or “--query”, and the format to write them in."))
        return USAGE
    kind = ExportFormat(options.format or ExportFormat.EPUB)
    if kind is ExportFormat.EPUB and options.file == "-" and sys.stdout.isatty():
        say(_("An e-book is nothing for a terminal: name a file."))
        return USAGE
    from placentin_tui.sharing.export_collection import written

    with call.library() as library:
        book = _book(call, library)
        data = written(book, kind, library)
    return _put(call, data, format=kind.value, articles=[each.summary.id for each in book.articles])


def _put(call: CommandContext, data: bytes, **facts: object) -> int:
    """Write a document to the file or to the pipe; as JSON, say what was written."""
    options = call.options
    if options.file == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return DONE
    write_whole(Path(options.file), data)
    if options.json:
        put_json({"file": options.file, **facts, "bytes": len(data)})
    return DONE


def _book(call: CommandContext, library: Library) -> ArticleCollection:
    """The articles asked for, as a book."""
    from placentin_tui.sharing import export_collection

    options = call.options
    if options.article:
        return export_collection.of_articles(library, tuple(dict.fromkeys(options.article)))
    if query := (options.query or "").strip():
        say_notes(library, query)
        return export_collection.of_query(library, query, options.limit)
    return (
        export_collection.of_starred(library, options.limit)
        if options.starred
        else export_collection.of_today(library, options.limit)
    )
