"""The toolkit without its palette, and without TLS."""

from __future__ import annotations

import subprocess
import sys


def says(program: str) -> str:
    """What a Python of its own prints, which has not loaded the toolkit yet."""
    program = f"import sys\nfrom placentin_tui.ui import textual_imports\n{program}"
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout


def test_nothing_is_loaded_that_the_first_frame_does_without() -> None:
    program = """
textual_imports.load()
import placentin_tui.ui.app, placentin_tui.ui.screens.main.screen
print([name for name in ("ssl", "textual.widgets._input", "textual.widgets._option_list") if name in sys.modules])
"""
    assert says(program) == "[]\n"


def test_what_needs_tls_finds_it_all_the_same() -> None:
    assert says("textual_imports.load()\nimport ssl\nprint(ssl.OPENSSL_VERSION_INFO > ())") == "True\n"


def test_a_toolkit_that_needs_its_palette_at_once_is_loaded_whole() -> None:
    program = """
textual_imports._StandIn.__getattr__ = lambda module, name: 1 / 0
textual_imports.load()
import textual.app
print(textual.app.CommandPalette.__module__, textual.app.CommandPalette.is_open)
"""
    assert says(program).startswith("textual.command <")
