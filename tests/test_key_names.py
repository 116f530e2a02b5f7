"""The names of keys: what a person may write, and that it is what the toolkit will call the key."""

from __future__ import annotations

import pytest
from textual.keys import _character_to_key

from placentin_tui.commands import COMMANDS
from placentin_tui.key_names import name_of, normal


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("r", "r"), ("R", "R"), ("é", "é"), ("?", "question_mark"), ("/", "slash"), ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("ctrl+r", "ctrl+r"), ("ctrl+alt+f", "alt+ctrl+f"), ("shift+tab", "shift+tab"), ("f5", "f5"), ("f24", "f24"),
        ("question_mark", "question_mark"), ("ctrl+slash", "ctrl+slash"), ("ctrl+/", "ctrl+slash"),
        ("§", "section_sign"),
        ("super+x", "super+x"), ("space", "space"), (" ", "space"),
    ],
)  # fmt: skip
def test_what_is_a_key(written: str, name: str) -> None:
    assert normal(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "",
        "zz",
        "ctrl+alt+zz",
        "ctrl+",
        "ctrl",
        "strg+r",
        "ctrl+ctrl+r",
        "ctrl+r+x",
        "f0",
        "f25",
        "\x1b",
        "ctrl-r",
        "Enter ",
    ],
)
def test_what_is_none(written: str) -> None:
    assert normal(written) == ""


def test_every_character_of_a_keyboard_has_the_toolkits_name() -> None:
    for character in map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x180)]):
        if character.isprintable():
            assert name_of(character) == _character_to_key(character), character


def test_the_keys_of_all_acts_are_keys() -> None:
    assert [key for command in COMMANDS for key in command.keys if normal(key) != key] == []
