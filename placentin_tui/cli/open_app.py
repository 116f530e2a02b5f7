"""The app itself, started where it can run."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui.cli.exit_codes import USAGE
from placentin_tui.errors import LibraryError
from placentin_tui.i18n import _
from placentin_tui.startup import cached_frame

if TYPE_CHECKING:
    from placentin_tui.cli.context import CommandContext
    from placentin_tui.config import Config
    from placentin_tui.paths import Paths

NICE = 10
"""How far the painter of the next launch frame stands back."""


def start(call: CommandContext) -> int:
    """Open the paper, as `placentin-tui` with options but no command asks."""
    return open_app(call.paths, call.config, offline=call.options.offline)


def open_app(paths: Paths, config: Config, *, offline: bool, plain: bool = False) -> int:
    """Open the paper; says why and gives 2 where there is no terminal to show it.

    `plain`: as the next start will be, which shows the launch frame.
    """
    why = _why_not()
    if why:
        from placentin_tui.cli.output import say

        say(why)
        return USAGE
    import gc

    # What is loaded now stays to the end: looking for rubbish in it takes 25 ms of the start. The app switches it on.
    gc.disable()
    from placentin_tui.terminal.restore import as_found

    with as_found():
        from placentin_tui.ui import textual_imports

        textual_imports.load()  # most of the time to the first frame
        status = _run(paths, config, offline=offline, plain=plain)
    # The terminal is the shell's again.
    cached_frame.end()
    if plain and status == 0:
        with suppress(OSError):  # the terminal is gone
            _keep_frame(paths, config, os.get_terminal_size(2), offline=offline)
    return status


def paint_frame(columns: str, rows: str, *options: str) -> int:
    """Keep the launch frame of the next start, for a terminal of this size; the paper lies open meanwhile."""
    from placentin_tui import config, i18n
    from placentin_tui.paths import Paths

    os.nice(NICE)
    i18n.use("")
    paths = Paths.of_user()
    _keep_frame(paths, config.load(paths.config_file), (int(columns), int(rows)), offline="--offline" in options)
    return 0


def _run(paths: Paths, config: Config, *, offline: bool, plain: bool) -> int:
    """Show the paper and stay until the person closes it; raises what it could not go on after."""
    from placentin_tui.ui.app import PlacentinApp
    from placentin_tui.ui.textual_imports import bear_any_bytes

    app = PlacentinApp(paths, config, offline=offline, plain=plain, taking_over=cached_frame.is_on_show())
    bear_any_bytes()
    app.run()
    if app.failure:
        raise app.failure
    return app.return_code or 0


def _keep_frame(paths: Paths, config: Config, size: tuple[int, int], *, offline: bool) -> None:
    """Keep the front page as it begins, to be there at once at the next start."""
    from placentin_tui.ui.app import PlacentinApp
    from placentin_tui.ui.render_frame import keep

    seen = cached_frame.stamps(paths)
    with suppress(LibraryError):  # another program has it just now
        keep(PlacentinApp(paths, config, offline=offline, still=True), size, seen)


def _why_not() -> str:
    # Textual reads stdin and paints on stderr; a person who redirects stdout wants text, not a screen.
    # A stream is missing where the shell closed it.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return _(
            "The paper needs a terminal to open in; "
            "in a script, use the commands: “placentin-tui add ADDRESS”, “placentin-tui list”, “placentin-tui --help”."
        )
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return _(
            "This terminal (TERM={term}) cannot show the paper; "
            "the commands work in it: “placentin-tui list”, “placentin-tui show ID”, “placentin-tui --help”."
        ).format(term=os.environ.get("TERM", ""))
    return ""
