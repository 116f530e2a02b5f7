"""Renames the ids that links inside an article point to.

They become unique when several articles share a page, and valid XML names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from placentin_tui.prose.blocks import Span

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Blocks


def renamed(blocks: Blocks, prefix: str) -> Blocks:
    """The blocks with ids that are unique and begin with `prefix`; links to missing ids lose their target."""
    names: dict[str, str] = {}
    _collect(blocks, names, prefix)
    result: Blocks = _named(blocks, names, set())
    return result


def _collect(part: Any, names: dict[str, str], prefix: str) -> None:
    """Map each id inside a part of the block tree to its new name, in `names`."""
    if isinstance(part, tuple):
        for inner in part:
            _collect(inner, names, prefix)
    elif isinstance(part, msgspec.Struct) and not isinstance(part, Span):
        for name in getattr(part, "id", "").split():
            names.setdefault(name, f"{prefix}{len(names) + 1}")
        for field in part.__struct_fields__:
            _collect(getattr(part, field), names, prefix)


def _named(part: Any, names: dict[str, str], used: set[str]) -> Any:
    """A part of the block tree with ids and links renamed; `used` are the ids given so far, each is given once."""
    if isinstance(part, tuple):
        return tuple(_named(inner, names, used) for inner in part)
    if isinstance(part, Span):
        if not part.href.startswith("#"):
            return part
        name = names.get(part.href[1:])
        return msgspec.structs.replace(part, href=f"#{name}" if name else "")
    if isinstance(part, msgspec.Struct):
        changes = {
            field: _named(value, names, used)
            for field in part.__struct_fields__
            if isinstance(value := getattr(part, field), tuple | msgspec.Struct)
        }
        if ids := getattr(part, "id", ""):
            fresh = [name for name in dict.fromkeys(ids.split()) if name not in used]
            used.update(fresh)
            changes["id"] = " ".join(names[name] for name in fresh)
        return msgspec.structs.replace(part, **changes) if changes else part
    return part
