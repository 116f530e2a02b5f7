"""The keys of the acts: those a person chose in place of the default ones, and how keys are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.commands.command import Scope
from placentin_tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from placentin_tui.commands.command import Command


def remapped(commands: Iterable[Command], keys: Mapping[str, str]) -> tuple[Command, ...]:
    """The commands with the keys a person chose (`{id: "key,key"}`, as in the config).

    In a scope a key does one thing: one that was chosen is taken from the commands that have it by default, and of two
    it was chosen for, the first has it. Beyond the main screen Esc stays what it is: dialogs say that it leads out of them.
    """
    chosen = [_chosen(command, keys[command.id]) if command.id in keys else command for command in commands]
    taken: dict[tuple[Scope, str], str] = {}
    for command in chosen:
        if command.id in keys:
            for key in command.keys:
                taken.setdefault((command.scope, key), command.id)
    return tuple(
        replace(
            command,
            keys=tuple(key for key in command.keys if taken.get((command.scope, key), command.id) == command.id),
        )
        for command in chosen
    )


def _chosen(command: Command, keys: str) -> Command:
    """The command with the keys of the config, commas between; outside the main screen Esc always leads out."""
    names = [key.strip() for key in keys.split(",") if key.strip()]
    if command.scope is not Scope.MAIN and "escape" in command.keys:
        names.append("escape")
    return replace(command, keys=tuple(dict.fromkeys(names)))


_SIGNS = {
    "slash": "/", "question_mark": "?", "dollar_sign": "$", "colon": ":", "full_stop": ".", "down": "↓", "up": "↑",
    "left": "←", "right": "→", "pagedown": N_("PgDn"), "pageup": N_("PgUp"), "shift": N_("Shift"), "ctrl": "Ctrl", "alt": "Alt", "space": N_("Space"), "escape": N_("Esc"),
    "enter": N_("Enter"), "home": N_("Home"), "end": N_("End"), "tab": N_("Tab"), "comma": ",", "semicolon": ";",
    "exclamation_mark": "!", "greater_than_sign": ">", "less_than_sign": "<", "right_curly_bracket": "}", "left_curly_bracket": "{", "plus": "+", "minus": "-", "equals_sign": "=", "asterisk": "*", "underscore": "_", "backspace": "⌫", "delete": N_("Del"),
}  # fmt: skip


def sign(key: str) -> str:
    """A key as a person knows it, in the language in use: `/` for `slash`, `Ctrl+P` for `ctrl+p`, `Maj+Tab` in French."""
    *modifiers, last = key.split("+")
    name = _SIGNS.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join(_(part) for part in (*(_SIGNS.get(each, each.capitalize()) for each in modifiers), name))
