"""Every act a person has, on every screen, declared once: its keys, its words, where it belongs.

Keys, footers, help, palette, remapping and the tables of the documentation derive from this. There is a module for each
screen, or kind of screens; a new act is a line there, and a handler on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.commands.command import GROUPS, Command, Scope
from placentin_tui.commands.composer import COMPOSER
from placentin_tui.commands.dialogs import DIALOG, HELP, MENU, MUTE, PICKER, SHARE, TAGS
from placentin_tui.commands.front import FRONT
from placentin_tui.commands.keys import remapped, sign
from placentin_tui.commands.main import MAIN, WELCOME
from placentin_tui.commands.picture import PICTURE
from placentin_tui.commands.rules import RULES
from placentin_tui.commands.services import QUEUE, SERVICES
from placentin_tui.commands.sources import PAPERS
from placentin_tui.commands.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COMMANDS", "GROUPS", "IDS", "MAIN", "Command", "Scope", "of_scopes", "sign", "with_keys"]

COMMANDS: tuple[Command, ...] = (
    *MAIN, *FRONT, *WELCOME, *PAPERS, *VIEWS, *RULES, *SERVICES, *QUEUE, *COMPOSER, *PICTURE, *MENU, *PICKER, *TAGS, *MUTE, *SHARE, *HELP, *DIALOG,
)  # fmt: skip

IDS = frozenset(command.id for command in COMMANDS)


def with_keys(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """The commands, those the person remapped with the keys they chose (`{id: "key,key"}`, as in the config)."""
    return remapped(COMMANDS, keys)


def of_scopes(commands: Iterable[Command], *scopes: Scope) -> tuple[Command, ...]:
    """The commands of these screens."""
    return tuple(command for command in commands if command.scope in scopes)
