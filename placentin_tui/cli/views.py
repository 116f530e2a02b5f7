"""`sections` and `saved`: what articles can be listed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.cli.articles import say_notes
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.output import line_width, put, put_json, say, table
from placentin_tui.i18n import _, number
from placentin_tui.models import ActKind

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library
    from placentin_tui.models import SavedView

NEEDS = {"add": 2, "remove": 1, "rename": 2, "pin": 1, "unpin": 1}
"""The arguments each part of `saved` takes."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `sections` and `saved`."""
    sections = declare(commands, shared, "sections", list_sections, _("list the sections of the papers"))
    sections.add_argument("--json", action="store_true", help=_("one JSON object per line"))
    saved = declare(commands, shared, "saved", manage_saved, _("list the saved views, add or remove one"))
    saved.add_argument(
        "act",
        metavar="add|remove|rename|pin|unpin",
        nargs="?",
        choices=tuple(NEEDS),
        help=_("save a query, remove or rename a saved one, or put it among the sections of the front page"),
    )
    saved.add_argument(
        "words", metavar=_("NAME"), nargs="*", help=_("the view’s name; then the query it stands for, or its new name")
    )
    saved.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def list_sections(call: CommandContext) -> int:
    """List the sections, those with the most articles first."""
    with call.library() as library:
        sections = library.facets.counted_sections()
    if call.options.json:
        for section in sections:
            put_json({"name": section.name, "articles": section.articles, "unread": section.unread})
    elif sections:
        heading = (_("Section"), _("Articles"), _("Unread"))
        rows = [(each.name, number(each.articles), number(each.unread or 0)) for each in sections]
        for line in table([heading, *rows], width=line_width(), right=(1, 2), soft=(0,)):
            put(line)
    return DONE


def manage_saved(call: CommandContext) -> int:
    """List the saved views, or change one. Raises `UnknownView` and `ViewNameRefused`."""
    act, words = call.options.act, call.options.words
    if act and (len(words) < NEEDS[act] or (len(words) > NEEDS[act] and act != "add")):
        say(_("“saved add” needs a name and a query, “saved rename” two names, the others one name."))
        return USAGE
    with call.library() as library:
        if act:
            view, said = _change(library, act, words[0], " ".join(words[1:]))
            if call.options.json:
                put_json(_record(view))
            else:
                put(said)
        else:
            _list(call, library)
    return DONE


def _change(library: Library, act: str, name: str, more: str) -> tuple[SavedView, str]:
    """Do what `saved add` and the others say; returns the view as it is then, or was, and a sentence."""
    if act == "add":
        done = library.saved.add(name, more)
        say_notes(library, more)
        is_new = done is not None and done.kind is ActKind.SAVE_VIEW
        said = _("“{name}” is saved.") if is_new else _("“{name}” stands for this query now.")
        view = library.saved.find(name)
        return view, said.format(name=view.name)
    view = library.saved.find(name)
    if act == "remove":
        library.saved.remove(view.id)
        return view, _("“{name}” is removed; U in the app brings it back.").format(name=view.name)
    if act == "rename":
        library.saved.rename(view.id, more)
        new = library.saved.find(more)
        return new, _("“{name}” is called “{new}” now.").format(name=view.name, new=new.name)
    library.saved.pin(view.id, pinned=act == "pin")
    said = _("“{name}” stands among the sections of the front page.")
    if act == "unpin":
        said = _("“{name}” stands no longer among the sections of the front page.")
    return library.saved.find(name), said.format(name=view.name)


def _record(view: SavedView) -> dict[str, object]:
    return {"name": view.name, "query": view.query, "pinned": view.pinned}


def _list(call: CommandContext, library: Library) -> None:
    """Print the saved views as a table, or as JSON."""
    views = library.saved.all()
    if call.options.json:
        for view in views:
            put_json(_record(view))
    elif views:
        for line in table([(view.name, view.query) for view in views], width=line_width(), soft=(0, 1)):
            put(line)
    else:
        say(_("There are no saved views yet."))
