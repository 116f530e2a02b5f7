"""The app itself, started where it can run."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from placentin_tui import launch
from placentin_tui.cli.status import USAGE
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from placentin_tui.cli.command import Call
    from placentin_tui.config import Config
    from placentin_tui.paths import Paths


def start(call: Call) -> int:
    """Open the paper, as `placentin-tui` with options but no command asks."""
    return open_app(call.paths, call.config, offline=call.options.offline)


def open_app(paths: Paths, config: Config, *, offline: bool) -> int:
    """Open the paper; says why and gives 2 where there is no terminal to show it."""
    why = _why_not()
    if why:
        from placentin_tui.cli.output import say

        say(why)
        return USAGE
    import gc

    # What is loaded now stays to the end: looking for rubbish in it takes 25 ms of the start. The app switches it on.
    gc.disable()
    from placentin_tui.reader.ending import as_found

    with as_found():
        from placentin_tui.widgets import toolkit

        toolkit.load()  # most of the time to the first frame
        from placentin_tui.app import run

        status = run(paths, config, offline=offline)
    # The terminal is the shell's again.
    launch.end()
    if status == 0:
        from placentin_tui.app import keep_frame

        keep_frame(paths, config, offline=offline)
    return status


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
