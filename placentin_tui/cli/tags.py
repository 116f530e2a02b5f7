"""`tags` and `tag`: the tags there are, renamed, merged and deleted, and those of single articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.cli.articles import (
    add_json_option,
    add_query_option,
    article_number,
    named_or_found,
    say_count,
    says_which,
)
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.output import line_width, put, put_json, say, table
from placentin_tui.i18n import _, number
from placentin_tui.models import shown_tag

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library

_NAMES = {"rename": 2, "merge": 2, "delete": 1}
"""How many names each act on tags takes."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `tags` and `tag`."""
    tags = declare(commands, shared, "tags", manage_tags, _("list your tags, rename, merge or delete one"))
    tags.add_argument(
        "act",
        metavar="rename|merge|delete",
        nargs="?",
        choices=tuple(_NAMES),
        help=_("what to do; else they are listed"),
    )
    tags.add_argument(
        "names", metavar=_("TAG"), nargs="*", help=_("the tag; then its new name, or the one to merge it into")
    )
    add_json_option(tags)
    tag = declare(commands, shared, "tag", tag_articles, _("give articles tags, or take some off"))
    tag.add_argument(
        "ids", metavar=_("ID"), nargs="*", type=article_number, help=_("an article's number, as “list” shows it")
    )
    add_query_option(tag)
    tag.add_argument("--add", metavar=_("TAG"), action="append", default=[], help=_("a tag to give; may be repeated"))
    tag.add_argument(
        "--remove", metavar=_("TAG"), action="append", default=[], help=_("a tag to take off; may be repeated")
    )
    add_json_option(tag)


def manage_tags(call: CommandContext) -> int:
    """List the tags, or rename, merge or delete one. Raises `UnknownTag` and `UnusableTag`."""
    act, names = call.options.act, call.options.names
    if len(names) != _NAMES.get(act, 0):
        say(_("“tags rename” and “tags merge” need two names, “tags delete” one."))
        return USAGE
    with call.library() as library:
        match act:
            case None:
                _list(library, json=call.options.json)
                return DONE
            case "rename":
                done = library.tags.rename(*names)
            case "merge":
                done = library.tags.merge(*names)
            case _:
                done = library.tags.delete(*names)
    say_count(call, done)
    return DONE


def _list(library: Library, *, json: bool) -> None:
    """Print the tags with how many articles have each; what is put off for later comes first."""
    tags = [library.tags.later(), *library.tags.all()]
    if json:
        for tag in tags:
            put_json({"name": tag.name, "articles": tag.articles, "built_in": tag.is_later})
        return
    rows = [(shown_tag(tag.name), number(tag.articles)) for tag in tags]
    for line in table(rows, width=line_width(), right=(1,), soft=(0,)):
        put(line)


def tag_articles(call: CommandContext) -> int:
    """Give articles tags and take others off, or none when an id is unknown; without either, print those they have.

    Raises `UnknownArticle` and `UnusableTag`.
    """
    options = call.options
    if not says_which(call):
        return USAGE
    with call.library() as library:
        ids = named_or_found(call, library)
        if options.add or options.remove:
            done = library.tags.edit(ids, _names(options.add), _names(options.remove))
            if not options.json:
                say_count(call, done)
                return DONE
        for summary in library.articles.summaries(ids):
            if options.json:
                put_json({"id": summary.id, "tags": summary.tags, "later": summary.later})
            else:
                tags = [*summary.tags, *([shown_tag("later")] if summary.later else [])]
                put(f"{summary.id}  {', '.join(tags)}".rstrip())
    return DONE


def _names(values: list[str]) -> list[str]:
    """The names of several options, each of which may be a list with commas."""
    return [name.strip() for value in values for name in value.split(",")]
