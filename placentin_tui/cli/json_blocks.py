"""An article's blocks as JSON with named fields; the library's own form is arrays, made to be small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from placentin_tui.prose.blocks import Mark, Span

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Block, Picture


_NOT_SAID = frozenset({"others"})
"""Fields only the courier has a use for."""


def blocks(of: tuple[Block, ...]) -> list[object]:
    """Each block as an object: `type` says which it is, the other keys are the fields of `prose.blocks`."""
    return [_named(block) for block in of]


def picture(of: Picture | None) -> object:
    """A picture as an object, or null."""
    return _named(of)


def _named(value: object) -> object:
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
