"""Imports Textual without the parts that the first frame does not need: an eighth of the time until then.

Textual's app imports the classes of its command palette, and these five more widgets; we have a palette of our own.
asyncio imports `ssl` for sockets, which the reader process never opens.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from types import ModuleType

_PALETTE = "textual.command"


class _StandIn(ModuleType):
    """A module in the place of the palette's: any attribute of it is an empty class."""

    def __getattr__(self, name: str) -> type:
        """An empty class of that name. Raises `AttributeError` for private names, which the import system asks for."""
        if name.startswith("_"):
            raise AttributeError(name)
        return type(name, (), {})


def load() -> None:
    """Import Textual; all of it where a version cannot be imported otherwise."""
    if "textual" in sys.modules:
        return
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type] # None makes `import ssl` raise ImportError
    import_module("asyncio")
    if sys.modules["ssl"] is None:
        del sys.modules["ssl"]
    sys.modules[_PALETTE] = _StandIn(_PALETTE)
    try:
        import_module("textual.app")
    except Exception:  # noqa: BLE001 - a version that needs its palette may raise anything
        for name in [name for name in sys.modules if name.partition(".")[0] == "textual"]:
            del sys.modules[name]


def bear_any_bytes() -> None:
    """Replace bytes that are not UTF-8 in the input, and characters the terminal's encoding does not have in the
    output: neither may end the app.
    """
    from placentin_tui.ui.textual_internals import decode_any_bytes  # imports Textual, which `load` must do first

    decode_any_bytes()
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
