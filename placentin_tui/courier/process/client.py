"""The reader process's end of the pipe: starts the courier, sends requests, and restarts it when it dies."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui import __version__, i18n
from placentin_tui.courier.process.pending_requests import PendingRequests, failed
from placentin_tui.courier.process.protocol import Ping, Pong, ProtocolError, Ready, Stop, Trouble, event_from, to_line
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence

    from placentin_tui.courier.process.protocol import Event, Request

COMMAND = (sys.executable, "-m", "placentin_tui", "courier")
MOST_EVENTS = 2000
"""Events a second that no working courier sends: one that sends more is ended."""
RESTART_DELAYS = (0.5, 2.0, 10.0)
"""Seconds before each restart in a row; after the last, only a new request starts it again."""


class Courier:
    """A courier process that is restarted when it dies, hangs or writes what is no event.

    Every request gets its last event (`pending_requests.answers`), if only one that says why it failed.
    """

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        pauses: Sequence[float] = RESTART_DELAYS,
        patience: float = 20.0,
        grace: float = 2.0,
    ) -> None:
        """`patience`: seconds of silence before it is pinged, and as many to answer that.

        `grace`: seconds it has to end when it is told to, then again when it is terminated.
        """
        self._command = tuple(command)
        self._restart_delays = tuple(pauses)
        self._patience = patience
        self._grace = grace
        self._child: Process | None = None
        self._pending = PendingRequests()
        self._ready = False
        self._outdated = False
        self._stopping = asyncio.Event()
        self._deaths = 0
        self._wake = asyncio.Event()

    async def start(self) -> None:
        """Start the process; requests sent before it is ready wait."""
        self._child, self._ready = None, False
        # In a session of its own, so that what the terminal sends to the reader process (Ctrl+Z, a hang-up) does not
        # reach it too.
        with suppress(OSError):
            self._child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                start_new_session=True,
                env={**os.environ, "LANGUAGE": i18n.language()},
            )
            if self._stopping.is_set():
                await _kill(self._child)

    def send(self, request: Request) -> None:
        """Send a request, unless the same one is under way."""
        if request not in self._pending:
            self._pending.add(request)
            self._wake.set()
            if self._ready:
                self._write(request)

    async def events(self) -> AsyncGenerator[Event, None]:
        """Yield the courier's events, until `stop`; a `Trouble` when it is restarted, once for deaths in a row.

        To be iterated once, for as long as the courier is wanted: this loop is what restarts it.
        """
        while not self._stopping.is_set():
            async for event in self._one_process():
                yield event
            if self._child:
                await _kill(self._child)
            if self._outdated:
                async for event in self._refuse_requests():
                    yield event
            if not self._stopping.is_set():
                for event in self._report_death():
                    yield event
                await self._wait_to_restart()
            if not self._stopping.is_set():
                await self.start()

    async def stop(self) -> None:
        """Tell the process to end; terminate, then kill it if it does not."""
        self._stopping.set()
        self._wake.set()
        child = self._child
        if child is None:
            return
        self._write(Stop())
        if child.stdin:
            child.stdin.close()
        if not await self._ended(child):
            with suppress(ProcessLookupError):
                child.terminate()
            await self._ended(child)
        await _kill(child)

    # ── one process ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _one_process(self) -> AsyncIterator[Event]:
        """Yield the events of the present process, until it has ended or must be ended."""
        loop = asyncio.get_running_loop()
        since, count = loop.time(), 0
        while (event := await self._next()) is not None:
            if loop.time() - since > 1:
                since, count = loop.time(), 0
            count += 1
            if count > MOST_EVENTS:
                return
            if not count % 50:
                await asyncio.sleep(0)  # lines already buffered are read without a pause: let the screen have its turn
            if isinstance(event, Ready):
                if event.version not in ("", __version__):
                    self._outdated = True
                    return
                self._ready = True
                for request in self._pending:
                    self._write(request)
            if self._pending.settle(event):
                self._deaths = 0
            if not isinstance(event, Pong):
                yield event

    async def _next(self) -> Event | None:
        """The next event; `None` when the process has died, hangs, or writes what is no event."""
        if self._child is None or self._child.stdout is None:
            return None
        asked = False
        while True:
            try:
                async with asyncio.timeout(self._patience):
                    line = await self._child.stdout.readline()
                return event_from(line) if line else None
            except TimeoutError:
                # The computer may have been asleep; so silence alone proves nothing.
                if asked:
                    return None
                asked = True
                self._write(Ping())
            except (ProtocolError, ValueError):  # ValueError: a line longer than any event
                return None

    def _write(self, request: Request) -> None:
        """Write a request to the process's stdin, if that is open."""
        if self._child and self._child.stdin and not self._child.stdin.is_closing():
            self._child.stdin.write(to_line(request))

    # ── its end ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _ended(self, child: Process) -> bool:
        """Wait for the process to end, `grace` seconds at most; returns whether it has."""
        try:
            async with asyncio.timeout(self._grace):
                await child.wait()
        except TimeoutError:
            return False
        return True

    async def _refuse_requests(self) -> AsyncIterator[Event]:
        """Report that the program was updated while it is open, and fail every request with that, until `stop`."""
        sentence = _("Placentin was updated while it was open: close it and start it again to fetch news.")
        yield Trouble(sentence)
        while not self._stopping.is_set():
            self._wake.clear()
            for request in self._pending.give_up():
                if event := failed(request, sentence):
                    yield event
            await self._wake.wait()

    def _report_death(self) -> Iterator[Event]:
        """The events about a process that has died: a `Trouble`, and the failure of requests that are given up."""
        self._deaths += 1
        if self._deaths > len(self._restart_delays):
            lost = self._pending.give_up()
            sentence = _("What fetches the news cannot be started; everything fetched before can still be read.")
            yield Trouble(sentence)
        else:
            lost = self._pending.count_death()
            sentence = _("What fetches the news stopped in the middle of this; try again later.")
            if self._deaths == 1:
                yield Trouble(_("What fetches the news stopped; it is being started again."))
        for request in lost:
            if event := failed(request, sentence):
                yield event

    async def _wait_to_restart(self) -> None:
        """Wait before the next start: a moment, or for a new request after too many deaths in a row."""
        if self._deaths <= len(self._restart_delays):
            with suppress(TimeoutError):
                async with asyncio.timeout(self._restart_delays[self._deaths - 1]):
                    await self._stopping.wait()
            return
        self._deaths = 0
        while not (self._pending or self._stopping.is_set()):
            self._wake.clear()
            await self._wake.wait()


async def _kill(child: Process) -> None:
    """Kill a process and close its pipes."""
    with suppress(ProcessLookupError):
        child.kill()
    # asyncio has no public way to close pipes that nobody reads any more, and would wait for their end for ever.
    child._transport.close()  # type: ignore[attr-defined]
    await child.wait()
