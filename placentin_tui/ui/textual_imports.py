"""The toolkit, loaded without what the first frame does without: an eighth of the way to it.

Textual's app names the classes of its command palette, and these name five more widgets, for a palette nobody opens:
we have one of our own. asyncio loads TLS for sockets the reader never opens. This runs before any of Textual is
imported, so it cannot stand in `textual_internals` with the other parts that know Textual from within.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from types import ModuleType

_PALETTE = "textual.command"


class _StandIn(ModuleType):
    """Stands in the place of the palette's module: whatever is asked of it is a class that does nothing."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("_"):
            raise AttributeError(name)
        return type(name, (), {})


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


def bear_any_bytes() -> None:
    """Let no byte end the app: one that is typed or pasted and no UTF-8, a letter the terminal does not have."""
    from placentin_tui.ui.textual_internals import decode_any_bytes  # imports Textual, which `load` must do first

    decode_any_bytes()
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
