"""A dialog with a QR code of an address, and the address as text below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from placentin_tui.commands import Scope
from placentin_tui.errors import ShareError
from placentin_tui.i18n import _, number
from placentin_tui.sharing.qr import DARK, LEAST_QUIET, LIGHT, code, fitting
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import Card

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.ui.textual_internals import CSSPathType

FRAME = 1
"""Rows of the card's edge; it has none at the sides."""


class QrScreen(Card[None]):
    """The code, with as wide a margin as the window allows."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "qr.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.QR)

    def __init__(self, title: str, url: str) -> None:
        """`url`: what the code holds."""
        super().__init__()
        self._title, self._url = title, url

    def compose(self) -> ComposeResult:
        """The card with code and address."""
        with VerticalScroll(classes="card"):
            yield Static(id="code")
            yield Static(Content(self._url), id="address")

    def on_resize(self, event: events.Resize) -> None:
        """Draw the code for the window's new size."""
        place = self.query_one("#code", Static)
        columns, rows = event.size.width, event.size.height - FRAME
        # The address may have to be scrolled to; the code must be seen whole.
        try:
            found = fitting(self._url, columns, rows - 1) or fitting(self._url, columns, rows)
        except ShareError as error:
            self._say(str(error))
            return
        if found is None:
            self._say(self._too_small())
            return
        self.remove_class("-words")
        place.update(Content.styled("\n".join(found.rows), f"{DARK} on {LIGHT}"))

    def _say(self, sentence: str) -> None:
        """Show a sentence in the place of the code."""
        self.add_class("-words")
        self.query_one("#code", Static).update(Content(sentence))

    def _too_small(self) -> str:
        """The sentence that names the columns and rows the code needs."""
        least = code(self._url, LEAST_QUIET)
        said = _("The window is too small for the code: it takes {columns} columns and {rows} rows.")
        return said.format(columns=number(least.columns), rows=number(len(least.rows) + FRAME))
