"""The courier process: request lines on stdin, event lines on stdout, nothing else on either.

It ends when it is told to (`Stop`, SIGTERM) or when its reader is gone (stdin closed), within a second.
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
"""How far the courier and its helpers stand back; 0 is like anybody else, 19 like nobody. While 200 feeds came in, half
of the keys held down were answered within 52 ms at 0, 33 ms at 10, no sooner at 19 (28 ms with nothing going on)."""
LAST_MOMENT = 0.7
"""Seconds to put the pen down; then the process ends whatever still runs. The library is safe at any moment."""


def main() -> int:
    """Serve the reader at the other end of stdin and stdout."""
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
    """Do what the lines on stdin ask, until told to stop."""
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
    """Bring the library up to date, or set a damaged one aside, before the first errand needs it."""
    try:
        library = await asyncio.to_thread(open_or_repair, paths.library, paths.pictures)
        library.close()
        if library.notice:
            say(Trouble(library.notice))
    except LibraryError as error:
        say(Trouble(str(error)))


async def _listen(dispatcher: RequestDispatcher, say: Callable[[Event], None]) -> None:
    """Hand on the requests, until one says stop or no more can come."""
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
    """The pipe to the reader, kept to ourselves: whatever else prints goes to stderr."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def say(event: Event) -> None:
        # A reader that is gone has closed our stdin too, which ends us.
        with suppress(BrokenPipeError):
            pipe.write(to_line(event))
            pipe.flush()

    return say


def _give_way() -> None:
    """Leave the processor to the reader whenever it wants it: a key must be answered at once, a feed need not."""
    with suppress(OSError):
        os.nice(NICE)


def _settings(paths: Paths, say: Callable[[Event], None]) -> config.Config:
    """The checked settings of a whole document; raises `ConfigError` for the first one that is not allowed."""
    try:
        return config.load(paths.config_file)
    except ConfigError as error:
        say(Trouble(str(error)))
        return config.Config()
