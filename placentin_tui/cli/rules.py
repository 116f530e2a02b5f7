"""`rules`: what is done with articles as they come in."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from placentin_tui.cli import rules_file
from placentin_tui.cli.articles import add_json_option, article_number, known_articles, say_count
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.opml import write_whole
from placentin_tui.cli.output import iso, line_width, put, put_json, say, table
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.models import Rule, View, rule_acts
from placentin_tui.query.values import duration, moment
from placentin_tui.query.vocabulary import Field
from placentin_tui.rendering.rule_words import query, state
from placentin_tui.text.collation import folded
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library
    from placentin_tui.models import Preview, Timestamp

_SHOWN = 10
"""Headlines that a preview prints."""
_MOST = 1_000_000


# ── the grammar ──────────────────────────────────────────────────────────────────────────────────────────────────────


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `rules` and what it does."""
    rules = declare(commands, shared, "rules", list_rules, _("say what is done with articles as they come in"))
    add_json_option(rules)
    acts = rules.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=False)
    asked = _("a search, as docs/search.md has it")
    add = declare(acts, shared, "add", add_rule, _("add a rule"))
    _add_name(add)
    add.add_argument("query", metavar=_("QUERY"), help=asked)
    add.add_argument(
        "--do", metavar=_("VERB"), action="append", type=verb, required=True, help=_("what is done: {verbs}").format(
            verbs=rules_file.verbs()
        ),
    )  # fmt: skip
    ends = add.add_mutually_exclusive_group()
    ends.add_argument("--for", dest="seconds", metavar=_("TIME"), type=_seconds, help=_("only so long: 12h, 7d, 2w"))
    ends.add_argument("--until", metavar=_("DAY"), type=_end_of, help=_("only up to that day: 2026-12-24"))
    add.add_argument("--now", action="store_true", help=_("mute what it finds among the newest 500 articles too"))
    add_json_option(add)
    edit = declare(acts, shared, "edit", edit_rule, _("give a rule another name or query"))
    _add_name(edit)
    edit.add_argument("--name", dest="new_name", metavar=_("NAME"), default="", help=_("its new name"))
    edit.add_argument("--query", metavar=_("QUERY"), default=None, help=_("its new query"))
    add_json_option(edit)
    preview = declare(acts, shared, "preview", preview_rule, _("say what a rule would find among the newest articles"))
    preview.add_argument("query", metavar=_("QUERY"), help=asked)
    add_json_option(preview)
    for name, handler, words in (
        ("on", turn_on, _("turn a rule on again")),
        ("off", turn_off, _("turn a rule off: what it mutes comes back")),
        ("remove", remove_rule, _("remove a rule: what it mutes comes back")),
    ):
        one = declare(acts, shared, name, handler, words)
        _add_name(one)
        add_json_option(one)
    move = declare(acts, shared, "move", move_rule, _("move a rule to another place"))
    _add_name(move)
    add_json_option(move)
    move.add_argument("place", metavar="N", type=article_number, help=_("its new place, 1 for the first"))
    _add_muted(acts, shared)
    export = declare(acts, shared, "export", export_rules, _("write the rules to a file"))
    export.add_argument("file", metavar=_("FILE"), nargs="?", default="-", help=_("the file; - writes to stdout"))
    take = declare(acts, shared, "import", import_rules, _("take the rules of a file"))
    take.add_argument("file", metavar=_("FILE"), help=_("the file; - reads it from the pipe"))
    add_json_option(take)


def _add_muted(acts: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare what is about muted articles."""
    muted = declare(acts, shared, "muted", list_muted, _("list the muted articles, and the rules that mute them"))
    add_json_option(muted)
    unmute = declare(acts, shared, "unmute", unmute_articles, _("show muted articles again"))
    unmute.add_argument("ids", metavar=_("ID"), nargs="+", type=article_number, help=_("an article's number"))
    add_json_option(unmute)


def _add_name(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("the rule's name"))


def verb(text: str) -> str:
    """What a rule is to do, from the command line. Raises `argparse.ArgumentTypeError`."""
    try:
        return rules_file.verb(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _seconds(text: str) -> int:
    if not (seconds := duration(folded(text))):
        raise argparse.ArgumentTypeError(_("“{value}” is no age: write 3h, 2d, 1w, 2mo or 1y.").format(value=text))
    return seconds


def _end_of(text: str) -> Timestamp:
    """The end of a day from the command line. Raises `argparse.ArgumentTypeError`."""
    day_there = moment(Field.ON, folded(text), int(time.time()), None)
    if day_there is None or day_there.until is None:
        raise argparse.ArgumentTypeError(
            _("“{value}” is no day: write 2026-05-17, 2026-05, 2026, today or yesterday.").format(value=text)
        )
    return day_there.until


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


def list_rules(call: CommandContext) -> int:
    """List the rules in their order."""
    with call.library() as library:
        rules, sources, now = library.rules.all(), library.sources.all(), library.clock()
    if call.options.json:
        for rule in rules:
            put_json(_record(rule))
    elif rules:
        heading = (_("Name"), _("Does"), _("Query"), _("Mutes"), _("State"))
        rows = [
            (rule.name, ", ".join(rule.does), query(rule, sources), number(rule.articles), state(rule, now))
            for rule in rules
        ]
        for line in table([heading, *rows], width=line_width(), right=(3,), soft=(0, 2)):
            put(line)
    else:
        say(_("there are no rules."))
    return DONE


def _record(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "query": rule.query,
        "do": rule.does,
        "on": rule.is_on,
        "until": iso(rule.expires),
        "muted": rule.articles,
    }


def add_rule(call: CommandContext) -> int:
    """Add a rule. Raises `RuleRefused`."""
    options = call.options
    with call.library() as library:
        asked = options.query.strip()
        expires = library.clock() + options.seconds if options.seconds else options.until
        _say_notes(library, asked)
        before = library.rules.preview(asked)
        verbs, tags = rule_acts(options.do)
        act = library.rules.add(Rule(options.name, asked, verbs, expires=expires, tags=tags), at_once=options.now)
        if options.json:
            put_json(_record(library.rules.find(act.title)) | {"of": before.of, "found": len(before.articles)})
        else:
            put(_would_find(before))
    return DONE


def preview_rule(call: CommandContext) -> int:
    """Say what a rule would find. Raises `RuleRefused`."""
    with call.library() as library:
        asked = call.options.query.strip()
        _say_notes(library, asked)
        found = library.rules.preview(asked)
        articles = library.articles.summaries(found.articles)
    if call.options.json:
        put_json({"of": found.of, "articles": found.articles})
        return DONE
    put(_would_find(found))
    rows = [(str(one.id), one.source_title, one.title) for one in articles[:_SHOWN]]
    for line in table(rows, width=line_width(), right=(0,), soft=(1, 2)) if rows else ():
        put(line)
    return DONE


def _would_find(found: Preview) -> str:
    """« It finds 14 of the last 500 articles. »"""
    said = ngettext("It finds {found} of {of} article.", "It finds {found} of the newest {of} articles.", found.of)
    return said.format(found=number(len(found.articles)), of=number(found.of))


def _say_notes(library: Library, query: str) -> None:
    for note in library.rules.notes(query):
        say(note)


def edit_rule(call: CommandContext) -> int:
    """Give a rule another name or query. Raises `UnknownRule` and `RuleRefused`."""
    options = call.options
    with call.library() as library:
        rule = library.rules.find(options.name)
        asked = rule.query if options.query is None else options.query.strip()
        _say_notes(library, asked)
        act = library.rules.edit(rule.name, new_name=options.new_name or rule.name, query=asked)
        found = library.rules.preview(asked)
        if options.json:
            now = library.rules.find(options.new_name or rule.name)
            put_json(_record(now) | {"changed": act is not None, "of": found.of, "found": len(found.articles)})
        else:
            put(_would_find(found) if act else _("It is so already."))
    return DONE


def turn_on(call: CommandContext) -> int:
    """Turn a rule on. Raises `UnknownRule`."""
    return _changed(call, lambda library: library.rules.turn(call.options.name, on=True), _("On."))


def turn_off(call: CommandContext) -> int:
    """Turn a rule off. Raises `UnknownRule`."""
    return _changed(call, lambda library: library.rules.turn(call.options.name, on=False), _("Off."))


def remove_rule(call: CommandContext) -> int:
    """Remove a rule. Raises `UnknownRule`."""
    return _changed(
        call, lambda library: library.rules.remove(call.options.name), _("Removed; U in the app brings it back.")
    )


def move_rule(call: CommandContext) -> int:
    """Move a rule. Raises `UnknownRule`."""
    return _changed(call, lambda library: library.rules.move(call.options.name, call.options.place), _("Moved."))


def _changed(call: CommandContext, change: Callable[[Library], object | None], said: str) -> int:
    """Change the rules and say it, or that nothing was to be changed; as JSON, the rule as it is then, or was."""
    with call.library() as library:
        rule = library.rules.find(call.options.name)
        has_changed = bool(change(library))
        if call.options.json:
            there = {each.id: each for each in library.rules.all()}
            put_json(_record(there.get(rule.id, rule)) | {"changed": has_changed})
        else:
            put(said if has_changed else _("It is so already."))
    return DONE


def list_muted(call: CommandContext) -> int:
    """List the muted articles, newest first, with the rules that mute them."""
    with call.library() as library:
        view = View(muted=True)
        ids = [place.id for place in library.articles.ids(view, limit=_MOST)]
        rules, articles = library.rules.muting(ids), library.articles.summaries(ids)
    if call.options.json:
        for one in articles:
            put_json({"id": one.id, "title": one.title, "url": one.url or None, "rules": rules.get(one.id, ())})
    elif articles:
        rows = [(str(one.id), ", ".join(rules.get(one.id, ())), one.source_title, one.title) for one in articles]
        for line in table(rows, width=line_width(), right=(0,), soft=(1, 2, 3)):
            put(line)
    else:
        say(_("nothing is muted."))
    return DONE


def unmute_articles(call: CommandContext) -> int:
    """Show muted articles again, or none when an id is unknown. Raises `UnknownArticle`."""
    with call.library() as library:
        ids = known_articles(library, call.options.ids)
        act = library.rules.unmute(ids)
    say_count(call, act)
    return DONE


def export_rules(call: CommandContext) -> int:
    """Write all rules as text that `import` reads."""
    with call.library() as library:
        text = rules_file.write(library.rules.all())
    if call.options.file == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
    else:
        write_whole(Path(call.options.file), text.encode())
    return DONE


def import_rules(call: CommandContext) -> int:
    """Take the rules of a file, all or none of them. Raises `RuleRefused`."""
    rules = rules_file.read(call.options.file)
    if not rules:
        say(_("{file} has no rules.").format(file=clean(call.options.file)))
        return USAGE
    with call.library() as library:
        for rule in rules:
            _say_notes(library, rule.query)
        act = library.rules.put(rules)
    if call.options.json:
        put_json({"changed": act.count if act else 0})
    elif act is None:
        put(_("It is so already."))
    else:
        put(ngettext("{n} rule taken.", "{n} rules taken.", len(rules)).format(n=number(len(rules))))
    return DONE
