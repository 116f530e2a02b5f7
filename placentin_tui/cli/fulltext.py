"""`fulltext`: sets when the full texts of a source are fetched, and where on its pages they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.output import put, say
from placentin_tui.i18n import _
from placentin_tui.models import FullTextPolicy

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `fulltext`."""
    parser = declare(commands, shared, "fulltext", choose_texts, _("say when the whole texts of a source are fetched"))
    parser.add_argument("source", metavar=_("SOURCE"), help=_("its number, address or title, or the title's beginning"))
    parser.add_argument(
        "policy",
        choices=[str(policy) for policy in FullTextPolicy],
        nargs="?",
        help=_("where its feed cuts them (auto), always, or never"),
    )
    parser.add_argument(
        "--selector", metavar="CSS", help=_("where on its pages the text is; empty: it is found by itself")
    )


def choose_texts(call: CommandContext) -> int:
    """Print when the full texts of a source are fetched, after changing it where that is asked for."""
    options = call.options
    if options.selector:
        from placentin_tui.feeds.fulltext.extract import is_selector  # lxml and selectolax: 40 ms

        if not is_selector(options.selector):
            say(_("“{selector}” is no CSS selector.").format(selector=options.selector))
            return USAGE
    with call.library() as library:
        source = library.sources.find(options.source)
        if options.policy is not None:
            library.fulltexts.set_policy(source.id, FullTextPolicy(options.policy))
        if options.selector is not None:
            library.fulltexts.set_selector(source.id, options.selector)
        source = library.sources.get(source.id)
    put(_wording(source.fulltext).format(title=source.title))
    if source.selector:
        put(_("On its pages they are found by {selector}.").format(selector=source.selector))
    return DONE


def _wording(policy: FullTextPolicy) -> str:
    """A sentence about when full texts are fetched, to be filled with the source's `title`."""
    match policy:
        case FullTextPolicy.AUTO:
            return _("{title}: whole texts are fetched where the feed cuts them.")
        case FullTextPolicy.ALWAYS:
            return _("{title}: whole texts are always fetched.")
        case FullTextPolicy.NEVER:
            return _("{title}: whole texts are never fetched.")
