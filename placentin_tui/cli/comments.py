"""`comments` and `comment`: reads the comments on an article, and writes one."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from placentin_tui.cli.articles import article_number
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED, OFFLINE, USAGE
from placentin_tui.cli.outbox import TAKEN, send_all
from placentin_tui.cli.output import hint, iso, put, put_json, say
from placentin_tui.destination_policy import typed_server
from placentin_tui.i18n import _, long_date
from placentin_tui.models import OutgoingComment, OutgoingState
from placentin_tui.models.comment_validation import trouble
from placentin_tui.prose.plain import to_text
from placentin_tui.rendering.comment_thread import in_order
from placentin_tui.rendering.outgoing_state import state_wording
from placentin_tui.text.sanitize import clean, clean_block

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.courier.process.protocol import OutgoingCommentSettled
    from placentin_tui.library import Library
    from placentin_tui.models import Article, Comment, Timestamp

_LONGEST = 1_000_000
"""Characters read of a comment; a longer one is refused by the check of its length, not cut."""
_STEP = 2
_DEEPEST = 8
"""Columns by which a reply is indented, and the depth from which it is not indented further."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `comments` and `comment`."""
    comments = declare(commands, shared, "comments", list_comments, _("show the comments under an article"))
    comments.add_argument("id", metavar=_("ID"), type=article_number, help=_("its number, as “list” shows it"))
    comments.add_argument("--json", action="store_true", help=_("one JSON object per line"))
    comment = declare(commands, shared, "comment", write_comment, _("comment on an article"))
    comment.add_argument("id", metavar=_("ID"), type=article_number, help=_("its number, as “list” shows it"))
    comment.add_argument("--name", metavar=_("NAME"), default="", help=_("how to sign; the paper prints it"))
    comment.add_argument(
        "--email", metavar=_("EMAIL"), default="", help=_("the paper receives it and does not print it")
    )
    said = comment.add_mutually_exclusive_group(required=True)
    said.add_argument("--text", metavar=_("TEXT"), help=_("what to say"))
    # An option to argparse: as a positional argument it could not stand after the others.
    said.add_argument("-", dest="stdin", action="store_true", help=_("read what to say from stdin"))
    comment.add_argument(
        "--reply-to", metavar="C", type=article_number, help=_("answer a comment: its number, as “comments” shows it")
    )
    comment.add_argument(
        "--host", metavar=_("HOST"), default="", help=_("another host than the article’s that may get the comment")
    )


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def list_comments(call: CommandContext) -> int:
    """Print the comments on an article, the person's own on their way included."""
    with call.library() as library:
        article = library.articles.get(call.options.id)
    outgoing_comments = [
        outgoing for outgoing in article.outgoing_comments if outgoing.state is not OutgoingState.DRAFT
    ]
    numbers = {comment.key: comment.id for comment in article.comments}
    if call.options.json:
        for comment in article.comments:
            put_json(
                _record(
                    comment.id, numbers.get(comment.parent), comment, to_text(comment.blocks), OutgoingState.PUBLISHED
                )
            )
        for outgoing in outgoing_comments:
            put_json(_record(None, numbers.get(outgoing.parent), outgoing, outgoing.text, outgoing.state))
        return DONE
    for line in _lines(article, outgoing_comments):
        put(line)
    return DONE


def _record(
    number: int | None, parent: int | None, said: Comment | OutgoingComment, text: str, state: OutgoingState
) -> dict[str, object]:
    """A comment as JSON."""
    author, at = _signed(said)
    return {"id": number, "parent": parent, "author": author, "published": iso(at), "text": text, "state": state}


def _signed(said: Comment | OutgoingComment) -> tuple[str, Timestamp | None]:
    """Who wrote a comment, and when."""
    return (said.name, said.at) if isinstance(said, OutgoingComment) else (said.author, said.published)


def _lines(article: Article, outgoing_comments: list[OutgoingComment]) -> list[str]:
    """The comments as lines: published ones in their threads, then the person's own."""
    if not article.comments and not outgoing_comments:
        say(_none_here(article))
    if article.comments_partial:
        say(_("only the latest comments are known; the paper gives no others."))
    depths: dict[str, int] = {}
    lines: list[str] = []
    for comment, depth in in_order(article.comments):
        depths[comment.key] = depth
        when = long_date(comment.published) if comment.published is not None else ""
        head = " · ".join(filter(None, (str(comment.id), comment.author, when)))
        lines += _set(head, to_text(comment.blocks), depth)
    for outgoing in outgoing_comments:
        lines += _set(
            f"{outgoing.name} · {state_wording(outgoing.state)}", outgoing.text, depths.get(outgoing.parent, -1) + 1
        )
    return lines


def _none_here(article: Article) -> str:
    """Why there is no comment to show; unknown is not none."""
    if article.summary.comments == 0:
        return _("there are no comments yet.")
    if article.comments_url and not article.comments_feed:
        return _("its debate is not in the library; it takes place here: {address}").format(
            address=article.comments_url
        )
    return _("its comments are not in the library.")


def _set(head: str, text: str, depth: int) -> list[str]:
    """A comment's lines, indented by its depth in the thread."""
    room = " " * (_STEP * min(depth, _DEEPEST))
    return [room + head, *(f"{room}{line}".rstrip() for line in text.strip().splitlines()), ""]


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_comment(call: CommandContext) -> int:
    """Put a comment into the outbox and send it; the paper's answer decides the exit status."""
    options = call.options
    text = clean_block(sys.stdin.read() if options.stdin else options.text, _LONGEST)
    if options.host and not typed_server(options.host):
        say(_("“--host” names a host such as “paper.example”."))
        return USAGE
    with call.library() as library:
        article = library.articles.get(options.id)
        parent = _answered(article, options.reply_to)
        if parent is None:
            say(_("no comment under this article has the number {id}.").format(id=options.reply_to))
            return FAILED
        draft = library.outbox.signature(clean(options.name), clean(options.email))
        if wrong := trouble(*draft, text):
            say(str(wrong))
            return FAILED
        if options.host:
            library.accounts.agree(article.summary.source, typed_server(options.host))
        outgoing = library.outbox.write(options.id, parent, *draft, text)
        return _send(call, library, outgoing)


def _answered(article: Article, number: int | None) -> str | None:
    """The key of the comment replied to, empty for the article itself; `None`: there is no such comment."""
    if number is None:
        return ""
    return next((comment.key for comment in article.comments if comment.id == number), None)


def _send(call: CommandContext, library: Library, outgoing: OutgoingComment) -> int:
    """Send the outbox, and print what became of one comment; returns the exit status."""
    settled = {} if call.options.offline else send_all(call, library)
    outgoing = library.outbox.get(outgoing.id)
    if outgoing.state in TAKEN:
        put(
            " ".join(
                filter(None, (_("Your comment: {state}.").format(state=state_wording(outgoing.state)), outgoing.said))
            )
        )
        return DONE
    say(
        " ".join(filter(None, (_("your comment: {state}.").format(state=state_wording(outgoing.state)), outgoing.said)))
    )
    if (event := settled.get(outgoing.id)) and event.server:
        _say_how_to_agree(call, library, event)
    return OFFLINE if outgoing.state in (OutgoingState.WAITING, OutgoingState.SENDING) else FAILED


def _say_how_to_agree(call: CommandContext, library: Library, event: OutgoingCommentSettled) -> None:
    """Print the command that agrees to another server for a comment, or for an account's password."""
    source = library.articles.summary(event.article).source
    if event.root:
        user = shlex.quote(library.accounts.of(source).user)
        command = f"placentin-tui account {source} --user {user} --host {event.server}"
        hint(_("If you agree that your password goes there: “{command}”").format(command=command))
    else:
        command = f"placentin-tui comment {call.options.id} --host {event.server} …"
        hint(_("If you agree that it goes there: “{command}”").format(command=command))
