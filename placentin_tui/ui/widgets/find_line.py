"""The input line for finding words in an article, with the number of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from placentin_tui.i18n import _
from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FindLine(Horizontal):
    """Replaces the status line while words are typed."""

    said = reactive("")
    """Number of the current hit and of all, or that there is none."""

    def compose(self) -> ComposeResult:
        """A slash, the input, the number of hits."""
        yield Static("/", id="find-sign")
        yield Field(placeholder=_("Find in this article"), id="find")
        yield Static(id="found")

    @property
    def line(self) -> Field:
        """The input."""
        return self.query_one(Field)

    def watch_said(self, said: str) -> None:
        """Show the number of hits."""
        for found in self.query("#found").results(Static):
            found.update(Content(said))
