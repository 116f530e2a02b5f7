"""The toolkit, loaded without what the first frame does without: an eighth of the way to it.

Textual's app names the classes of its command palette, and these name five more widgets; asyncio loads TLS for the
sockets the reader never opens. The palette is fetched when somebody opens it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_PALETTE = "textual.command"
_NAMING_IT = ("textual.app", "textual.theme")
"""The modules that take classes from the palette's as they are loaded."""


class _StandIn(ModuleType):
    """Stands where the palette's module will: whatever is asked of it is a class that can do nothing yet."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("_"):
            raise AttributeError(name)
        setattr(self, name, empty := type(name, (), {}))
        return empty


def load() -> None:
    """Load the toolkit; the whole of it where it cannot be loaded otherwise."""
    if "textual" in sys.modules:
        return
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type] # how Python writes down that there is none
    import_module("asyncio")
    if sys.modules["ssl"] is None:
        del sys.modules["ssl"]
    sys.modules[_PALETTE] = _StandIn(_PALETTE)
    try:
        import_module("textual.app")
    except Exception:  # noqa: BLE001 - a version that needs its palette at once may say so in any way
        for name in [name for name in sys.modules if name.partition(".")[0] == "textual"]:
            del sys.modules[name]


def fetch_palette() -> None:
    """Load the palette, and give its classes to those that have only the names."""
    stand_in = sys.modules.get(_PALETTE)
    if not isinstance(stand_in, _StandIn):
        return
    del sys.modules[_PALETTE]
    palette = import_module(_PALETTE)
    whole = {empty: getattr(palette, name) for name, empty in vars(stand_in).items() if isinstance(empty, type)}
    for namespace in (vars(sys.modules[module]) for module in _NAMING_IT):
        for name, known in list(namespace.items()):
            if not isinstance(known, type):
                continue
            if known.__base__ in whole and known not in whole:
                whole[known] = _on(whole[known.__base__], known)
            namespace[name] = whole.get(known, known)


def _on(base: type, known: type) -> type:
    """A class made once more, on another base."""
    own = {name: value for name, value in vars(known).items() if name not in ("__dict__", "__weakref__")}
    return type(base)(known.__name__, (base,), own)
