"""Dialogs with one input line; one of them asks for the address to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from placentin_tui.i18n import _
from placentin_tui.ui.screens.dialog import Card
from placentin_tui.ui.widgets.field import AddressField, Field
from placentin_tui.ui.widgets.welcome import LE_PLACENTIN

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input


class AskScreen(Card[str]):
    """Asks one question; returns what was typed, without blanks around it."""

    FIELD: ClassVar[type[Field]] = Field

    def __init__(
        self,
        title: str,
        question: str,
        *,
        value: str = "",
        hint: str = "",
        may_be_empty: bool = False,
        is_secret: bool = False,
    ) -> None:
        """`value`: what the line holds at first; `hint`: shown while it is empty; `is_secret`: dots are shown for what
        is typed.
        """
        super().__init__()
        self._title, self._question, self._value, self._hint = title, question, value, hint
        self._may_be_empty = may_be_empty
        self._is_secret = is_secret

    def compose(self) -> ComposeResult:
        """The card with the question and the line."""
        with Vertical(classes="card") as card:
            card.border_title = Content(self._title)
            card.border_subtitle = Content(_("Enter confirms · Esc goes back"))
            yield Label(self._question, markup=False)
            yield self.FIELD(value=self._value, placeholder=self._hint, password=self._is_secret)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return what was typed; an empty line only where it is allowed."""
        if event.value.strip() or self._may_be_empty:
            self.dismiss(event.value.strip())


class AddScreen(AskScreen):
    """Returns the address of a site, a page or a feed; or several, separated by blanks."""

    FIELD = AddressField

    def __init__(self) -> None:
        """Asks with our own question and example."""
        super().__init__(
            _("Subscribe"),
            _("The address of a paper's site, of any page of it, or of its feed:"),
            hint=LE_PLACENTIN,
        )
