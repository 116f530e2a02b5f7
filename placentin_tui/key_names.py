"""Key names: as a person writes them in the settings, and as Textual names them."""

from __future__ import annotations

import unicodedata

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the order Textual puts them before a key."""

_NAMED = frozenset((
    "escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{n}" for n in range(1, 25)),
))  # fmt: skip
_TEXTUALS_OWN = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters for which Textual has another name than Unicode."""
_SIGNS = tuple(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())


def normal(key: str) -> str:
    """Textual's name of a key (`ctrl+r`, `f5`, `question_mark` for `?`); empty for what is not a key."""
    before, _plus, last = key.rpartition("+")
    if key == "+" or before.endswith("+"):  # the key is + itself
        before, last = before.removesuffix("+"), "+"
    modifiers = before.split("+") if before else []
    if any(modifier not in MODIFIERS for modifier in modifiers) or len(set(modifiers)) < len(modifiers):
        return ""
    name = name_of(last) if len(last) == 1 else last
    if len(last) != 1 and last not in _NAMED and last not in _names():
        return ""
    return "+".join((*sorted(modifiers), name)) if name else ""


def is_typed(key: str) -> bool:
    """Whether a key, by Textual's name, puts a character into a line to type into."""
    return key == "space" or (bool(key) and "+" not in key and key not in _NAMED)


def name_of(character: str) -> str:
    """Textual's name of the key that types a character; empty when it is not printable."""
    if character == " " or not character.isprintable():
        return "space" if character == " " else ""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _TEXTUALS_OWN.get(name, name)


def _names() -> frozenset[str]:
    return frozenset(map(name_of, _SIGNS))
