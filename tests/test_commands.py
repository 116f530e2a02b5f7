"""The registry of commands: ids, keys and words of every screen, and the keys a person chose."""

from __future__ import annotations

import subprocess
import sys

import pytest

from placentin_tui.commands import COMMANDS, GROUPS, IDS, Scope, of_scopes, with_keys


def keys_of(keys: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {command.id: command.keys for command in with_keys(keys)}


def test_every_id_stands_for_one_command() -> None:
    assert len(IDS) == len(COMMANDS)


@pytest.mark.parametrize("scope", Scope)
def test_a_key_does_one_thing_on_a_screen(scope: Scope) -> None:
    keys = [key for command in of_scopes(COMMANDS, scope) for key in command.keys]
    assert keys
    assert len(keys) == len(set(keys))


def test_beyond_the_main_screen_an_id_begins_with_its_screen() -> None:
    others = [command for command in COMMANDS if command.scope is not Scope.MAIN]
    assert [command.id for command in others if not command.id.startswith(f"{command.scope}-")] == []


def test_every_command_is_in_a_section_of_the_help_and_none_is_empty() -> None:
    assert {command.group for command in COMMANDS} == set(GROUPS)


def test_a_chosen_key_is_taken_from_the_others_of_its_screen_alone() -> None:
    keys = keys_of({"papers-refresh": "d,f5"})
    assert keys["papers-refresh"] == ("d", "f5")
    assert keys["papers-remove"] == ("delete",)
    assert keys["next-unread"] == ("n",)
    assert keys_of({"next-unread": "n,tab"})["other-pane"] == ("shift+tab",)


def test_two_commands_may_change_keys() -> None:
    keys = keys_of({"down": "k", "up": "j"})
    assert (keys["down"], keys["up"]) == (("k",), ("j",))


def test_of_two_that_want_a_key_the_first_has_it() -> None:
    keys = keys_of({"star": "x", "read": "x,y"})
    assert (keys["read"], keys["star"], keys["full-text"], keys["copy"]) == (("x", "y"), (), (), ())


@pytest.mark.parametrize("command", ["dialog-close", "composer-keep", "picture-close", "welcome-decline"])
def test_esc_leads_out_whatever_is_chosen(command: str) -> None:
    assert keys_of({command: "f5"})[command] == ("f5", "escape")
    assert keys_of({command: ""})[command] == ("escape",)


def test_the_registry_needs_no_terminal() -> None:
    said = "import sys, placentin_tui.commands; print([name for name in ('textual', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
