"""The toolkit without its palette: nothing of it before it is wanted, and all of it then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.harness.home import environment
from tests.harness.tty import Tty


def says(program: str) -> str:
    """What a Python of its own prints, which has not loaded the toolkit yet."""
    program = f"import sys\nfrom placentin_tui.widgets import toolkit\n{program}"
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout


def test_nothing_is_loaded_that_the_first_frame_does_without() -> None:
    program = """
toolkit.load()
import placentin_tui.app, placentin_tui.screens.front_page.screen
print([name for name in ("ssl", "textual.widgets._input", "textual.widgets._option_list") if name in sys.modules])
"""
    assert says(program) == "[]\n"


def test_what_needs_tls_finds_it_all_the_same() -> None:
    assert says("toolkit.load()\nimport ssl\nprint(ssl.OPENSSL_VERSION_INFO > ())") == "True\n"


def test_the_palette_is_the_toolkit_s_own_once_it_is_fetched() -> None:
    program = """
toolkit.load()
import textual.app
toolkit.fetch_palette()
toolkit.fetch_palette()
from placentin_tui.screens.palette import Palette, Themes
from textual.command import CommandPalette, Provider
print(CommandPalette.__module__, issubclass(Palette, CommandPalette), issubclass(Themes, Provider))
"""
    assert says(program).split() == ["textual.command", "True", "True"]


def test_a_toolkit_that_needs_its_palette_at_once_is_loaded_whole() -> None:
    program = """
toolkit._StandIn.__getattr__ = lambda module, name: 1 / 0
toolkit.load()
import textual.app
print(textual.app.CommandPalette.__module__, textual.app.CommandPalette.is_open)
"""
    assert says(program).startswith("textual.command <")


def test_themes_are_chosen_in_the_palette(tmp_path: Path) -> None:
    with Tty([sys.executable, "-m", "placentin_tui", "--offline"], env=environment(tmp_path), cwd=tmp_path) as tty:
        tty.wait("Welcome")
        tty.send("\x1b")
        tty.settle()
        tty.send(":")
        tty.wait("Mark every")
        tty.send("All themes")
        tty.wait(lambda screen: "Choose among all themes" in screen and "Mark every" not in screen)
        tty.settle()
        tty.send("\r")
        tty.wait("monokai")
        tty.settle()
        tty.send("nord")
        tty.wait(lambda screen: "nord" in screen and "monokai" not in screen)
        tty.settle()
        before = tty.cells(range(5), range(5))
        tty.send("\r")
        tty.first(lambda: tty.cells(range(5), range(5)) != before)
        tty.settle()
        tty.send("Q")
        assert tty.exit() == 0
