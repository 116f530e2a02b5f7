"""Dialogs about the account at a paper, and about the servers that comments and passwords may be sent to; the courier
verifies them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui.courier.process.protocol import SetAccount
from placentin_tui.destination_policy import password_server, server
from placentin_tui.errors import AccountError, ConsentNeeded, UnknownArticle, UnknownSource
from placentin_tui.i18n import _
from placentin_tui.text.sanitize import clean
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.screens.question import QuestionScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.courier.process.protocol import OutgoingCommentSettled
    from placentin_tui.library import Library
    from placentin_tui.models import GivenAccount, Source
    from placentin_tui.ui.protocols import ReaderApp

LONGEST_NAME = 200
"""Characters of a user name."""


async def see_to(app: ReaderApp, source: Source) -> None:
    """Ask for an account of a source, for another one, or remove it; the courier verifies and stores it."""
    if app.offline:
        app.say(_("You are offline: start without --offline to give an account or forget it."))
        return
    given, servers = app.library.accounts.of(source.id), app.library.accounts.comment_servers(source.id)
    if given.user or servers:
        choice = await app.push_screen_wait(_which(source, given, servers))
        if choice == "forget":
            app.send_for_courier().set_account(SetAccount(source.id))
        if choice != "other":
            return
    try:
        root = app.library.sources.rest_root(source.id) or ""
        agreed = await _agreed(app, source, root, given)
    except AccountError as error:
        app.say(str(error), error=True)
        return
    if agreed is not None and (account := await _typed(app, source, root, given, agreed)):
        app.say(_("Trying your account at {host} …").format(host=server(root)))
        app.send_for_courier().set_account(account)


async def may_send(app: ReaderApp, event: OutgoingCommentSettled) -> None:
    """Ask whether a comment may be sent to another server than the paper's own; send it when the answer is yes."""
    with suppress(UnknownArticle, UnknownSource):  # the source may have been removed meanwhile
        source = app.own_library.sources.get(app.own_library.articles.summary(event.article).source).id
        if await app.push_screen_wait(_where(event)):
            app.open_own_library()
            await _send(app, event, source)
        else:
            app.say(_("Your comment was not sent; it is kept, and you can go on writing it."))


async def _send(app: ReaderApp, event: OutgoingCommentSettled, source: int) -> None:
    """Send a comment to the server the person has just agreed to."""
    if event.root:
        user = app.own_library.accounts.of(source).user
        account = SetAccount(source, user, server=event.server, root=event.root, outgoing=event.outgoing)
        app.send_for_courier().set_account(account)
        return

    def agree(library: Library) -> None:
        with library.transaction():
            library.accounts.agree(source, event.server)
            library.outbox.queue(event.outgoing)

    await app.writer.write(agree)
    app.send_for_courier().send_outbox()


def _where(event: OutgoingCommentSettled) -> QuestionScreen[bool]:
    """The question about a comment's destination: what is sent, and to which host."""
    what = (
        _("The comment and the application password of your account would go there.")
        if event.root
        else _("The comment, your name and your e-mail address would go there.")
    )
    no, yes = _("No: it stays here, and can be sent later"), _("Yes: send it to {host}").format(host=event.server)
    return QuestionScreen(
        _("Your comment"),
        [(event.message, "spaced"), (event.server, "subject"), (what, "spaced")],
        [(no, False), (yes, True)],
    )


def _which(source: Source, given: GivenAccount, servers: Sequence[str]) -> QuestionScreen[str]:
    """The question what to do with an account that exists: keep, replace or forget it."""
    why = []
    if given.user:
        why += [
            (_("Comments go to {title} as {user}.").format(title=source.title, user=given.user), ""),
            (_("The password goes to this host alone:"), "quiet"),
            (server(given.root), "subject spaced"),
        ]
    if servers:
        why += [(_("You agreed that comments go to:"), "quiet"), (", ".join(servers), "subject spaced")]
    return QuestionScreen(
        _("Account"),
        why,
        [
            (_("Leave it as it is"), "keep"),
            (_("Give another account") if given.user else _("Give an account"), "other"),
            (_("Forget it: comments go by the paper’s own form"), "forget"),
        ],
    )


async def _agreed(app: ReaderApp, source: Source, root: str, given: GivenAccount) -> str | None:
    """The server that may receive the password, asked about where it is not the paper's; `None`: refused. Raises
    `AccountError`.
    """
    try:
        return password_server(source, root, given)
    except ConsentNeeded as needed:
        question = QuestionScreen(
            _("Account"),
            [
                (_("{title} takes comments at another host than its own:").format(title=source.title), ""),
                (needed.server, "subject spaced"),
                (_("Your password would go there. Its own host is {own}.").format(own=server(source.url)), "spaced"),
            ],
            [(_("No: give no password"), False), (_("Yes: {host} may have it").format(host=needed.server), True)],
        )
        return needed.server if await app.push_screen_wait(question) else None


async def _typed(app: ReaderApp, source: Source, root: str, given: GivenAccount, agreed: str) -> SetAccount | None:
    """Ask for user name and application password; `None` when the dialog is closed."""
    asked = _("Your name at {title}:").format(title=source.title)
    typed = await app.push_screen_wait(AskScreen(_("Account"), asked, value=given.user))
    if not (user := clean(typed or "", LONGEST_NAME)):
        return None
    asked = _("An application password, made there under your profile; it goes to {host} alone:").format(host=agreed)
    password = await app.push_screen_wait(AskScreen(_("Account"), asked, is_secret=True))
    return SetAccount(source.id, user, password, agreed, root) if password else None
