"""The line one types into to find words in an article, and how many there are."""

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
    """Stands in the place of the status line while words are typed."""

    said = reactive("")
    """Which of how many, or that there is none."""

    def compose(self) -> ComposeResult:
        """The sign of the search, the words, the count."""
        yield Static("/", id="find-sign")
        yield Field(placeholder=_("Find in this article"), id="find")
        yield Static(id="found")

    @property
    def line(self) -> Field:
        """Where the words are typed."""
        return self.query_one(Field)

    def watch_said(self, said: str) -> None:
        """Say it at the end of the line."""
        for found in self.query("#found").results(Static):
            found.update(Content(said))
