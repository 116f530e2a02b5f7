"""The command palette: every command by name, sentence and key; and the list of themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.commands import sign
from placentin_tui.i18n import N_, _
from placentin_tui.theme_definitions import DAY, HIGH_CONTRAST, NIGHT, SEPIA, TERMINAL, TERMINAL_LIGHT
from placentin_tui.ui.screens.picker import Entry, Picker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.timer import Timer
    from textual.widgets import OptionList

    from placentin_tui.commands import Command

LABELS = {
    DAY: N_("Day"),
    NIGHT: N_("Night"),
    SEPIA: N_("Sepia"),
    HIGH_CONTRAST: N_("High contrast"),
    TERMINAL: N_("The terminal’s own colours"),
}
"""The themes offered. Textual's can be had by the config too."""
PREVIEW = 0.15
"""Seconds the cursor must rest on a theme before it is shown."""


class Palette(Picker[str]):
    """Returns the id of a command."""

    def __init__(self, commands: Iterable[Command]) -> None:
        """`commands`: in the order in which they are listed."""
        entries = [
            Entry(command.id, _label(command), _(command.help), sign(command.keys[0]) if command.keys else "")
            for command in commands
            if not command.numbered and not command.id.endswith("palette")
        ]
        super().__init__(_("Find a command"), entries)


def _label(command: Command) -> str:
    """The name of an act as a line begins with it; at the foot of a card it may begin small."""
    label = _(command.label)
    return label[:1].upper() + label[1:]


class ThemePicker(Picker[str]):
    """Returns a theme's name, or an empty text for whatever suits the terminal; meanwhile the theme under the cursor is
    shown.
    """

    def __init__(self, worn: str) -> None:
        """`worn`: the theme in use, restored when none is chosen."""
        self._worn = worn
        named = TERMINAL if worn == TERMINAL_LIGHT else worn
        entries = [Entry(name, _(label), name) for name, label in LABELS.items()]
        if named not in LABELS:
            entries.append(Entry(named, named))
        entries.append(Entry("", _("Light or dark, as the terminal is")))
        values = [entry.value for entry in entries]
        super().__init__(_("Find a theme"), entries, first=values.index(named))
        self._preview: Timer | None = None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the theme under the cursor, once it rests."""
        if self._preview:
            self._preview.stop()
        name = self._shown[event.option_index].value or self._worn
        self._preview = self.set_timer(PREVIEW, lambda: self._show(name))

    def _show(self, name: str) -> None:
        self.app.theme = name

    def action_put_away(self) -> None:
        """Close, and restore the theme."""
        self.app.theme = self._worn
        super().action_put_away()
