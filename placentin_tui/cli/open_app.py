"""Starts the app, where there is a terminal for it."""

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
"""The niceness of the process that renders the next launch frame."""


def start(call: CommandContext) -> int:
    """Open the app, for `placentin-tui` with options and no command."""
    return open_app(call.paths, call.config, offline=call.options.offline)


def open_app(paths: Paths, config: Config, *, offline: bool, plain: bool = False) -> int:
    """Open the app; where there is no terminal for it, say so and return status 2.

    `plain`: there are no options, so that the launch frame made now will fit the next start.
    """
    why = _why_not()
    if why:
        from placentin_tui.cli.output import say

        say(why)
        return USAGE
    import gc

    # What is imported now lives to the end: collecting garbage meanwhile takes 25 ms of the start. The app enables it
    # again.
    gc.disable()
    from placentin_tui.terminal.restore import terminal_restored

    with terminal_restored():
        from placentin_tui.ui import textual_imports

        textual_imports.load()  # most of the time to the first frame
        status = _run(paths, config, offline=offline, plain=plain)
    # Give the terminal back to the shell.
    cached_frame.end()
    if plain and status == 0:
        with suppress(OSError):  # the terminal is gone
            _keep_frame(paths, config, os.get_terminal_size(2), offline=offline)
    return status


def paint_frame(columns: str, rows: str, *options: str) -> int:
    """Render the launch frame of the next start for a terminal of this size, while the app is open
    in another process.
    """
    from placentin_tui import config, i18n
    from placentin_tui.paths import Paths

    os.nice(NICE)
    i18n.use("")
    paths = Paths.of_user()
    _keep_frame(paths, config.load(paths.config_file), (int(columns), int(rows)), offline="--offline" in options)
    return 0


def _run(paths: Paths, config: Config, *, offline: bool, plain: bool) -> int:
    """Run the app until the person quits. Raises the error that ended it."""
    from placentin_tui.ui.app import PlacentinApp
    from placentin_tui.ui.textual_imports import bear_any_bytes

    app = PlacentinApp(paths, config, offline=offline, plain=plain, taking_over=cached_frame.is_on_show())
    bear_any_bytes()
    app.run()
    if app.failure:
        raise app.failure
    return app.return_code or 0


def _keep_frame(paths: Paths, config: Config, size: tuple[int, int], *, offline: bool) -> None:
    """Render and save the launch frame of the next start."""
    from placentin_tui.ui.app import PlacentinApp
    from placentin_tui.ui.render_frame import keep

    seen = cached_frame.stamps(paths)
    with suppress(LibraryError):  # another process uses it just now
        keep(PlacentinApp(paths, config, offline=offline, still=True), size, seen)


def _why_not() -> str:
    """Why the app cannot run here, as a sentence; empty when it can."""
    # Textual reads stdin and writes to stderr; a person who redirects stdout wants text, not a screen. A stream is
    # missing where the shell closed it.
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
