"""Converts an article's blocks to JSON with named fields; the library's own encoding is arrays, to be small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.prose.blocks import Mark, Span

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Block, Picture


_NOT_SAID = frozenset({"others"})
"""Fields of use to the courier only."""


def blocks(of: tuple[Block, ...]) -> list[object]:
    """Each block as an object: `type` is its kind, the other keys are the fields of `prose.blocks`."""
    return [_named(block) for block in of]


def picture(of: Picture | None) -> object:
    """A picture as an object, or null."""
    return _named(of)


def _named(value: object) -> object:
    """A value with structs as objects and tuples as lists."""
    if isinstance(value, Span):
        return {"text": value.text, "marks": _marks(value.marks), "href": value.href, "title": value.title}
    if isinstance(value, msgspec.Struct):
        names = {name: _named(getattr(value, name)) for name in value.__struct_fields__ if name not in _NOT_SAID}
        return {"type": type(value).__name__.lower(), **names} if value.__struct_config__.tag else names
    if isinstance(value, tuple):
        return [_named(one) for one in value]
    return value


def _marks(marks: int) -> list[str]:
    return [mark.name.lower() for mark in Mark if mark & marks and mark.name]
