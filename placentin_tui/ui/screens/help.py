"""The help: every command with its keys and a sentence, in the order of `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from placentin_tui.commands import GROUPS, Scope, sign
from placentin_tui.i18n import N_, _
from placentin_tui.prose.blocks import Span
from placentin_tui.prose.layout import text_width
from placentin_tui.prose.layout.wrap import wrap
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import Card

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.commands import Command
    from placentin_tui.ui.protocols import ReaderApp

WIDTH = 72
"""Columns of the card, as `dialog.tcss` has them, where the window has so many."""
EDGES = 5
"""Columns of the card that text cannot use: border, padding, scroll bar."""
ROOMY = 55
"""Columns from which a command's sentence stands beside its keys, not below them."""
KEYS = 18
"""Columns of the keys in that case."""


class HelpScreen(Card[None]):
    """Lists all commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.HELP)
    SUBJECT: ClassVar[str] = N_("Help")
    """What stands above the text (a message to translate)."""

    app: ReaderApp  # type: ignore[assignment]  # what a screen may know of it

    def __init__(self, first: Container[str] = ()) -> None:
        """`first`: the groups that go before the others."""
        super().__init__()
        self._groups = sorted(GROUPS, key=lambda group: group not in first)

    def compose(self) -> ComposeResult:
        """The card holds one text: a widget for each command would take half a second."""
        with Vertical(classes="card") as card:
            card.border_title = Content(_(self.SUBJECT))
            card.border_subtitle = Content(_("Esc goes back"))
            with VerticalScroll():
                yield Static(self.text(self.app.size.width), id="acts", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the text for the new width."""
        if event.size.width != self._width:
            self.query_one("#acts", Static).update(self.text(event.size.width))

    def text(self, width: int) -> Content:
        """The text for a window of this width, in columns."""
        self._width = width
        return Content("\n").join(_lines(self.app.commands, self._groups, max(10, min(WIDTH, width) - EDGES)))

    def action_scroll(self, how: str) -> None:
        """Scroll the card; `how`: the rest of a method's name of Textual's `scroll_…`."""
        scroll = self.query_one(VerticalScroll)
        getattr(scroll, f"scroll_{how}")(animate=False)


def _lines(commands: Iterable[Command], groups: Iterable[str], width: int) -> Iterator[Content]:
    """The lines of all commands by group, in `width` columns."""
    for n, group in enumerate(groups):
        if n:
            yield Content()
        yield Content.styled(_(GROUPS[group]), "bold $accent")
        for command in commands:
            if command.group == group:
                yield from _act(" ".join(sign(key) for key in command.keys) or "—", _(command.help), width)


def _act(keys: str, said: str, width: int) -> Iterator[Content]:
    """The lines of one command: keys and sentence side by side where there is room, else the sentence below."""
    beside = width >= ROOMY
    indent = KEYS if beside else 2
    lines = ["".join(run.text for run in runs) for runs in wrap((Span(said),), width - indent)]
    if beside and text_width(keys) < KEYS:
        first, *lines = lines
        yield Content.assemble((keys, "bold $ink-strong"), " " * (KEYS - text_width(keys)), first)
    else:
        yield Content.styled(keys, "bold $ink-strong")
    for line in lines:
        yield Content(" " * indent + line)
