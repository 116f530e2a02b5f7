"""The command line's grammar, in the language in use."""

from __future__ import annotations

import argparse
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from placentin_tui import __version__
from placentin_tui.cli import open_app
from placentin_tui.cli.exit_codes import USAGE
from placentin_tui.cli.output import say
from placentin_tui.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PROGRAM = "placentin-tui"

GROUPS = {
    "add": ("add",), "sources": ("remove", "pictures", "sources"), "trust": ("trust",), "fulltext": ("fulltext",),
    "refresh": ("refresh",), "service": ("service",), "tags": ("tags", "tag"),
    "articles": ("list", "search", "mark"), "views": ("sections", "saved"), "rules": ("rules",), "show": ("show",),
    "comments": ("comments", "comment"), "outbox": ("outbox",), "account": ("account",), "share": ("share",),
    "opml": ("import",), "export": ("export",), "restore": ("restore",), "doctor": ("doctor",),
}  # fmt: skip
"""The modules that declare commands, in the order of the help, and their commands."""
_WITH_VALUE = ("--limit", "--language")
"""The options of `search` that take a value."""
_WITH_WORDS = ("search", "saved")
"""The commands whose arguments are a query, or end with one."""


class Parser(argparse.ArgumentParser):
    """A parser that reports an error in one sentence, and names the help."""

    def error(self, message: str) -> NoReturn:
        """Print the error, and exit with status 2."""
        say(_("{what}; “{command} --help” says more.").format(what=message, command=self.prog))
        raise SystemExit(USAGE)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; `handler` is the command's function. Raises `SystemExit` on an error and after `--help`."""
    _translate_argparse()
    return _parser(_named(arguments) or GROUPS).parse_args(_with_queries(arguments))


def _with_queries(arguments: Sequence[str]) -> list[str]:
    """The arguments so that argparse takes a query that begins with a minus sign for no option: `--query=QUERY`, the
    words of `search` and `saved` behind `--`, that of `rules` behind a blank.
    """
    joined: list[str] = []
    for before, one in pairwise(["", *arguments]):
        if before == "--query":
            joined[-1] = f"--query={one}"
        else:
            joined.append(one)
    command = _command(joined)
    if command == "rules" and "--" not in joined:
        # argparse takes for no option what has a blank in it.
        return [f" {one}" if one.startswith("-") and _is_word(one) else one for one in joined]
    if command not in _WITH_WORDS or "--" in joined:
        return joined
    place = joined.index(command) + 1
    behind = list(pairwise(joined[place - 1 :]))
    words = [one for before, one in behind if before not in _WITH_VALUE and _is_word(one)]
    options = [one for before, one in behind if before in _WITH_VALUE or not _is_word(one)]
    return [*joined[:place], *options, "--", *words] if words else joined


def _is_word(argument: str) -> bool:
    """Whether an argument of those commands is a word: `-word` is, `--json` and `-h` are not."""
    return not argument.startswith("--") and argument != "-h"


def _named(arguments: Sequence[str]) -> list[str]:
    """The module of the command that is named: importing only that saves up to 70 ms."""
    command = _command(arguments)
    return [group for group, commands in GROUPS.items() if command in commands]


def _command(arguments: Sequence[str]) -> str:
    """The command that is named; empty where none is."""
    words = (
        one
        for before, one in zip(["", *arguments], arguments, strict=False)
        if not one.startswith("-") and before != "--language"
    )
    return next(words, "")


def requested_language(arguments: Sequence[str]) -> str:
    """The value of `--language`, before the arguments are parsed: help and errors are printed in it."""
    for one, following in zip(arguments, [*arguments[1:], ""], strict=False):
        wish = following if one == "--language" else one.removeprefix("--language=")
        if one.startswith("--language") and wish in LANGUAGES:
            return wish
    return ""


def _parser(groups: Iterable[str] = GROUPS) -> Parser:
    """The parser with the commands of these modules."""
    parser = Parser(
        PROGRAM,
        description=_("A newspaper in the terminal. Without a command, it opens."),
        parents=[_shared(offline=False, language="")],
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"{PROGRAM} {__version__}", help=_("say the version, and end")
    )
    parser.set_defaults(handler=open_app.start, any_config=False)
    commands = parser.add_subparsers(
        title=_("commands"), metavar=_("COMMAND"), prog=PROGRAM, parser_class=Parser, required=False
    )
    shared = _shared(offline=argparse.SUPPRESS, language=argparse.SUPPRESS)
    for group in groups:
        import_module(f"placentin_tui.cli.{group}").add_commands(commands, shared)
    return parser


def _shared(*, offline: bool | str, language: str) -> Parser:
    """The options that may stand before a command or after it."""
    options = Parser(add_help=False, allow_abbrev=False)
    options.add_argument("--offline", action="store_true", default=offline, help=_("let no packet out"))
    options.add_argument("--language", choices=LANGUAGES, default=language, help=_("speak French or English"))
    return options


def _translate_argparse() -> None:
    """Translate argparse's own messages: it looks them up by a `_` in its module, and has no other
    interface for that.
    """
    words = {
        "usage: ": _("usage: "),
        "positional arguments": _("arguments"),
        "options": _("options"),
        "show this help message and exit": _("say this, and end"),
        "unrecognized arguments: %s": _("not understood: %s"),
        "the following arguments are required: %s": _("missing: %s"),
        "one of the arguments %s is required": _("one of these is needed: %s"),
        "not allowed with argument %s": _("not together with %s"),
        "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s"),
        "expected one argument": _("a value is missing"),
        "invalid choice: %(value)r (choose from %(choices)s)": _("%(value)r is none of %(choices)s"),
        "ignored explicit argument %r": _("takes no value, and %r was given"),
    }
    vars(argparse)["_"] = lambda message: words.get(message, message)
