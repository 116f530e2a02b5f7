"""The help: every act, its keys and its sentence, in the order of `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from placentin_tui.commands import GROUPS, sign
from placentin_tui.i18n import _
from placentin_tui.screens.card import Card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from placentin_tui.app import PlacentinApp


class HelpScreen(Card[None]):
    """All acts on one card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll('down')", show=False),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("b,pageup", "scroll('page_up')", show=False),
        Binding("g,home", "scroll('home')", show=False),
        Binding("G,end", "scroll('end')", show=False),
        Binding("question_mark,f1", "put_away", show=False),
    ]

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (60, "-roomy")]  # noqa: RUF012 - as declared

    app: PlacentinApp

    def compose(self) -> ComposeResult:
        """The card, one paragraph an act."""
        with Vertical(classes="card") as card:
            card.border_title = Content(_("Help"))
            card.border_subtitle = Content(_("Esc goes back"))
            with VerticalScroll():
                for group, name in GROUPS.items():
                    yield Static(Content(_(name)), classes="group")
                    yield from self._acts(group)

    def _acts(self, group: str) -> Iterator[Horizontal]:
        for command in self.app.commands:
            if command.group == group:
                keys = " ".join(sign(key) for key in command.keys) or "—"
                yield Horizontal(
                    Static(Content(keys), classes="keys"),
                    Static(Content(_(command.help)), classes="act"),
                    classes="row",
                )

    def action_scroll(self, how: str) -> None:
        """Scroll the card."""
        scroll = self.query_one(VerticalScroll)
        getattr(scroll, f"scroll_{how}")(animate=False)
