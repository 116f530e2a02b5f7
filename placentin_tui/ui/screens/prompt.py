"""Dialogs with one input line; one of them asks for the address to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Label

from placentin_tui.i18n import _
from placentin_tui.ui.screens.dialog import FieldCard, foot, head
from placentin_tui.ui.services.courier_requests import looking_for
from placentin_tui.ui.widgets.field import AddressField, Field, FieldNote, SubscriptionNote
from placentin_tui.ui.widgets.welcome import LE_PLACENTIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widgets import Input


class AskScreen(FieldCard[str]):
    """Asks one question; returns what was typed, without blanks around it."""

    FIELD: ClassVar[type[Field]] = Field
    NOTE: ClassVar[type[FieldNote]] = FieldNote

    def __init__(
        self,
        title: str,
        question: str,
        *,
        value: str = "",
        hint: str = "",
        may_be_empty: bool = False,
        is_secret: bool = False,
        check: Callable[[str], str] = lambda _typed: "",
    ) -> None:
        """`value`: what the line holds at first; `hint`: shown while it is empty; `is_secret`: dots are shown for what
        is typed; `check`: what is wrong with it, as a sentence shown under the line; empty when nothing is.
        """
        super().__init__()
        self._title, self._question, self._value, self._hint = title, question, value, hint
        self._may_be_empty = may_be_empty
        self._is_secret = is_secret
        self._check = check

    def compose(self) -> ComposeResult:
        """The card with the question and the line."""
        with Vertical(classes="card"):
            yield head(self._title)
            yield Label(self._question, markup=False)
            yield self.FIELD(value=self._value, placeholder=self._hint, password=self._is_secret)
            yield self.NOTE()
            yield foot(_("Enter confirms · Esc goes back"))

    def on_input_changed(self) -> None:
        """Take the note away: another text may be right."""
        self.query_one(FieldNote).say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return what was typed, unless there is something wrong with it; an empty line only where it is allowed."""
        typed = event.value.strip()
        if not typed and not self._may_be_empty:
            self.query_one(FieldNote).say(_("Type something, or leave with Esc."))
        elif wrong := self._check(typed):
            self.query_one(FieldNote).say(wrong)
        else:
            self._done(typed)

    def _done(self, typed: str) -> None:
        """Return what was typed."""
        self.dismiss(typed)


class AddScreen(AskScreen):
    """Subscribes to the address of a site, a page or a feed, or to several separated by blanks.

    With one address it stays open until the courier has answered, so that what is wrong stands under the field.
    """

    FIELD = AddressField
    NOTE = SubscriptionNote

    def __init__(self, subscribe: Callable[[str], bool]) -> None:
        """`subscribe`: asks the courier for what was typed; returns whether it was asked."""
        super().__init__(
            _("Subscribe"),
            _("The address of a paper's site, of any page of it, or of its feed:"),
            hint=LE_PLACENTIN,
        )
        self._subscribe = subscribe

    def _done(self, typed: str) -> None:
        """Ask for the subscription; wait for the answer to a single address."""
        if not self._subscribe(typed) or len(typed.split()) > 1:
            self.dismiss(None)
            return
        self.query_one(SubscriptionNote).say(looking_for((typed,)), is_error=False)
