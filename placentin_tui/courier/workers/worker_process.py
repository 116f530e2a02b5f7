"""A helper process: one question in, one answer out, ended when that takes too long.

A question is its length, then its bytes; so is the answer. `worker_loop` is the other side.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from placentin_tui import i18n
from placentin_tui.courier.workers.kill import end
from placentin_tui.courier.workers.worker_loop import LENGTH

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable

OUT_OF_TIME = -getattr(signal, "SIGPROF", 0)
"""Return code of a process that has used up its processor time (see `worker_loop.bound_time`)."""
WALL_CLOCK_FACTOR = 6
"""Wall-clock time of a question, as a multiple of its processor time: other processes need the processor too."""

ENDING = 2
"""Seconds in which a process that has closed its pipe must end."""


class WorkerDied(Exception):
    """The process ended during a question, or was ended because of it.

    `overran`: it took more time than allowed, so another would fare no better.
    """

    def __init__(self, *, overran: bool = False) -> None:
        super().__init__("overran" if overran else "died")
        self.overran = overran


class WorkerProcess:
    """A helper process, started with the first question; after one that ended it, the next question starts another."""

    def __init__(self, module: str) -> None:
        """`module`: the module it runs."""
        self._module = module
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The process id, while there is a process."""
        return self._process.pid if self._process else None

    async def ask(self, question: Callable[[], bytes], seconds: float) -> bytes:
        """The answer to a question, which may take so many seconds of processor time; one question at a time.

        `question` encodes it when its turn has come, since that copies a document. Raises `WorkerDied`, or `OSError`
        when no process can be started.
        """
        async with self._turn:
            process = self._process or await self._begin()
            try:
                async with asyncio.timeout(WALL_CLOCK_FACTOR * seconds):
                    return await _exchange(process, question())
            except TimeoutError as error:
                await self.end()
                raise WorkerDied(overran=True) from error
            except (OSError, EOFError) as error:
                # It has ended, or is about to; killed now it would not report how.
                with suppress(TimeoutError):
                    async with asyncio.timeout(ENDING):
                        await process.wait()
                await self.end()
                raise WorkerDied(overran=process.returncode == OUT_OF_TIME) from error
            except BaseException:
                # An answer nobody waits for any more would be taken for the next one's.
                await self.end()
                raise

    async def end(self) -> None:
        """End the process; it holds nothing that would be lost."""
        process, self._process = self._process, None
        if process is not None:
            await end(process)

    async def _begin(self) -> Process:
        """Start the process."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self._module),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "LANGUAGE": i18n.language()},
        )
        return self._process


async def _exchange(process: Process, question: bytes) -> bytes:
    """Write a question and read its answer. Raises `OSError` or `EOFError` when the process ends."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(LENGTH.pack(len(question)) + question)
    await process.stdin.drain()
    (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
    return await process.stdout.readexactly(length)
