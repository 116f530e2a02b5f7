"""`outbox`: lists, sends and deletes the person's own comments; also sends them for other commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.cli.articles import article_number
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED, OFFLINE, USAGE
from placentin_tui.cli.output import iso, line_width, put, put_json, say, table
from placentin_tui.cli.run_courier import follow
from placentin_tui.courier.process.protocol import OutgoingCommentSettled
from placentin_tui.errors import UnknownArticle
from placentin_tui.i18n import _
from placentin_tui.models import OutgoingState
from placentin_tui.rendering.outgoing_state import state_wording

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncGenerator

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.courier.process.protocol import Event
    from placentin_tui.library import Library
    from placentin_tui.models import OutgoingComment
    from placentin_tui.web import Web

LOST = (OutgoingState.REFUSED, OutgoingState.UNKNOWN)
"""States that require something of the person."""
TAKEN = (OutgoingState.PUBLISHED, OutgoingState.HELD)
"""What the papers have."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `outbox`."""
    outbox = declare(commands, shared, "outbox", manage_outbox, _("list your comments, send or delete them"))
    outbox.add_argument(
        "act", metavar="send|delete", nargs="?", choices=("send", "delete"), help=_("send all that wait, or delete one")
    )
    outbox.add_argument(
        "outgoing", metavar=_("ID"), nargs="?", type=article_number, help=_("which to delete: its number in the list")
    )
    outbox.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def manage_outbox(call: CommandContext) -> int:
    """List the outbox, send what waits, or delete one comment."""
    if (call.options.act == "delete") != (call.options.outgoing is not None):
        say(_("“outbox delete” needs the number of one comment, and “outbox send” none."))
        return USAGE
    with call.library() as library:
        match call.options.act:
            case "send":
                return _send(call, library)
            case "delete":
                return _delete(library, call.options.outgoing)
            case _:
                return _list(call, library)


def _list(call: CommandContext, library: Library) -> int:
    """Print the comments as a table, or as JSON."""
    outgoing_comments = library.outbox.all()
    if call.options.json:
        for outgoing in outgoing_comments:
            put_json(_record(outgoing))
    elif outgoing_comments:
        rows = [
            (str(outgoing.id), state_wording(outgoing.state), _title(library, outgoing), _first_line(outgoing))
            for outgoing in outgoing_comments
        ]
        for line in table(rows, width=line_width(), right=(0,), soft=(2, 3)):
            put(line)
    else:
        say(_("the outbox is empty."))
    return DONE


def _delete(library: Library, number: int) -> int:
    """Delete a comment. Raises `UnknownOutgoingComment`."""
    outgoing = library.outbox.get(number)
    library.outbox.delete(number)
    if outgoing.state in (OutgoingState.DRAFT, OutgoingState.WAITING, OutgoingState.REFUSED):
        put(_("Deleted."))
    else:
        put(_("Deleted here; what the paper has, it keeps."))
    return DONE


def _send(call: CommandContext, library: Library) -> int:
    """Send what waits, and print the results; returns the exit status."""
    if call.options.offline:
        say(_("offline, as asked: nothing was sent."))
        return OFFLINE
    settled = send_all(call, library)
    for event in settled.values():
        _tell(event)
    if any(event.state in LOST for event in settled.values()):
        return FAILED
    return OFFLINE if library.outbox.pending() else DONE


def _tell(event: OutgoingCommentSettled) -> None:
    """Print what became of a comment; on stderr when it requires something of the person."""
    sentence = _("comment {id}: {state}.").format(id=event.outgoing, state=state_wording(event.state))
    (put if event.state in TAKEN else say)(" ".join(filter(None, (sentence, event.message))))


def send_all(call: CommandContext, library: Library, *, force: bool = True) -> dict[int, OutgoingCommentSettled]:
    """Send what waits (`force`: also what was to wait longer); returns the last event of each comment, by its id."""
    from placentin_tui.courier.comments.send import send  # aiohttp and feedparser, 200 ms and more

    settled: dict[int, OutgoingCommentSettled] = {}

    def ask(web: Web) -> AsyncGenerator[Event, None]:
        return send(library, web, force=force)

    def take(event: Event) -> None:
        if isinstance(event, OutgoingCommentSettled):
            settled[event.outgoing] = event

    follow(call, ask, take)
    return settled


def send_after(call: CommandContext, library: Library, *, quietly: bool) -> int:
    """Send what waited for a network, after a refresh; returns the exit status of that alone."""
    settled = send_all(call, library, force=False)
    for event in settled.values():
        if event.state in LOST or not quietly:
            _tell(event)
    return FAILED if any(event.state in LOST for event in settled.values()) else DONE


def _title(library: Library, outgoing: OutgoingComment) -> str:
    try:
        return library.articles.summary(outgoing.article).title
    except UnknownArticle:
        return ""


def _first_line(outgoing: OutgoingComment) -> str:
    return next(iter(outgoing.text.strip().splitlines()), "")


def _record(outgoing: OutgoingComment) -> dict[str, object]:
    return {
        "id": outgoing.id,
        "article": outgoing.article,
        "state": outgoing.state,
        "message": outgoing.said or None,
        "name": outgoing.name,
        "email": outgoing.email,
        "text": outgoing.text,
        "written": iso(outgoing.at),
        "sent": iso(outgoing.sent),
        "next_try": iso(outgoing.next_try),
    }
