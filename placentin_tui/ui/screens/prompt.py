"""Subscribing: an address is asked for, of a paper's site or of its feed."""

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
    """One question, one line to answer it on; answers with what was typed."""

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
        """`is_secret`: what is typed does not show."""
        super().__init__()
        self._title, self._question, self._value, self._hint = title, question, value, hint
        self._may_be_empty = may_be_empty
        self._is_secret = is_secret

    def compose(self) -> ComposeResult:
        """The card: the question, the line."""
        with Vertical(classes="card") as card:
            card.border_title = Content(self._title)
            card.border_subtitle = Content(_("Enter confirms · Esc goes back"))
            yield Label(self._question, markup=False)
            yield self.FIELD(value=self._value, placeholder=self._hint, password=self._is_secret)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        if event.value.strip() or self._may_be_empty:
            self.dismiss(event.value.strip())


class AddScreen(AskScreen):
    """Answers with the address of a paper, or several with spaces between."""

    FIELD = AddressField

    def __init__(self) -> None:
        super().__init__(
            _("Subscribe"),
            _("The address of a paper's site, of any page of it, or of its feed:"),
            hint=LE_PLACENTIN,
        )
