"""A process that works for the courier: a question in, its answer out, and an end to it when that takes too long.

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

TIME_IS_UP = -getattr(signal, "SIGPROF", 0)
"""How a process ends that has had its seconds of the processor (see `worker_loop.bound_time`)."""
BY_THE_CLOCK = 6
"""So many times the processor's seconds a question may take by the clock: others want the processor too."""

ENDING = 2
"""Seconds a process that has closed its pipe has for its end."""


class WorkerDied(Exception):
    """The process ended in the middle of a question, or was ended because of it.

    `overran`: it took more time than it may, so another would fare no better.
    """

    def __init__(self, *, overran: bool = False) -> None:
        super().__init__("overran" if overran else "died")
        self.overran = overran


class WorkerProcess:
    """One such process, there from the first question on; when it died of one, the next question begins another."""

    def __init__(self, module: str) -> None:
        """`module`: what it runs."""
        self._module = module
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The process's number, while there is one."""
        return self._process.pid if self._process else None

    async def ask(self, question: Callable[[], bytes], seconds: float) -> bytes:
        """The answer to a question, which may take so many of the processor's seconds; one question after another.

        `question` makes it when its turn has come, for it holds a document once more. Raises `WorkerDied`, or `OSError`
        when no process can be started.
        """
        async with self._turn:
            process = self._process or await self._begin()
            try:
                async with asyncio.timeout(BY_THE_CLOCK * seconds):
                    return await _exchange(process, question())
            except TimeoutError as error:
                await self.end()
                raise WorkerDied(overran=True) from error
            except (OSError, EOFError) as error:
                # It has ended, or is about to. Killed at this moment it would not say any more how.
                with suppress(TimeoutError):
                    async with asyncio.timeout(ENDING):
                        await process.wait()
                await self.end()
                raise WorkerDied(overran=process.returncode == TIME_IS_UP) from error
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
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self._module),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "LANGUAGE": i18n.language()},
        )
        return self._process


async def _exchange(process: Process, question: bytes) -> bytes:
    assert process.stdin
    assert process.stdout
    process.stdin.write(LENGTH.pack(len(question)) + question)
    await process.stdin.drain()
    (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
    return await process.stdout.readexactly(length)
