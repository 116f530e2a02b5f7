"""Textual's bindings, made of the registry of commands: those a screen declares, and what a person remapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from placentin_tui.commands import COMMANDS, Command, Scope, of_scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType


def bindings(scope: Scope) -> list[BindingType]:
    """The `BINDINGS` of a screen: its commands with their default keys, to be remapped by their ids."""
    return [
        Binding(keys, action, id=name, show=False, priority=command.priority or command.types)
        for command in of_scopes(COMMANDS, scope)
        for name, keys, action in _bound(command)
    ]


def keymap(commands: Iterable[Command]) -> dict[str, str]:
    """What to lay over the default keys (see `App.set_keymap`), for these commands with the keys chosen for them."""
    return {name: keys for command in commands for name, keys, _action in _bound(command)}


def action(command: Command) -> str:
    """What a command calls on its screen."""
    if command.scope is Scope.MAIN:
        return f"do('{command.id}')"
    return command.action or command.id.removeprefix(f"{command.scope}-").replace("-", "_")


def _bound(command: Command) -> Iterator[tuple[str, str, str]]:
    """Each binding of a command: its id, its keys with commas between, its action."""
    if command.numbered:
        for n in range(1, 10):
            key = command.keys[n - 1] if n <= len(command.keys) else ""
            yield f"{command.id}-{n}", key or _no_key(command, n), f"{command.action or command.id}({n})"
    else:
        yield command.id, ",".join(command.keys) or _no_key(command), action(command)


def _no_key(command: Command, n: int = 0) -> str:
    """A key no keyboard sends: a binding must have one, for the person's to take its place."""
    return f"no-key-{command.id}-{n}"
