"""The palette's entries: every act by its name, with its sentence and its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.command import CommandPalette

from placentin_tui.commands import sign
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual._path import CSSPathType

    from placentin_tui.app import PlacentinApp


class Palette(CommandPalette):
    """The toolkit's palette, dressed as our cards are."""

    CSS_PATH: ClassVar[CSSPathType | None] = "card.tcss"

    def __init__(self) -> None:
        super().__init__(placeholder=_("Find a command"), id="--command-palette")


def acts(app: PlacentinApp) -> Iterator[SystemCommand]:
    """All acts, in the order of the help, then the themes."""
    for command in app.commands:
        if command.id != "palette":
            key = f"  ({sign(command.keys[0])})" if command.keys else ""
            yield SystemCommand(_(command.label) + key, _(command.help), partial(app.front.action_do, command.id))
    yield SystemCommand(_("All themes"), _("Choose among all themes, with a preview."), app.action_change_theme)
