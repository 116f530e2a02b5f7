"""Runs blocking work for the event loop: library calls and slow functions in threads, foreign
documents in processes.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping

    from placentin_tui.courier.workers.parser_pool import ParserPool
    from placentin_tui.library import Library

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")

BATCH = 100
"""Small library calls that are gathered in one transaction."""


class Executor:
    """One library, a thread at a time for it and one for other work, and a pool of parsers."""

    def __init__(self, library: Library, pool: ParserPool | None = None) -> None:
        """`pool`: parses foreign documents; without one each document gets a process that ends with it."""
        self.library = library
        self._pool = pool
        self._library_turn = asyncio.Lock()
        self._work_turn = asyncio.Lock()
        self._later: list[Callable[[], object]] = []

    async def call_library(self, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Call the library in a thread: one call at a time, and a call that has begun is finished even when the task is
        cancelled.

        Never call it from another thread: SQLite crashes when a connection is closed while another thread uses it.
        """
        async with self._library_turn:
            call = asyncio.ensure_future(asyncio.to_thread(act, *args, **named))
            try:
                return await asyncio.shield(call)
            except asyncio.CancelledError:
                await asyncio.wait([call])
                raise

    async def call_library_later(self, act: Callable[P, object], *args: P.args, **named: P.kwargs) -> None:
        """Call the library later, with many other calls in one transaction: for what may be lost and is found out
        again.
        """
        self._later.append(partial(act, *args, **named))
        if len(self._later) >= BATCH:
            await self.flush_calls()

    async def flush_calls(self) -> None:
        """Make all calls gathered by `call_library_later`."""
        acts, self._later = self._later, []
        if acts:
            await self.call_library(_together, self.library, acts)

    async def run_in_thread(self, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Call a slow function of our own in a thread, one at a time."""
        async with self._work_turn:
            return await asyncio.to_thread(act, *args, **named)

    async def parse(self, task: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Have a foreign document parsed (see `ParserPool.run`)."""
        async with pool_or_own(self._pool) as pool:
            return await pool.run(task, *args, **named)


@asynccontextmanager
async def pool_or_own(pool: ParserPool | None) -> AsyncIterator[ParserPool]:
    """The pool given, or one that lasts as long as the block."""
    if pool is not None:
        yield pool
        return
    from placentin_tui.courier.workers.parser_pool import ParserPool  # 10 ms, and most refreshes bring nothing

    async with ParserPool() as own:
        yield own


class MemoryBudget:
    """Limits the memory for servers' answers: while it is full, no further request is made, and no timeout runs."""

    def __init__(self, most: int) -> None:
        """`most`: bytes; what was requested before they are reached still comes."""
        self._most = most
        self._held = 0
        self._free = asyncio.Event()
        self._free.set()

    async def wait(self) -> None:
        """Wait until less than the limit is in use."""
        while self._held >= self._most:  # others wait too, and the first of them may take it all
            await self._free.wait()

    @contextmanager
    def holding(self, size: int) -> Iterator[None]:
        """Count so many bytes inside the block."""
        self._change(size)
        try:
            yield
        finally:
            self._change(-size)

    def _change(self, size: int) -> None:
        """Change the bytes in use, and wake or block those that wait."""
        self._held += size
        if self._held < self._most:
            self._free.set()
        else:
            self._free.clear()


def _together(library: Library, acts: Iterable[Callable[[], object]]) -> None:
    """Make calls in one transaction."""
    with library.transaction():
        for act in acts:
            act()


async def as_they_end(
    jobs: Mapping[K, Callable[[], Awaitable[T]]], at_once: int
) -> AsyncGenerator[tuple[K, asyncio.Task[T]], None]:
    """Run jobs, `at_once` at a time; yields key and task of each as it ends, successful or not. Closing the generator
    cancels the others.
    """
    turns = asyncio.Semaphore(at_once)

    async def in_turn(job: Callable[[], Awaitable[T]]) -> T:
        async with turns:
            return await job()

    waiting = {asyncio.create_task(in_turn(job)): key for key, job in jobs.items()}
    # Each task reports its end: `asyncio.wait` would go through all of them for every one that ends.
    ended: asyncio.Queue[asyncio.Task[T]] = asyncio.Queue()
    for task in waiting:
        task.add_done_callback(ended.put_nowait)
    try:
        while waiting:
            task = await ended.get()
            yield waiting.pop(task), task
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
