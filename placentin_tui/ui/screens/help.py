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
from placentin_tui.text.collation import folded
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import Card, foot, head
from placentin_tui.ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from placentin_tui.commands import Command

WIDTH = 72
"""Columns of the card, as `dialog.tcss` has them, where the window has so many."""
EDGES = 5
"""Columns of the card that text cannot use: padding, scroll bar."""
ROOMY = 55
"""Columns from which a command's sentence stands beside its keys, not below them."""
KEYS = 18
"""Columns of the keys in that case."""


class HelpScreen(Card[None]):
    """Lists all commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.HELP)
    AUTO_FOCUS = "VerticalScroll"
    SUBJECT: ClassVar[str] = N_("Help")
    """What stands above the text (a message to translate)."""
    PLACEHOLDER: ClassVar[str] = N_("Words to search the help for")
    """What stands in the line one searches with (a message to translate)."""

    def __init__(self, *first: Container[str]) -> None:
        """`first`: the groups that go before the others, those of the first one foremost."""
        super().__init__()
        self.wanted: list[str] = []
        """The words searched for, folded."""
        self._groups = sorted(GROUPS, key=lambda group: [group not in some for some in first])

    def compose(self) -> ComposeResult:
        """The card holds one text: a widget for each command would take half a second."""
        with Vertical(classes="card"):
            yield head(_(self.SUBJECT))
            yield Field(placeholder=_(self.PLACEHOLDER), id="wanted", classes="hidden")
            with VerticalScroll():
                yield Static(self.text(self.app.size.width), id="acts", markup=False)
            yield foot(_("{key} searches · Esc goes back").format(key=self.app.key_of("help-search")))

    def action_search(self) -> None:
        """Open the line to search with."""
        field = self.query_one(Field)
        field.remove_class("hidden")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the commands that have the words."""
        self.wanted = folded(event.value).split()
        self.query_one("#acts", Static).update(self.text(self.app.size.width))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_input_submitted(self) -> None:
        """Enter goes from the line to what was found."""
        self.query_one(VerticalScroll).focus()

    def action_put_away(self) -> None:
        """Leave the search first, then the help."""
        field = self.query_one(Field)
        if field.has_class("hidden"):
            self.dismiss(None)
            return
        field.value = ""
        field.add_class("hidden")
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the text for the new width."""
        if event.size.width != self._width:
            self.query_one("#acts", Static).update(self.text(event.size.width))

    def text(self, width: int) -> Content:
        """The text for a window of this width, in columns."""
        self._width = width
        commands = [command for command in self.app.commands if _has(command, self.wanted)]
        if not commands:
            return Content(_("Nothing here is called so."))
        return Content("\n").join(_lines(commands, self._groups, max(10, min(WIDTH, width) - EDGES)))

    def action_scroll(self, how: str) -> None:
        """Scroll the card; `how`: the rest of a method's name of Textual's `scroll_…`."""
        scroll = self.query_one(VerticalScroll)
        getattr(scroll, f"scroll_{how}")(animate=False)


def _has(command: Command, wanted: Iterable[str]) -> bool:
    """Whether a command's keys, name or sentence have all the words."""
    keys = " ".join(sign(key) for key in command.keys)
    said = folded(f"{keys} {_(command.label)} {_(command.help)}")
    return all(word in said for word in wanted)


def _lines(commands: Sequence[Command], groups: Iterable[str], width: int) -> Iterator[Content]:
    """The lines of all commands by group, in `width` columns."""
    present = {command.group for command in commands}
    for n, group in enumerate(group for group in groups if group in present):
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
