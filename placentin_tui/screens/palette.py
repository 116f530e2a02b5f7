"""The palette's entries: every act by its name, with its sentence and its key; and the themes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from placentin_tui.commands import sign
from placentin_tui.i18n import _
from placentin_tui.theme_names import THEMES
from placentin_tui.widgets.boundary import ErrorBoundary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual._path import CSSPathType

    from placentin_tui.app import PlacentinApp


class Palette(ErrorBoundary, CommandPalette):
    """The toolkit's palette, dressed as our cards are."""

    CSS_PATH: ClassVar[CSSPathType | None] = "card.tcss"

    def __init__(self, placeholder: str, providers: Sequence[type[Provider]] | None = None) -> None:
        """`providers`: what it offers; the acts, when none is named."""
        super().__init__(providers, placeholder=placeholder, id="--command-palette")


class Themes(Provider):
    """All themes, by name."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name in THEMES:
            yield DiscoveryHit(name, partial(self._choose, name))

    async def search(self, query: str) -> Hits:
        """Those whose name fits."""
        matcher = self.matcher(query)
        for name in THEMES:
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self._choose, name))

    def _choose(self, name: str) -> None:
        self.app.theme = name


def acts(app: PlacentinApp) -> Iterator[SystemCommand]:
    """All acts, in the order of the help, then the themes."""
    for command in app.commands:
        if command.id != "palette":
            key = f"  ({sign(command.keys[0])})" if command.keys else ""
            yield SystemCommand(_(command.label) + key, _(command.help), partial(app.front.action_do, command.id))
    yield SystemCommand(_("All themes"), _("Choose among all themes, with a preview."), app.action_change_theme)
