"""The main program of the courier: request lines on stdin, event lines on stdout, nothing else on either.

It ends within a second when it is told to (`Stop`, SIGTERM) or when the reader process is gone (stdin closed).
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from placentin_tui import __version__, config, i18n
from placentin_tui.courier.dispatcher import RequestDispatcher
from placentin_tui.courier.process.protocol import ProtocolError, Ready, Stop, Trouble, request_from, to_line
from placentin_tui.errors import ConfigError, LibraryError
from placentin_tui.i18n import _
from placentin_tui.library import open_or_repair
from placentin_tui.paths import Paths
from placentin_tui.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.courier.process.protocol import Event

LONGEST_LINE = 1_000_000
"""Bytes of a request."""
NICE = 10
"""The niceness of the courier and its helpers; 0 is normal, 19 the lowest priority. While 200 feeds were fetched, half
of the keys held down were answered within 52 ms at 0, 33 ms at 10, no sooner at 19 (28 ms without a refresh).
"""
LAST_MOMENT = 0.7
"""Seconds to finish the present transaction; then the process is killed. The library is consistent at any moment."""


def main() -> int:
    """Run the courier on stdin and stdout; returns the exit status."""
    # The reader says its language in the environment.
    i18n.use("")
    _give_way()
    say = _own_stdout()
    paths = Paths.of_user()
    settings = _settings(paths, say)
    asyncio.run(serve(paths, settings, say))
    signal.setitimer(signal.ITIMER_REAL, 0)
    return 0


async def serve(paths: Paths, settings: config.Config, say: Callable[[Event], None]) -> None:
    """Handle requests until told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(ending, stop.set)
    async with Web(timeout=settings.network.timeout) as web:
        dispatcher = RequestDispatcher(paths, web, say, settings)
        listening = asyncio.create_task(_listen(dispatcher, say))
        listening.add_done_callback(lambda _ended: stop.set())
        await _look_into_library(paths, say)
        say(Ready(__version__))
        dispatcher.open()
        await stop.wait()
        # A thread busy with a document, or waiting for a name, must keep nobody waiting: the kernel ends us, for it
        # needs no turn of Python's, as a thread of our own would.
        signal.setitimer(signal.ITIMER_REAL, LAST_MOMENT)
        listening.cancel()
        await dispatcher.close()
        with suppress(asyncio.CancelledError):
            await listening


async def _look_into_library(paths: Paths, say: Callable[[Event], None]) -> None:
    """Open the library once, so that it is migrated or repaired before the first request needs it."""
    try:
        library = await asyncio.to_thread(open_or_repair, paths.library, paths.pictures)
        library.close()
        if library.notice:
            say(Trouble(library.notice))
    except LibraryError as error:
        say(Trouble(str(error)))


async def _listen(dispatcher: RequestDispatcher, say: Callable[[Event], None]) -> None:
    """Begin each request read from stdin, until one is `Stop` or stdin is closed."""
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    protocol = asyncio.StreamReaderProtocol(reader)
    pipe, _protocol = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    with closing(pipe):
        while True:
            try:
                line = await reader.readline()
                if not line:
                    return
                request = request_from(line)
            except (ProtocolError, ValueError):  # ValueError: longer than any request
                say(Trouble(_("The reader sent something that is no request.")))
                continue
            if isinstance(request, Stop):
                return
            dispatcher.begin(request)


def _own_stdout() -> Callable[[Event], None]:
    """Keep the pipe on stdout for events; whatever else prints goes to stderr. Returns the function that sends an
    event.
    """
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def say(event: Event) -> None:
        # A reader that is gone has closed our stdin too, which ends us.
        with suppress(BrokenPipeError):
            pipe.write(to_line(event))
            pipe.flush()

    return say


def _give_way() -> None:
    """Lower the process's priority: a key must be answered at once, a feed need not."""
    with suppress(OSError):
        os.nice(NICE)


def _settings(paths: Paths, say: Callable[[Event], None]) -> config.Config:
    """The config file; where it cannot be used, the defaults, and a `Trouble` event says why."""
    try:
        return config.load(paths.config_file)
    except ConfigError as error:
        say(Trouble(str(error)))
        return config.Config()
