"""The help and the palette, opened from any screen: its own commands come first, or are the only ones there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.binding import Binding

from placentin_tui.commands import COMMANDS
from placentin_tui.ui.bindings import action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.dom import DOMNode
    from textual.screen import Screen

    from placentin_tui.commands import Command, Scope

    class Registry(Protocol):
        """Who knows the commands with the keys the person chose."""

        commands: tuple[Command, ...]


SCOPES = {command.id: command.scope for command in COMMANDS}


class CommandAccess:
    """A base of the screens the help and the palette can be opened from."""

    def action_help(self) -> None:
        """Open the help."""
        show_help(self)

    def action_palette(self) -> None:
        """Open the palette."""
        show_palette(self)


def commands_of(screen: Screen[Any]) -> tuple[Command, ...]:
    """The commands of a screen, its own before those of every dialog, with the keys the person chose."""
    return _commands(screen, screen)


def _commands(screen: Screen[Any], of: DOMNode) -> tuple[Command, ...]:
    """The commands of a screen, or of a widget of it."""
    commands = cast("Registry", screen.app).commands
    return tuple(command for scope in _scopes(of) for command in commands if command.scope is scope)


def _scopes(of: DOMNode) -> Iterator[Scope]:
    """The scopes of the bindings of a screen or a widget, its class's before its bases'."""
    for base in type(of).__mro__:
        found = [each.id for each in vars(base).get("BINDINGS", ()) if isinstance(each, Binding)]
        yield from dict.fromkeys(SCOPES[name] for name in found if name in SCOPES)


def show_help(of: object) -> None:
    """Open the help: what the widget with the focus can do, then what else the screen `of` can, then the rest; the
    screen may be known by less than that it is one.
    """
    from placentin_tui.ui.screens.help import HelpScreen  # not before somebody asks for it

    screen = cast("Screen[Any]", of)
    focused = {command.group for command in _commands(screen, screen.focused or screen)}
    screen.app.push_screen(HelpScreen(focused, {command.group for command in commands_of(screen)}))


def show_palette(of: object) -> None:
    """Open the palette with what the screen `of` can do, and do what is picked there."""
    from placentin_tui.ui.screens.palette import Palette  # not before somebody asks for it

    screen = cast("Screen[Any]", of)
    commands = {command.id: command for command in commands_of(screen)}

    async def do(picked: str | None) -> None:
        if picked:
            await screen.app.run_action(action(commands[picked]), screen)

    screen.app.push_screen(Palette(commands.values()), do)
