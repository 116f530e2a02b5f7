"""The composer: a comment is written here, saved as a draft while typing, and queued in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from placentin_tui.commands import Scope
from placentin_tui.destination_policy import server
from placentin_tui.i18n import _, number
from placentin_tui.models.comment_validation import LONGEST_TEXT, text_as_sent, trouble
from placentin_tui.prose.plain import to_text
from placentin_tui.text.sanitize import clean, clean_block
from placentin_tui.text.urls import shown_url
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.error_boundary import ErrorBoundary
from placentin_tui.ui.screens.app_access import AppAccess
from placentin_tui.ui.screens.command_access import CommandAccess
from placentin_tui.ui.screens.dialog import copy_or_quit, foot, head
from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from placentin_tui.failure_codes import Reason
    from placentin_tui.library import Library
    from placentin_tui.models import Article, OutgoingComment
    from placentin_tui.ui.textual_internals import CSSPathType

REST = 0.3
"""Seconds without a key press after which the draft is saved; a crash loses less than a second of typing."""


class Composer(CommandAccess, AppAccess, ErrorBoundary, ModalScreen[bool]):
    """Edits the draft of a comment on an article, or of a reply to one; returns whether it is to be sent."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "composer.tcss"]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as declared
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.COMPOSER)

    def __init__(self, article: Article, outgoing: OutgoingComment) -> None:
        """`article`: the one commented on, with its comments; `outgoing`: the draft, a row of the outbox already."""
        super().__init__()
        self._article = article
        self._outgoing = outgoing
        self._rest: Timer | None = None
        self._sure = False

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """What is answered, name and e-mail address, who receives them, the text."""
        with Vertical(classes="card"):
            yield head(self._title(), self._article.summary.title)
            yield Static(Content(self._answered()), id="answered", classes="quiet")
            with Horizontal(id="signature"):
                yield Field(self._outgoing.name, placeholder=_("Name"), id="name")
                yield Field(self._outgoing.email, placeholder=_("E-mail"), id="email")
            yield Static(Content(self._receiver()), classes="quiet")
            text = TextArea(self._outgoing.text, soft_wrap=True, show_line_numbers=False, compact=True, id="text")
            text.cursor_blink = False
            yield text
            yield Static(id="said")
            yield foot(self._keys())

    def _keys(self) -> str:
        """What the keys do."""
        said = _("{send} sends · Esc keeps the draft · {discard} throws it away")
        return said.format(send=self.app.key_of("composer-send"), discard=self.app.key_of("composer-discard"))

    def on_mount(self) -> None:
        """Focus the first empty field, else the text, the caret at its end."""
        text = self.query_one(TextArea)
        text.move_cursor(text.document.end)
        missing = next((field for field in self.query(Input) if not field.value), None)
        # Where the window is low, a signature that is known takes no line of the text.
        self.set_class(missing is None, "-signed")
        (missing or text).focus()
        self._say()

    def _receiver(self) -> str:
        """The sentence that names who receives what is typed."""
        host = server(shown_url(self._article.summary.url))
        return _("{host} receives both; it prints only the name.").format(host=host or _("The paper"))

    def _title(self) -> str:
        """The dialog's title: a comment, or a reply to somebody."""
        answered = self._comment_author()
        return _("Reply to {name}").format(name=answered) if answered else _("Your comment")

    def _comment_author(self) -> str:
        """The name of the author of the comment replied to; empty when this is no reply."""
        found = [comment for comment in self._article.comments if comment.key == self._outgoing.parent]
        return (found[0].author or _("Anonymous")) if found and self._outgoing.parent else ""

    def _answered(self) -> str:
        """The beginning of the comment replied to, else the article's title."""
        for comment in self._article.comments:
            if self._outgoing.parent and comment.key == self._outgoing.parent:
                return clean(to_text(comment.blocks), 300)
        return self._article.summary.title

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_text_area_changed(self) -> None:
        """Save the draft soon."""
        self._typed()

    def on_input_changed(self) -> None:
        """Save the draft soon."""
        self._typed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter moves the focus to the next field."""
        event.stop()
        self.focus_next()

    def _typed(self) -> None:
        """Restart the timer that saves the draft; a half-confirmed Ctrl+D no longer counts."""
        self._sure = False
        self._say()
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._keep_soon)

    def _keep_soon(self) -> None:
        """Save the draft beside what goes on: a handler that waited for a busy disk would hold Tab back, and what is
        typed after it would go into the field that was left.
        """
        self.app.write(self._saving())

    async def _keep(self) -> None:
        """Save the draft."""
        await self.app.writer.write(self._saving())

    def _saving(self) -> Callable[[Library], bool]:
        """The write that saves what stands in the fields now."""
        name, email = (clean(self.query_one(f"#{field}", Input).value, 300) for field in ("name", "email"))
        text = clean_block(self.query_one(TextArea).text, 2 * LONGEST_TEXT)
        return lambda library: library.outbox.save(self._outgoing.id, name=name, email=email, text=text)

    def _trouble(self) -> Reason | None:
        """Why the paper could not accept the comment as it is; `None` when it can."""
        name, email = (self.query_one(f"#{field}", Input).value for field in ("name", "email"))
        return trouble(name, email, self.query_one(TextArea).text)

    def _say(self) -> None:
        """Show the length in bytes once it is past half of the limit."""
        length = len(text_as_sent(self.query_one(TextArea).text).encode())
        said = _("{n} of {most} bytes").format(n=number(length), most=number(LONGEST_TEXT))
        self._tell(Content(said if length > LONGEST_TEXT // 2 else ""))

    def _tell(self, said: Content) -> None:
        """Show a sentence below the text; an empty one takes no line."""
        line = self.query_one("#said", Static)
        line.display = bool(said)
        line.update(Content.assemble(said))

    # ── actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def action_copy_text(self) -> None:
        """Copy the selection, or say how to quit."""
        copy_or_quit(self)

    async def action_keep(self) -> None:
        """Close the dialog; the draft is kept."""
        await self._keep()
        self.dismiss(result=False)

    async def action_send(self) -> None:
        """Queue the comment in the outbox, unless it is not valid; the reason is then shown."""
        await self._keep()
        if wrong := self._trouble():
            self._tell(Content.styled(str(wrong), "$error"))
            return
        await self.app.writer.write(lambda library: library.outbox.queue(self._outgoing.id))
        self.dismiss(result=True)

    async def action_discard(self) -> None:
        """Delete the draft, when pressed a second time."""
        if not self._sure:
            self._sure = True
            said = _("{key} once more throws this draft away for good.")
            said = said.format(key=self.app.key_of("composer-discard"))
            self._tell(Content.styled(said, "$error"))
            return
        if self._rest:
            self._rest.stop()
        try:
            await self.app.writer.write(lambda library: library.outbox.delete(self._outgoing.id))
        finally:  # a library that cannot be written must not keep the dialog open
            self.dismiss(result=False)
