"""`list`, `search` and `mark`: articles as lines, or as JSON."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.cli.context import declare, say_no_sources
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.output import iso, line_width, put, put_json, say, table
from placentin_tui.errors import UnknownArticle, UnknownView
from placentin_tui.i18n import _, ngettext, number, on_calendar
from placentin_tui.models import LATER, ArticleSummary, Cursor, HitPlace, View, tag_key, tag_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library
    from placentin_tui.library.articles.query_hits import QueryHits
    from placentin_tui.models import Act, Hit

_INDENT = 8
"""Columns before the text around the words found."""
_PAGE = 200
"""Articles read at a time, and aligned with one another."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `list`, `search` and `mark`."""
    lister = declare(commands, shared, "list", list_articles, _("list the articles, newest first"))
    _add_list_options(lister)
    lister.add_argument("--unread", action="store_true", help=_("only those not read yet"))
    lister.add_argument("--starred", action="store_true", help=_("only the starred ones"))
    lister.add_argument("--source", metavar=_("SOURCE"), default="", help=_("only those of one source"))
    lister.add_argument("--section", metavar=_("SECTION"), default="", help=_("only those in a section"))
    lister.add_argument("--folder", metavar=_("FOLDER"), default="", help=_("only those of the sources in a folder"))
    lister.add_argument("--author", metavar=_("AUTHOR"), default="", help=_("only those of one author"))
    lister.add_argument(
        "--sort",
        metavar=_("ORDER"),
        type=_order,
        default=None,
        help=_("new, old, unread, long, short, comments or source"),
    )
    lister.add_argument("--tag", metavar=_("TAG"), default=None, help=_("only those with one of your tags"))
    add_query_option(lister)
    lister.add_argument("--hits", action="store_true", help=_("say where the words of the query stand"))
    search = declare(commands, shared, "search", search_articles, _("search titles, texts, authors and comments"))
    search.add_argument(
        "query",
        metavar=_("QUERY"),
        nargs="+",
        help=_("words, “phrases”, -not, OR, title:word …; docs/search.md has all"),
    )
    _add_list_options(search)
    mark = declare(commands, shared, "mark", mark_articles, _("mark articles read, starred, for later, or not"))
    mark.add_argument(
        "ids", metavar=_("ID"), nargs="*", type=article_number, help=_("an article's number, as “list” shows it")
    )
    add_query_option(mark)
    marks = mark.add_mutually_exclusive_group(required=True)
    words = {
        "read": _("read"), "unread": _("unread again"), "star": _("starred"), "unstar": _("no longer starred"),
        "later": _("for later"), "not-later": _("for later no longer"),
    }  # fmt: skip
    for name, says in words.items():
        marks.add_argument(f"--{name}", dest="mark", action="store_const", const=name, help=says)
    marks.add_argument(
        "--older-than", metavar=_("ID"), type=article_number, help=_("read, all that are older than that one")
    )
    add_json_option(mark)


def _add_list_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a list."""
    parser.add_argument("--limit", metavar="N", type=at_least_one, default=50, help=_("how many at most (50)"))
    add_json_option(parser)


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Declare `--json`."""
    parser.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def add_query_option(parser: argparse._ActionsContainer) -> None:
    """Declare `--query`."""
    parser.add_argument("--query", metavar=_("QUERY"), default=None, help=_("only those that a search for QUERY finds"))


def say_notes(library: Library, query: str) -> None:
    """Say what of a query is not understood or not answered."""
    for note in library.finder.results.notes(query):
        say(note)


def article_number(text: str) -> int:
    """An article's id from the command line. Raises `argparse.ArgumentTypeError`."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise argparse.ArgumentTypeError(_("“{text}” is no article's number").format(text=text))
    return int(text)


def at_least_one(text: str) -> int:
    """A positive number from the command line. Raises `argparse.ArgumentTypeError`."""
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text)):
        raise argparse.ArgumentTypeError(_("“{text}” is no number from 1 on").format(text=text))
    return int(text)


def _order(text: str) -> str:
    """An order from the command line, in any of its words. Raises `argparse.ArgumentTypeError`."""
    from placentin_tui.query.vocabulary import ORDERS, meaning  # 10 ms that only sorting needs
    from placentin_tui.text.collation import folded

    order = meaning(ORDERS, folded(text))
    if order is None:
        raise argparse.ArgumentTypeError(_("“{text}” is no order").format(text=text))
    return order.value


def list_articles(call: CommandContext) -> int:
    """List the articles, newest first."""
    options = call.options
    with call.library() as library:
        source = library.sources.find(options.source).id if options.source else None
        view = View(
            unread=options.unread,
            starred=options.starred,
            source=source,
            tag=_known_tag(library, options.tag),
            query=(options.query or "").strip(),
            order=options.sort or "",
        )
        hits = library.finder.results.hits(view) if options.hits else None
        _show(call, library, _within(library, view, options), hits=hits)
        if not library.sources.all():
            say_no_sources(library)
    return DONE


def _within(library: Library, view: View, options: argparse.Namespace) -> View:
    """The view within the section, folder and author that are asked for. Raises `UnknownView`."""
    facets = library.facets
    for field, find, unknown in (
        ("section", facets.section_called, _("No section is called “{name}”.")),
        ("folder", facets.folder_called, _("No folder is called “{name}”.")),
        ("author", facets.author_called, _("No author is called “{name}”.")),
    ):
        if (name := getattr(options, field)) and not (there := find(name)):
            raise UnknownView(unknown.format(name=name))
        if name:
            view = replace(view, **{field: there})
    return view


def search_articles(call: CommandContext) -> int:
    """List the articles that contain the words, newest first."""
    query = " ".join(call.options.query).strip()
    if not query:
        say(_("There is nothing to search for."))
        return USAGE
    with call.library() as library:
        _show(call, library, View(query=query), hits=library.finder.results.hits(View(query=query)))
    return DONE


def mark_articles(call: CommandContext) -> int:
    """Mark the articles, or none when an id is unknown. Raises `UnknownArticle`."""
    mark = call.options.mark
    if call.options.older_than is not None:
        return _mark_older(call)
    if not says_which(call):
        return USAGE
    with call.library() as library:
        ids = named_or_found(call, library)
        match mark:
            case "read" | "unread":
                act = library.undo_log.mark_read(ids, read=mark == "read")
            case "later" | "not-later":
                act = library.tags.put_off(ids, later=mark == "later")
            case _:
                act = library.undo_log.star(ids, starred=mark == "star")
    say_count(call, act)
    return DONE


def _mark_older(call: CommandContext) -> int:
    """Mark as read what is older than an article, of all or of what a query finds. Raises `UnknownArticle`."""
    query = (call.options.query or "").strip()
    if call.options.ids:
        say(_("“--older-than” takes the number of one article, and no others."))
        return USAGE
    with call.library() as library:
        than = library.articles.summary(call.options.older_than)
        if query:
            say_notes(library, query)
        act = library.undo_log.mark_all_read(View(query=query), Cursor(than.at, than.id), itself=False)
    say_count(call, act)
    return DONE


def says_which(call: CommandContext) -> bool:
    """Whether the command line says which articles, in one of the two ways; says so where it does not."""
    if bool(call.options.ids) == bool((call.options.query or "").strip()):
        say(_("Say which articles: their numbers, or “--query”."))
        return False
    return True


def named_or_found(call: CommandContext, library: Library) -> list[int]:
    """The articles named, each once, or all that the query finds. Raises `UnknownArticle`."""
    if ids := known_articles(library, call.options.ids):
        return ids
    query = call.options.query.strip() if call.options.query else ""
    say_notes(library, query)
    return [place.id for place in library.articles.ids(View(query=query), limit=sys.maxsize)]


def known_articles(library: Library, ids: list[int]) -> list[int]:
    """Articles given by their numbers, each once. Raises `UnknownArticle`."""
    unknown = set(ids) - {summary.id for summary in library.articles.summaries(ids)}
    if unknown:
        raise UnknownArticle(_("No article has the number {id}.").format(id=min(unknown)))
    return list(dict.fromkeys(ids))


def say_count(call: CommandContext, act: Act | None) -> None:
    """Print how many articles an act has changed."""
    count = act.count if act else 0
    if call.options.json:
        put_json({"changed": count})
        return
    put(ngettext("{n} article changed.", "{n} articles changed.", count).format(n=number(count)))


def _known_tag(library: Library, name: str | None) -> str | None:
    """The tag of the command line; says so when no article has it."""
    if name is None:
        return None
    tag = tag_name(name)
    if tag != LATER and tag_key(tag) not in {tag_key(each.name) for each in library.tags.all()}:
        say(_("No article has a tag called “{name}”.").format(name=name))
    return tag


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _show(call: CommandContext, library: Library, view: View, *, hits: QueryHits | None = None) -> None:
    """Print a view's articles, page by page; `hits`: where the query's words stand in them, below each."""
    if view.query:
        say_notes(library, view.query)
    for page in _pages(library, view, call.options.limit):
        found = hits.read(page) if hits else {}
        if call.options.json:
            for summary in page:
                put_json(
                    record(summary) if hits is None else record(summary) | {"hit": hit_record(found.get(summary.id))}
                )
        else:
            lines = table([_row(summary) for summary in page], width=line_width(), right=(0,), soft=(3, 4, 5))
            for summary, line in zip(page, lines, strict=True):
                put(line)
                if said := _hit_line(found.get(summary.id)):
                    put(said)


def _pages(library: Library, view: View, limit: int) -> Iterator[list[ArticleSummary]]:
    """A view's articles in pages, by keyset paging, `limit` of them altogether."""
    after: Cursor | None = None
    while limit > 0 and (page := library.articles.page(view, after, min(limit, _PAGE))):
        yield page
        limit -= len(page)
        after = Cursor(page[-1].at, page[-1].id)


def _row(summary: ArticleSummary) -> tuple[str, ...]:
    """An article as the columns of its line."""
    marks = ("●" if not summary.read else " ") + ("★" if summary.starred else " ")
    when = on_calendar(summary.at).strftime("%Y-%m-%d %H:%M")
    section = summary.sections[0] if summary.sections else ""
    return str(summary.id), when, marks, summary.source_title, section, summary.title


def _hit_line(hit: Hit | None) -> str:
    """The text around the words found, indented; empty where the headline has them."""
    if hit is None or hit.place is HitPlace.TITLE:
        return ""
    from placentin_tui.rendering.hit_line import hit_runs  # 40 ms with what it needs

    width = line_width()
    said = "".join(run.text for run in hit_runs(hit, (width or 10_000) - _INDENT))
    return " " * _INDENT + said


def hit_record(hit: Hit | None) -> dict[str, object] | None:
    """Where the words of a query stand, as the JSON of `search` and of `list --hits`."""
    if hit is None:
        return None
    return {"in": hit.place.value, "text": hit.text, "marks": hit.marks, "by": hit.by or None}


def record(summary: ArticleSummary) -> dict[str, object]:
    """An article as the JSON of `list` and `search`."""
    return {
        "id": summary.id,
        "source": summary.source,
        "title": summary.title,
        "url": summary.url or None,
        "published": iso(summary.published),
        "author": summary.author or None,
        "sections": summary.sections,
        "read": summary.read,
        "starred": summary.starred,
        "comments": summary.comments,
        "offline_ready": summary.offline_ready,
        "tags": summary.tags,
        "later": summary.later,
    }
