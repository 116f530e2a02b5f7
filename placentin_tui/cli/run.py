"""Runs the program: from arguments to an exit status; every error becomes one sentence on stderr."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui import config, i18n
from placentin_tui.cli.exit_codes import DONE, FAILED, INTERRUPTED, PIPE_CLOSED
from placentin_tui.cli.open_app import open_app
from placentin_tui.errors import ConfigError, PlacentinError
from placentin_tui.i18n import _
from placentin_tui.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from placentin_tui.cli.context import CommandContext

_PLAIN: tuple[list[str], ...] = ([], ["--offline"])
"""Arguments that need no parser: argparse and its imports take 30 ms."""

PATIENCE = 10.0
"""Seconds for which the library is checked for damage after an unforeseen error."""
GC_THRESHOLD = 20_000
"""The threshold of garbage collection for commands; Python's own 700 are reached 400 times by imports alone."""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; returns the exit status."""
    if not (sys.stdout and sys.stderr):
        _replace_missing_streams()
    try:
        status = _app(offline=bool(arguments)) if list(arguments) in _PLAIN else _command(arguments)
        sys.stdout.flush()
        gc.freeze()  # the interpreter would collect all of it once more, only to discard it
    except BrokenPipeError:
        return _output_closed()
    except KeyboardInterrupt:
        return INTERRUPTED
    except PlacentinError as error:
        return _failed(str(error))
    except OSError as error:
        from placentin_tui.text.sanitize import clean_path  # 6 ms that the app's start does not need

        # A full disk behind stdout, a folder that cannot be made: errors of deeper layers are wrapped where they occur.
        return _failed(": ".join(filter(None, (clean_path(error.filename or ""), error.strerror or str(error)))))
    except Exception as error:  # noqa: BLE001 - the last resort: the person gets a report to send
        return _crashed(error)
    return status


def _failed(sentence: str) -> int:
    from placentin_tui.cli.output import say

    say(sentence)
    return FAILED


def _crashed(error: Exception) -> int:
    """Report an unforeseen error: damage of the library where there is any, else a crash report."""
    import time

    from placentin_tui.diagnostics import crash
    from placentin_tui.library.recovery.check import is_at_fault

    paths = Paths.of_user()
    if is_at_fault(paths.library, PATIENCE):
        return _failed(_("A part of the library's file is damaged. It is repaired at the next start."))
    return _failed(crash.sentence(error, crash.write(error, paths.crashes, int(time.time()))))


def _replace_missing_streams() -> None:
    from placentin_tui.cli.output import replace_missing_streams

    replace_missing_streams()


def _output_closed() -> int:
    """Drop the rest of the output: its reader has closed the pipe. Returns the exit status."""
    from placentin_tui.cli.output import close_quietly

    close_quietly()
    return PIPE_CLOSED


def _app(*, offline: bool) -> int:
    """Start the app without parser and output module, to be fast."""
    i18n.use("")
    paths = Paths.of_user()
    settings = config.load(paths.config_file)
    if settings.language:
        i18n.use(settings.language)
    return open_app(paths, settings, offline=offline, plain=True)


def _command(arguments: Sequence[str]) -> int:
    """Parse the arguments and run the command."""
    from placentin_tui.cli import output, parser  # argparse, the library: what the app's start does not need
    from placentin_tui.cli.context import CommandContext

    gc.set_threshold(GC_THRESHOLD)
    output.prepare_streams()
    wish = parser.requested_language(arguments)
    i18n.use(wish)
    paths = Paths.of_user()
    settings, trouble = _settings(paths)
    i18n.use(wish or settings.language)
    try:
        options = parser.parse(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    if trouble is not None and not options.any_config:
        raise trouble
    handler: Callable[[CommandContext], int] = options.handler
    return handler(CommandContext(options, paths, replace(settings, language=wish or settings.language)))


def _settings(paths: Paths) -> tuple[config.Config, ConfigError | None]:
    """The settings, or the defaults and the error: `--help`, `--version` and `doctor` work even
    with an invalid config.
    """
    try:
        return config.load(paths.config_file), None
    except ConfigError as error:
        return config.Config(), error
